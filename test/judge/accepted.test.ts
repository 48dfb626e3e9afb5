import { describe, expect, test } from 'vitest';
import { AcceptedDifferences, type Difference, readAccepted } from './accepted.ts';

const entry = {
  protocol: 'modbus',
  cause: 'retransmission',
  reason: 'tshark leaves out what it takes for a retransmission',
  captures: { abc: { 'read coils': 1 } },
};
const difference: Difference = {
  id: 'abc',
  file: 'files/abc.pcap',
  protocol: 'modbus',
  functions: { 'read coils': [11, 10] },
};

describe('accepted differences', () => {
  test('a difference of exactly the size that was looked into is explained', () => {
    const accepted = new AcceptedDifferences([entry]);
    expect(accepted.explain(difference)).toBe(entry);
    expect(accepted.unused(new Set(['abc']))).toEqual([]);
  });

  test('one message more, or one function more, is not', () => {
    const accepted = new AcceptedDifferences([entry]);
    expect(accepted.explain({ ...difference, functions: { 'read coils': [12, 10] } })).toBeUndefined();
    expect(
      accepted.explain({ ...difference, functions: { 'read coils': [11, 10], 'write single coil': [0, 1] } }),
    ).toBeUndefined();
  });

  test('the same numbers of another protocol or capture are not', () => {
    const accepted = new AcceptedDifferences([entry]);
    expect(accepted.explain({ ...difference, protocol: 's7comm' })).toBeUndefined();
    expect(accepted.explain({ ...difference, id: 'def' })).toBeUndefined();
  });

  test('an entry whose capture agrees again fails, unless the capture was not judged', () => {
    const accepted = new AcceptedDifferences([entry]);
    expect(accepted.unused(new Set(['abc']))).toEqual(['modbus, retransmission: abc does not differ any more']);
    expect(accepted.unused(new Set(['def']))).toEqual([]);
  });

  test('one cause has one reason', () => {
    expect(() => new AcceptedDifferences([entry, entry])).toThrow('two reasons');
  });

  test('the committed list is well formed and gives a reason for every entry', () => {
    const entries = readAccepted();
    expect(() => new AcceptedDifferences(entries)).not.toThrow();
    for (const { reason, captures } of entries) {
      expect(reason.length).toBeGreaterThan(20);
      expect(Object.keys(captures).length).toBeGreaterThan(0);
    }
  });
});
