import type { Cursor } from '../../kernel/cursor.ts';
import { OTHER, READ, WRITE } from '../../schema/facts/vocabulary.ts';
import type { DatagramProtocol, StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { readConfiguration, readConfiguration3 } from './c37118/configuration.ts';
import {
  c37118Anomalies,
  c37118Fields,
  COMMAND,
  COMMAND_BASE,
  commandNames,
  CONFIGURATION_1,
  CONFIGURATION_2,
  CONFIGURATION_3,
  DATA,
  frameTypes,
  HEADER,
} from './c37118/fields.ts';
import { wireText } from './wire-text.ts';

const SYNC = 0xaa;
const PREFIX = 14;
const CHECKSUM = 2;
/** A command; data frames have at least a status. */
const SHORTEST = PREFIX + 2 + CHECKSUM;
const LONGEST = 65_535;
/** Of a longer frame the probe does not wait for the checksum. */
const MAX_CHECKED = 2048;
const LARGEST_COMMAND = 8;
const EXTENDED = 8;

const base = {
  name: 'c37118',
  title: 'Synchrophasors',
  spec: 'IEEE C37.118-2005, IEEE C37.118.2-2011',
  fields: c37118Fields,
  anomalies: c37118Anomalies,
  undecoded: 'Measured values; units and scales of configurations; extended commands.',
  ports: [4712, 4713],
  functionName: (fn: number): string | undefined => {
    if (fn < COMMAND_BASE) return frameTypes[fn];
    const name = commandNames.get(fn - COMMAND_BASE);
    return name === undefined ? undefined : `command: ${name}`;
  },
  objectName: (_fn: number, _area: number, start: number): string => `stream ${start}`,
  specLists: () => [
    {
      title: 'Frame types',
      source: 'IEEE C37.118.2-2011 table 2',
      entries: frameTypes.map((name, id) => ({
        id: `${id}`,
        name,
        depth: id === DATA ? ('named' as const) : ('decoded' as const),
        functions: id === COMMAND ? [...commandNames.keys()].map((command) => COMMAND_BASE + command) : [id],
      })),
    },
    {
      title: 'Commands',
      source: 'IEEE C37.118.2-2011 table 15',
      entries: [...commandNames].map(([id, name]) => ({
        id: `${id}`,
        name,
        depth: id === EXTENDED ? ('named' as const) : ('decoded' as const),
        functions: [COMMAND_BASE + id],
      })),
    },
  ],
  canBegin: (byte: number): boolean => byte === SYNC,
  open: () => undefined,
};

/** Synchrophasors in UDP: what measuring stations of power grids send, some times a cycle. */
export const c37118OverUdp: DatagramProtocol<undefined> = {
  ...base,
  kind: 'datagram',
  // Sync 8 bits, type and version 3, length 16, checksum 16.
  falseMatchLog2: -43,
  probe(c: Cursor): Verdict {
    const verdict = probeStart(c);
    if (verdict !== YES) return NO;
    const size = c.peek16(2);
    return size === c.left && checksum(c, size) === c.peek16(size - CHECKSUM) ? YES : NO;
  },
  parse(c: Cursor, turn: Turn): Outcome {
    if (!c.has(SHORTEST)) return MORE;
    const size = c.peek16(2);
    if (c.peek8() !== SYNC || size < SHORTEST) return BAD;
    if (!c.has(size)) return MORE;
    readFrame(c, turn, size);
    turn.unrecognised(c.left);
    c.at = c.end;
    return DONE;
  },
};

/** The same in TCP. */
export const c37118OverTcp: StreamProtocol<undefined> = {
  ...base,
  kind: 'stream',
  // Sync 8 bits, type and version 3, a length of some use 5, checksum 16.
  falseMatchLog2: -30,
  maxMessage: LONGEST,
  probe(c: Cursor): Verdict {
    const verdict = probeStart(c);
    if (verdict !== YES) return verdict;
    const size = c.peek16(2);
    if (size > MAX_CHECKED) return NO;
    if (!c.has(size)) return UNSURE;
    return checksum(c, size) === c.peek16(size - CHECKSUM) ? YES : NO;
  },
  parse(c: Cursor, turn: Turn): Outcome {
    if (c.peek8() !== SYNC) return BAD;
    if (!c.has(4)) return MORE;
    const size = c.peek16(2);
    if (size < SHORTEST) return BAD;
    if (!c.has(size)) return MORE;
    readFrame(c, turn, size);
    return DONE;
  },
};

/** Sync, type with version 1 or 2, and a length that the type can have. */
function probeStart(c: Cursor): Verdict {
  if (c.peek8() !== SYNC) return NO;
  if (c.left < 2) return UNSURE;
  const second = c.peek8(1);
  const version = second & 15;
  const type = second >> 4;
  if (type > CONFIGURATION_3 || version === 0 || version > 3) return NO;
  if (c.left < SHORTEST) return UNSURE;
  if (c.peek16(2) < SHORTEST) return NO;
  if (type === COMMAND && c.peek16(2) === SHORTEST && c.peek16(PREFIX) > LARGEST_COMMAND) return NO;
  return YES;
}

/** CRC-CCITT: x^16 + x^12 + x^5 + 1, from ones, not reflected (IEEE C37.118.2 annex B). */
function checksum(c: Cursor, size: number): number {
  let crc = 0xffff;
  const { bytes, at } = c;
  for (let i = at; i < at + size - CHECKSUM; i++) {
    let temporary = ((crc >> 8) ^ (bytes[i] as number)) & 0xff;
    temporary ^= temporary >> 4;
    crc = ((crc << 8) ^ (temporary << 12) ^ (temporary << 5) ^ temporary) & 0xffff;
  }
  return crc;
}

function readFrame(c: Cursor, turn: Turn, size: number): void {
  const { at, end } = c;
  const type = (c.peek8(1) >> 4) & 7;
  const stream = c.peek16(4);
  const command = c.peek16(PREFIX);
  turn.message(type === COMMAND ? COMMAND_BASE + command : type);
  if (turn.tracing) {
    turn.field('synphasor.frtype', type);
    turn.field('synphasor.version', c.peek8(1) & 15);
    turn.field('synphasor.frsize', size);
    turn.field('synphasor.idcode_stream_source', stream);
    turn.field('synphasor.soc', c.peek32(6));
  }
  // Data come up to 120 times a second: their checksum is left to the probe.
  if (type !== DATA && checksum(c, size) !== c.peek16(size - CHECKSUM)) turn.anomaly('checksum-wrong');
  c.skip(PREFIX);
  c.end = at + size - CHECKSUM;
  if (type === DATA) {
    if (turn.tracing) turn.field('synphasor.data.status', c.peek16());
    turn.unrecognised(c.left - 2);
  } else if (type === HEADER) {
    const text = wireText(c.bytes, c.at, c.end);
    if (turn.tracing) turn.field('synphasor.header', text);
    turn.claim(turn.sender, 'description', text);
  } else if (type === CONFIGURATION_1 || type === CONFIGURATION_2) readConfiguration(c, turn);
  else if (type === CONFIGURATION_3) readConfiguration3(c, turn);
  else if (type === COMMAND) {
    if (turn.tracing) turn.field('synphasor.command', command);
    const access = command === EXTENDED ? WRITE : command >= 3 ? READ : OTHER;
    turn.command(COMMAND_BASE + command, 0, 0, stream, 1, access);
    turn.unrecognised(c.left - 2);
  } else turn.unrecognised(c.left);
  c.failed = false;
  c.end = end;
  c.at = at + size;
}
