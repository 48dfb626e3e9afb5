import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO } from '../verdict.ts';
import { codesys, MAX_MESSAGE } from './codesys.ts';
import { hex, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { codesysAsk, codesysIdentity, codesysName, codesysStop } from './uncaptured.cases.ts';

const version2: readonly Segment[] = [
  { fromServer: false, bytes: codesysAsk },
  { fromServer: true, bytes: codesysIdentity },
];
const version3: readonly Segment[] = [{ fromServer: false, bytes: together(codesysName, codesysStop) }];
streamLaws(codesys, [version2, version3]);

function read(segments: readonly Segment[]): ReturnType<typeof recordingTurn> {
  const turn = recordingTurn();
  feedStream(codesys, segments, turn);
  return turn;
}

describe('CODESYS', () => {
  it('of version 2 names the controller, whatever its byte order', () => {
    const facts = ['claim ip:192.0.2.1 os Nucleus PLUS 1.14', 'claim ip:192.0.2.1 model CPU 750-881'];
    expect(read(version2).facts).toEqual(facts);
    const big = codesysIdentity.slice();
    big.set(hex('000000a0'), 2);
    expect(read([{ fromServer: true, bytes: big }]).facts).toEqual(facts);
  });

  it('of version 3 tells that an application is stopped', () => {
    const turn = read(version3);
    expect(turn.messages.map(({ fn }) => codesys.functionName(fn))).toEqual([
      'name service request',
      'application: stop',
    ]);
    expect(turn.facts).toEqual([`command fn ${0x1_0000 + 0x02_0011} unit 0 area 0 start 0 count 1 stop`]);
    expect(codesys.objectName?.(0, 0, 0, 1)).toBe('application');
    expect(codesys.functionName(0x1_0000 + 0x09_0001)).toBe('variables: service 1');
    expect(codesys.functionName(0x1_0000 + 0x70_0001)).toBe('group 112: service 1');
  });

  it('of version 3 reads services where a first block has them, and says what is encrypted', () => {
    const changed = (at: number, ...bytes: number[]): ReturnType<typeof recordingTurn> => {
      const copy = codesysStop.slice();
      copy.set(bytes, at);
      return read([{ fromServer: false, bytes: copy }]);
    };
    // The mark of a service, its group, the block's kind and its flags.
    expect(changed(40, 0x57, 0x75).encryptedBytes).toBe(48);
    expect(changed(44, 0x82).facts).toEqual([]);
    expect(changed(44, 0x82).messages[0]?.fn).toBe(0x1_0000 + 0x02_0011);
    for (const other of [changed(40, 0x55, 0xce), changed(20, 2), changed(21, 0x80)]) {
      expect([other.facts, other.messages[0]?.fn]).toEqual([[], 0x40]);
    }
    // Addresses of six bytes each, as over TCP, reach beyond this message.
    expect(changed(13, 0x33).messages[0]?.fn).toBe(0x40);
  });

  it('is not told by a mark without a datagram, and passes over what nobody sends', () => {
    expect(codesys.probe(windowed(hex('000117e8 38000000 00')), false)).toBe(NO);
    expect(codesys.probe(windowed(hex('bbbb 00000000 01')), false)).toBe(NO);
    const mark = (length: number): Uint8Array => {
      const bytes = new Uint8Array(length);
      bytes.set(codesysName);
      new DataView(bytes.buffer).setUint32(4, length, true);
      return bytes;
    };
    expect(read([{ fromServer: false, bytes: mark(MAX_MESSAGE) }]).anomalies).toEqual([]);
    expect(read([{ fromServer: false, bytes: mark(MAX_MESSAGE + 1) }]).anomalies).toEqual(['message-over-limit']);
  });
});
