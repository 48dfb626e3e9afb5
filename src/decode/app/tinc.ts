import type { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { byteText } from './wire-text.ts';

const ID = 0;
const META_KEY = 1;
const ZERO = 0x30;
const ONE = 0x31;
const BLANK = 0x20;
const LINE_FEED = 0x0a;
/** Bytes of the first line looked at; names are as a rule those of hosts. */
export const MAX_ID_LINE = 128;
/** Bytes of the line with a key: two characters an octet of RSA, which has up to 8192 bits. */
export const MAX_KEY_LINE = 4096;

/** What each side's next bytes are: its name, perhaps its key, or ciphertext until the end. */
interface TincState {
  stage: ['id' | 'key' | 'encrypted', 'id' | 'key' | 'encrypted'];
}

/**
 * tinc's meta connection, 1.0 and 1.1: each side says its node's name and the protocol's version in a line of text, and 1.0
 * the parameters of its key in a second one. All else is encrypted, and so is all that goes over UDP, which is not told.
 */
export const tinc: StreamProtocol<TincState> = {
  kind: 'stream',
  name: 'tinc',
  title: 'tinc VPN, meta connection',
  spec: 'tinc manual, chapter "Technical information"; protocol version 17',
  fields: {
    'tinc.node': { doc: 'Name of the node that connects.' },
    'tinc.version': { doc: 'Version of the protocol; with a dot and a number from 1.1 on.' },
    'tinc.cipher': { doc: 'Number of the cipher, as OpenSSL has it.' },
    'tinc.digest': { doc: 'Number of the digest, as OpenSSL has it.' },
  },
  anomalies: {},
  functionName: (fn: number): string | undefined => (fn === ID ? 'id' : fn === META_KEY ? 'meta key' : undefined),
  undecoded:
    'What follows the names and keys, which is encrypted; its packets over UDP are not recognised. Tried on a real peer of 1.0.',
  // "0 ", " 17", a line feed, and a letter or more between them.
  falseMatchLog2: -48,
  canBegin: (byte: number): boolean => byte === ZERO,
  ports: [655],
  open: () => ({ stage: ['id', 'id'] }),
  probe(c: Cursor): Verdict {
    const end = lineEnd(c, MAX_ID_LINE);
    if (!fitsId(c, end < 0 ? Math.min(c.left, MAX_ID_LINE) : end)) return NO;
    if (end < 0) return c.left < MAX_ID_LINE ? UNSURE : NO;
    return ID_LINE.test(byteText(c.bytes, c.at, c.at + end)) ? YES : NO;
  },
  parse(c: Cursor, turn: Turn, state: TincState): Outcome {
    const side = turn.fromServer ? 1 : 0;
    const stage = state.stage[side];
    const begins = stage === 'id' ? ZERO : ONE;
    if (stage !== 'encrypted' && c.left < 2) return c.peek8() === begins ? MORE : passOver(turn, state, side);
    if (stage === 'encrypted' || c.peek8() !== begins || c.peek8(1) !== BLANK) return passOver(turn, state, side);
    const limit = stage === 'id' ? MAX_ID_LINE : MAX_KEY_LINE;
    const end = lineEnd(c, limit);
    if (end < 0) return c.left < limit ? MORE : passOver(turn, state, side);
    const found = (stage === 'id' ? ID_LINE : KEY_LINE).exec(byteText(c.bytes, c.at, c.at + end));
    if (found === null) return passOver(turn, state, side);
    turn.message(stage === 'id' ? ID : META_KEY);
    if (stage === 'id') readId(turn, found[1] ?? '', found[2] ?? '');
    else if (turn.tracing) {
      turn.field('tinc.cipher', Number(found[1]));
      turn.field('tinc.digest', Number(found[2]));
    }
    state.stage[side] = stage === 'id' ? 'key' : 'encrypted';
    c.skip(end + 1);
    return DONE;
  },
  gap(state: TincState, fromServer: boolean): void {
    state.stage[fromServer ? 1 : 0] = 'encrypted';
  },
  maxMessage: MAX_KEY_LINE,
};

const ID_LINE = /^0 ([A-Za-z0-9_]+) (17(?:\.\d{1,3})?)$/;
const KEY_LINE = /^1 (\d{1,5}) (\d{1,5}) \d{1,3} \d{1,3} [0-9A-F]+$/;

function readId(turn: Turn, node: string, version: string): void {
  turn.claim(turn.sender, 'role', 'tinc-node');
  turn.claim(turn.sender, 'description', `tinc node ${node}, protocol ${version}`);
  if (!turn.tracing) return;
  turn.field('tinc.node', node);
  turn.field('tinc.version', version);
}

function passOver(turn: Turn, state: TincState, side: 0 | 1): Outcome {
  state.stage[side] = 'encrypted';
  turn.skip(Number.MAX_SAFE_INTEGER, 'encrypted');
  return DONE;
}

/** Distance to the line feed, within `limit` bytes; or -1. */
function lineEnd(c: Cursor, limit: number): number {
  for (let i = 0; i < limit && i < c.left; i++) if (c.peek8(i) === LINE_FEED) return i;
  return -1;
}

/** Whether the line's first bytes could be those of an id. */
function fitsId(c: Cursor, length: number): boolean {
  if (length > 0 && c.peek8() !== ZERO) return false;
  if (length > 1 && c.peek8(1) !== BLANK) return false;
  for (let i = 2; i < length; i++) {
    const byte = c.peek8(i);
    const word = (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
    if (!word && byte !== BLANK && byte !== 0x2e && byte !== 0x5f) return false;
  }
  return true;
}
