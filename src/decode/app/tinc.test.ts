import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO, UNSURE, YES } from '../verdict.ts';
import { ascii, hex, streamLaws, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { MAX_ID_LINE, MAX_KEY_LINE, tinc } from './tinc.ts';

/** As two peers of tinc 1.0.36 begin: name and version, then cipher, digest, lengths and key. */
const conversation: Segment[] = [
  { fromServer: false, bytes: ascii('0 crane 17\n') },
  { fromServer: true, bytes: ascii(`0 office 17\n1 429 672 0 0 ${'9BB456F7'.repeat(8)}\n`) },
  { fromServer: false, bytes: ascii(`1 429 672 0 0 ${'57F43DA6'.repeat(8)}\n`) },
  { fromServer: true, bytes: hex('200f287f813c9695', 'a5'.repeat(40)) },
  { fromServer: false, bytes: hex('b8e97ff09f188a8d', '5a'.repeat(40)) },
];
/** 1.1: a minor version, and ciphertext at once. */
const newer: Segment[] = [
  { fromServer: false, bytes: ascii('0 crane 17.7\n') },
  { fromServer: false, bytes: hex('0061', 'c3'.repeat(97)) },
];

streamLaws(tinc, [conversation, newer]);

describe('tinc', () => {
  it('says which node connects to which, and that the rest is encrypted', () => {
    const turn = recordingTurn();
    feedStream(tinc, conversation, turn);
    expect(turn.messages.map(({ fn }) => tinc.functionName(fn))).toEqual(['id', 'id', 'meta key', 'meta key']);
    expect(turn.messages[1]?.fields).toEqual({ 'tinc.node': 'office', 'tinc.version': '17' });
    expect(turn.messages[3]?.fields).toEqual({ 'tinc.cipher': 429, 'tinc.digest': 672 });
    expect(turn.facts).toContain('claim ip:192.0.2.1 description tinc node crane, protocol 17');
    expect(turn.skipped.every(({ as }) => as === 'encrypted')).toBe(true);
    const other = recordingTurn();
    feedStream(tinc, newer, other);
    expect(other.messages.map(({ fields }) => fields['tinc.version'])).toEqual(['17.7']);
  });

  it('is no other line that begins with a zero', () => {
    for (const line of ['0 17\n', '0 crane 18\n', '0 a b 17\n', '0 crane 17 \n', '00 crane 17\n'])
      expect(tinc.probe(windowed(ascii(line)), false), line).toBe(NO);
  });

  it(`waits for ${MAX_ID_LINE} bytes of a name and ${MAX_KEY_LINE} of a key, not more`, () => {
    const name = (length: number): Uint8Array => ascii(`0 ${'a'.repeat(length - 6)} 17\n`);
    expect(tinc.probe(windowed(name(MAX_ID_LINE)), false)).toBe(YES);
    expect(tinc.probe(windowed(name(MAX_ID_LINE).subarray(0, MAX_ID_LINE - 1)), false)).toBe(UNSURE);
    expect(tinc.probe(windowed(name(MAX_ID_LINE + 1)), false)).toBe(NO);
    const turn = recordingTurn();
    const long = ascii(`1 429 672 0 0 ${'A'.repeat(MAX_KEY_LINE)}\n`);
    feedStream(tinc, [conversation[0] as Segment, { fromServer: false, bytes: long }], turn);
    expect(turn.messages).toHaveLength(1);
    expect(turn.skipped).toHaveLength(1);
  });
});
