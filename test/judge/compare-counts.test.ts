import { describe, expect, test } from 'vitest';
import { compareCounts } from './compare-counts.ts';

const capture = { id: 'abc', file: 'files/abc.pcap' };
const answer = (counts: Record<string, Record<string, number>>) => ({
  frames: 1,
  capturedBytes: 60,
  carried: {},
  counts,
});

describe('counts beside tshark', () => {
  test('equal functions of Modbus are no difference', () => {
    const ours = { modbus: { messages: 3, functions: { 'read coils': 3 } } };
    const { differences, protocols } = compareCounts(capture, ours, answer({ modbus: { 'read coils': 3 } }));
    expect(differences).toEqual([]);
    expect(protocols).toEqual([{ protocol: 'modbus', ours: 3, theirs: 3 }]);
  });

  test('as many messages of other functions are a difference', () => {
    const ours = { modbus: { messages: 3, functions: { 'read coils': 3 } } };
    const { differences } = compareCounts(
      capture,
      ours,
      answer({ modbus: { 'read coils': 2, 'write single coil': 1 } }),
    );
    expect(differences[0]?.functions).toEqual({ 'read coils': [3, 2], 'write single coil': [0, 1] });
  });

  test('a protocol that only one of the two sees is a difference', () => {
    expect(compareCounts(capture, {}, answer({ ntp: { message: 2 } })).differences[0]?.functions).toEqual({
      message: [0, 2],
    });
  });

  test('what is inside a tunnel may be left out or counted, but not in part', () => {
    const oracle = { ...answer({ dns: { query: 1 } }), carried: { gre: { dns: { query: 2 } } } };
    const queries = (count: number) => ({ dns: { messages: count, functions: { query: count } } });
    expect(compareCounts(capture, queries(1), oracle).differences).toEqual([]);
    expect(compareCounts(capture, queries(3), oracle).differences).toEqual([]);
    expect(compareCounts(capture, queries(2), oracle).differences).toHaveLength(1);
  });

  test('an S7comm message counts once by its kind and once by its function', () => {
    const ours = {
      s7comm: { messages: 3, functions: { 'job read var': 1, 'ack data read var': 1, 'request read szl': 1 } },
    };
    const theirs = { job: 1, 'ack data': 1, userdata: 1, ': read var': 2 };
    const { differences, protocols } = compareCounts(capture, ours, answer({ s7comm: theirs }));
    expect(differences).toEqual([]);
    expect(protocols[0]).toEqual({ protocol: 's7comm', ours: 3, theirs: 3 });
  });
});
