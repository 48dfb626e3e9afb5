import type { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol, StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { functionName, isRequest } from './slmp/commands.ts';
import { objectName } from './slmp/devices.ts';
import { anomalies, fields } from './slmp/fields.ts';
import { hexDigit, INCOMPLETE, MAX_CONTENT, NOT_SLMP, SlmpFrame } from './slmp/frame.ts';
import { readFrame } from './slmp/read-frame.ts';
import { SlmpState } from './slmp/state.ts';

/** The longest header: 4E in ASCII. */
const LONGEST_HEADER = 26;
/** Controllers' standard ports for MELSEC communication and SLMP; others are set per connection. */
const PORTS: readonly number[] = [5006, 5007, 5010, 45_237];

const said = {
  name: 'slmp',
  title: 'Mitsubishi MELSEC (SLMP)',
  spec: 'Mitsubishi SH-080956 SLMP Reference Manual; SH-080008 MELSEC Communication Protocol (3E and 4E frames)',
  fields,
  anomalies,
  functionName,
  objectName,
  ports: PORTS,
  canBegin: (byte: number): boolean =>
    byte === 0x50 || byte === 0x54 || byte === 0xd0 || byte === 0xd4 || byte === 0x35 || byte === 0x44,
  undecoded:
    'Values, extended device specifications, files and parameters, passwords; frames of 1E and of the engineering ' +
    'tools (subheader 0x57) are not recognised.',
} as const;

/** Used within one call only. */
const frame: SlmpFrame = new SlmpFrame();

/** One frame a message. An answer does not say what it answers: its function is that of its request. */
export const slmpOverTcp: StreamProtocol<SlmpState> = {
  ...said,
  kind: 'stream',
  // Worst is an answer in binary: subheader 16 bits, module 7, station 3, length 4, end code 2.
  falseMatchLog2: -30,
  maxMessage: LONGEST_HEADER + MAX_CONTENT,
  open: () => new SlmpState(),
  probe(c: Cursor): Verdict {
    const size = frame.read(c);
    if (size === NOT_SLMP) return NO;
    if (size === INCOMPLETE) return UNSURE;
    return looksRight(c, false);
  },
  parse(c: Cursor, turn: Turn, state: SlmpState): Outcome {
    const size = frame.read(c);
    if (size === NOT_SLMP) return BAD;
    if (size === INCOMPLETE || !c.has(size)) return MORE;
    readFrame(c, turn, state, frame);
    c.skip(size);
    return DONE;
  },
  gap(state) {
    state.requests.clear();
  },
};

export const slmpOverUdp: DatagramProtocol<SlmpState> = {
  ...said,
  kind: 'datagram',
  // As above, and the length is that of the datagram: 12 bits more.
  falseMatchLog2: -42,
  open: () => new SlmpState(),
  probe(c: Cursor): Verdict {
    const size = frame.read(c);
    return size === c.left && looksRight(c, true) === YES ? YES : NO;
  },
  parse(c: Cursor, turn: Turn, state: SlmpState): Outcome {
    const size = frame.read(c);
    if (size === NOT_SLMP) return BAD;
    if (size === INCOMPLETE || !c.has(size)) return MORE;
    readFrame(c, turn, state, frame);
    if (c.left > size) turn.unrecognised(c.left - size);
    c.at = c.end;
    return DONE;
  },
};

/** Behind the header: a known command with a sub-command, or an end code of success or from 0x4000 on. */
function looksRight(c: Cursor, whole: boolean): Verdict {
  const at = frame.header + (frame.response ? 0 : frame.ascii ? 4 : 2);
  const size = (frame.response ? 2 : 4) * (frame.ascii ? 2 : 1);
  if (c.left < at + size) return whole ? NO : UNSURE;
  if (!frame.response) return isRequest(number(c, at), number(c, at + (frame.ascii ? 4 : 2))) ? YES : NO;
  const code = number(c, at);
  return code === 0 || (code >= 0x4000 && code < 0xd000) ? YES : NO;
}

/** 16 bits, or -1 where there are no digits. */
function number(c: Cursor, at: number): number {
  if (!frame.ascii) return c.peek8(at) | (c.peek8(at + 1) << 8);
  let value = 0;
  for (let i = 0; i < 4; i++) {
    const digit = hexDigit(c.peek8(at + i));
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}
