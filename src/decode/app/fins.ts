import { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol, StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { functionName, isCommand } from './fins/commands.ts';
import { anomalies, fields } from './fins/fields.ts';
import { objectName } from './fins/objects.ts';
import { HEADER, readCommand } from './fins/read-command.ts';
import { FinsState } from './fins/state.ts';

/** `FINS` */
const MAGIC = 0x4649_4e53;
/** Magic, length, command, error; the length counts the last two. */
const TCP_HEADER = 16;
const COUNTED = 8;
const CLIENT_NODE = 0;
const SERVER_NODE = 1;
const FRAME = 2;
const ERROR_NOTICE = 3;
const CONFIRM = 6;
/** A FINS message has at most 2,012 bytes; lengths above this are none. */
export const MAX_FRAME = 4096;
/** The only units that there are: 0 the controller, 16 to 31 units on its bus, and some above. */
const LAST_BUS_UNIT = 0x1f;
const INNER_BOARD = 0xe1;
const CONNECTED_UNIT = 0xfe;

const said = {
  name: 'fins',
  title: 'Omron FINS',
  spec: 'Omron W227 FINS Commands, W342 Communications Commands (CS, CJ, CP, NSJ), W420 Ethernet Units (FINS/TCP)',
  fields,
  anomalies,
  functionName,
  objectName,
  undecoded: 'Values, programs and files, data link tables, status beyond its first byte, logs, passwords.',
} as const;

/** FINS over TCP: frames of connection set-up are read and are no messages, each command or answer is one. */
export const finsOverTcp: StreamProtocol<FinsState> = {
  ...said,
  kind: 'stream',
  // Magic 32 bits, length 20, command 29.
  falseMatchLog2: -80,
  canBegin: (byte) => byte === MAGIC >>> 24,
  ports: [9600],
  maxMessage: MAX_FRAME + COUNTED,
  open: () => new FinsState(),
  probe(c: Cursor): Verdict {
    for (let i = 0; i < 4 && i < c.left; i++) if (c.peek8(i) !== ((MAGIC >>> (24 - 8 * i)) & 0xff)) return NO;
    if (c.left < 12) return UNSURE;
    return fits(c.peek32(4)) && c.peek32(8) <= CONFIRM ? YES : NO;
  },
  parse(c: Cursor, turn: Turn, state: FinsState): Outcome {
    if (c.left >= 4 && c.peek32() !== MAGIC) return BAD;
    if (c.left < 8) return MORE;
    const length = c.peek32(4);
    if (!fits(length)) return BAD;
    if (!c.has(8 + length)) return MORE;
    const end = c.at + 8 + length;
    const command = c.peek32(8);
    const error = c.peek32(12);
    inner.reset(c.bytes, c.view, c.at + TCP_HEADER, end);
    if (error !== 0 || command === ERROR_NOTICE) turn.anomaly('tcp-error');
    if (command === FRAME) {
      if (inner.left < HEADER) {
        turn.anomaly('frame-short');
        turn.unrecognised(inner.left);
      } else readCommand(inner, turn, state);
      if (inner.left === 0 && turn.tracing && length >= COUNTED + HEADER) {
        turn.field('omron.tcp.command', command);
        turn.field('omron.tcp.error_code', error);
      }
    } else readNodes(inner, turn, command);
    c.at = end;
    return DONE;
  },
  gap(state) {
    state.requests.clear();
  },
};

/** FINS over UDP: one command or answer a datagram. */
export const finsOverUdp: DatagramProtocol<FinsState> = {
  ...said,
  kind: 'datagram',
  // Flags 6 bits, reserved 8, gateways 5, networks 1 each, units 2.9 each, command 10: 2^-36.
  falseMatchLog2: -34,
  canBegin: (byte) => (byte & 0xbe) === 0x80,
  ports: [9600],
  open: () => new FinsState(),
  probe(c: Cursor): Verdict {
    if (c.left < HEADER || c.left > MAX_FRAME || (c.peek8() & 0xbe) !== 0x80 || c.peek8(1) !== 0) return NO;
    if (c.peek8(2) > 7 || c.peek8(3) > 0x7f || c.peek8(6) > 0x7f) return NO;
    if (!isUnit(c.peek8(5)) || !isUnit(c.peek8(8)) || !isCommand(c.peek16(10))) return NO;
    return c.peek8() & 0x40 && c.left < HEADER + 2 ? NO : YES;
  },
  parse(c: Cursor, turn: Turn, state: FinsState): Outcome {
    if (c.left < HEADER) return MORE;
    if ((c.peek8() & 0xbe) !== 0x80 || c.peek8(1) !== 0) return BAD;
    readCommand(c, turn, state);
    return DONE;
  },
};

/** Used within one call only. */
const inner: Cursor = new Cursor();

function fits(length: number): boolean {
  return length >= COUNTED && length <= MAX_FRAME;
}

function isUnit(unit: number): boolean {
  return unit <= LAST_BUS_UNIT || unit === INNER_BOARD || unit === CONNECTED_UNIT;
}

/** Both sides agree on node numbers before the first command. */
function readNodes(c: Cursor, turn: Turn, command: number): void {
  if (command === CLIENT_NODE) c.skip(4);
  else if (command === SERVER_NODE) {
    const client = c.u32();
    const server = c.u32();
    if (c.failed) turn.anomaly('data-cut');
    else {
      turn.claim(turn.sender, 'description', `fins node ${server}`);
      turn.claim(turn.receiver, 'description', `fins node ${client}`);
    }
  }
  if (c.left > 0) {
    turn.anomaly('trailing-bytes');
    turn.unrecognised(c.left);
  }
}
