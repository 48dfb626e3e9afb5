import type { Cursor } from '../../kernel/cursor.ts';
import { OpenRequests } from '../../kernel/open-requests.ts';
import type { DatagramProtocol, StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { hartCommands } from './hart-ip/commands.ts';
import { hartAnomalies, hartFields, messageNames } from './hart-ip/fields.ts';
import { commandOf, type Frame, measure, readFrame } from './hart-ip/frame.ts';

/** Requests of one session that wait for their answer; a network of one loop answers one after the other. */
export const MAX_WAITING = 64;

const HEADER = 8;
/** A frame has at most 5 + 9 + 255 bytes; direct messages hold several commands. */
const LONGEST = 2048;
const SESSION_INITIATE = 0;
const SESSION_CLOSE = 1;
const KEEP_ALIVE = 2;
const TOKEN_PASSING = 3;
const REFUSED = 15;
const SESSION = 5;
const COMMAND_BASE = 0x1_0000;

const base = {
  name: 'hart-ip',
  title: 'HART-IP',
  spec: 'no standard was read: messages and frames are those of Wireshark 4.0, and agree with it on messages made by hand; commands are those of icsnpp-hart-ip, from 90 on of public lists that cite HCF SPEC-151',
  fields: hartFields,
  anomalies: hartAnomalies,
  undecoded: 'Measured values and settings; direct messages, audit logs, discovery.',
  ports: [5094],
  functionName: (fn: number): string | undefined => {
    if (fn < COMMAND_BASE) return messageNames.get(fn);
    const command = fn - COMMAND_BASE;
    return hartCommands.get(command)?.name ?? `command ${command}`;
  },
  objectName: (_fn: number, area: number, start: number): string =>
    area === 1 ? `device ${start.toString(16).padStart(6, '0')}` : `polling address ${start}`,
  specLists: () => [
    {
      title: 'Messages',
      source: 'icsnpp-hart-ip, FieldComm’s HART-IP client',
      entries: [...messageNames].map(([id, name]) => ({
        id: `${id}`,
        name,
        depth: id <= TOKEN_PASSING ? ('decoded' as const) : ('named' as const),
        functions: id === TOKEN_PASSING ? [...hartCommands.keys()].map((command) => COMMAND_BASE + command) : [id],
      })),
    },
    {
      title: 'Universal and common practice commands',
      source: 'icsnpp-hart-ip, and public lists that cite HCF SPEC-151',
      entries: [...hartCommands].map(([id, { name }]) => ({
        id: `${id}`,
        name,
        depth: [0, 11, 13, 20, 21, 22].includes(id) ? ('decoded' as const) : ('named' as const),
        functions: [COMMAND_BASE + id],
      })),
    },
  ],
  canBegin: (byte: number): boolean => byte === 1 || byte === 2,
  open: () => new OpenRequests(MAX_WAITING),
};

/** HART-IP in UDP: instruments and the gateways before them, with what the plant calls them. */
export const hartOverUdp: DatagramProtocol<OpenRequests> = {
  ...base,
  kind: 'datagram',
  // Version 7 bits, type 6, identifier 6, length 16, and what the kind of message has: 5 at least.
  falseMatchLog2: -36,
  probe: (c: Cursor): Verdict => (c.left >= HEADER && c.peek16(6) === c.left ? probeMessage(c) : NO),
  parse(c: Cursor, turn: Turn, state: OpenRequests): Outcome {
    if (!c.has(HEADER)) return MORE;
    const length = c.peek16(6);
    if (length < HEADER) return BAD;
    if (!c.has(length)) return MORE;
    readMessage(c, turn, state, length);
    turn.unrecognised(c.left);
    c.at = c.end;
    return DONE;
  },
};

/** The same in TCP. */
export const hartOverTcp: StreamProtocol<OpenRequests> = {
  ...base,
  kind: 'stream',
  // Version 7 bits, type 6, identifier 6, status 8 and length 16 of sessions; frames have length 8 and checksum 8.
  falseMatchLog2: -35,
  maxMessage: LONGEST,
  probe(c: Cursor): Verdict {
    if (c.peek8() !== 1 && c.peek8() !== 2) return NO;
    if (c.left >= 2 && !typeKnown(c.peek8(1))) return NO;
    if (c.left >= 3 && !messageNames.has(c.peek8(2))) return NO;
    if (c.left < HEADER) return UNSURE;
    const length = c.peek16(6);
    if (length < HEADER || length > LONGEST || c.peek8(3) !== 0) return NO;
    return c.has(length) ? probeMessage(c) : UNSURE;
  },
  parse(c: Cursor, turn: Turn, state: OpenRequests): Outcome {
    if (!c.has(HEADER)) return MORE;
    const length = c.peek16(6);
    if (length < HEADER || length > LONGEST || !typeKnown(c.peek8(1))) return BAD;
    if (!c.has(length)) return MORE;
    readMessage(c, turn, state, length);
    return DONE;
  },
  gap: (state) => state.clear(),
};

function typeKnown(type: number): boolean {
  return type <= 2 || type === REFUSED;
}

const frame: Frame = { delimiter: 0, long: false, command: 0, data: 0, length: 0, checked: false };

/** The whole message is there. */
function probeMessage(c: Cursor): Verdict {
  const version = c.peek8();
  if ((version !== 1 && version !== 2) || !typeKnown(c.peek8(1))) return NO;
  const length = c.peek16(6);
  switch (c.peek8(2)) {
    case SESSION_INITIATE:
      return length >= HEADER + SESSION && length <= HEADER + SESSION + 3 && c.peek8(HEADER) <= 1 ? YES : NO;
    case SESSION_CLOSE:
    case KEEP_ALIVE:
      return length === HEADER && c.peek8(3) === 0 ? YES : NO;
    case TOKEN_PASSING:
      return measure(c, HEADER, length - HEADER, frame) && frame.checked ? YES : NO;
    default:
      return NO;
  }
}

function readMessage(c: Cursor, turn: Turn, state: OpenRequests, length: number): void {
  const id = c.peek8(2);
  const sequence = c.peek16(4);
  const framed = id === TOKEN_PASSING && measure(c, HEADER, length - HEADER, frame);
  const fn = framed ? COMMAND_BASE + commandOf(c, frame) : id;
  turn.message(fn);
  if (turn.tracing) {
    turn.field('hart_ip.version', c.peek8());
    turn.field('hart_ip.message_type', c.peek8(1));
    turn.field('hart_ip.message_id', id);
    turn.field('hart_ip.status', c.peek8(3));
    turn.field('hart_ip.transaction_id', sequence);
    turn.field('hart_ip.msg_length', length);
  }
  if (framed) readFrame(c, turn, frame, fn, sequence, state);
  else if (id === SESSION_INITIATE && length >= HEADER + SESSION) {
    if (turn.tracing) {
      turn.field('hart_ip.session_init.master_type', c.peek8(HEADER));
      turn.field('hart_ip.session_init.inactivity_close_timer', c.peek32(HEADER + 1));
    }
  } else if (length > HEADER) {
    if (id <= TOKEN_PASSING) turn.anomaly('length-bad');
    turn.unrecognised(length - HEADER);
  }
  c.skip(length);
}
