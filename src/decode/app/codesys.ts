import type { Cursor } from '../../kernel/cursor.ts';
import { OTHER } from '../../schema/facts/vocabulary.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { codesysGroups, codesysServices, routed, SERVICE_BASE, VERSION_2_BASE } from './codesys/services.ts';
import { isPrintable, zeroEndedText } from './wire-text.ts';

/** A message of either version; version 3 cuts what is longer than some hundred bytes itself. */
export const MAX_MESSAGE = 0x1_0000;

/** Version 3: a mark of four bytes and the length with both, then a datagram of its own network layer. */
const MARK_3 = 0x00_01_17_e8;
const HEADER_3 = 8;
const DATAGRAM = 0xc5;
const CHANNEL = 0x40;
const BLOCK = 1;
/** Version 2: two marks and the length of what follows, in the order of the controller's processor. */
const MARK_2 = 0xbb;
const HEADER_2 = 6;
/** Where an answer to the first question says who it is (as scanners read it): system, its version, product. */
const IDENTITY = { system: 64, version: 96, product: 128, end: 160 };
/** Version 3: head of a datagram, behind which are two addresses; head of a block of a channel with the first of a service. */
const DATAGRAM_HEADER = 6;
const FIRST_BLOCK = 20;
const SERVICE_HEADER = 16;
const PLAIN = 0xcd55;
const SECURED = 0x7557;

/** CODESYS: the runtime in controllers of many makers, version 2 and 3 over TCP. Start, stop and download are commands. */
export const codesys: StreamProtocol<undefined> = {
  kind: 'stream',
  name: 'codesys',
  title: 'CODESYS',
  spec: 'no public standard: version 3 as in the dissector and the forensic tools that Microsoft published (CoDe16, ics-forensics-tools); version 2 as in codesys-v2-discover of Redpoint',
  fields: {
    'codesys.version': { doc: 'version of the runtime’s protocol: 2 or 3' },
    'codesys.length': { doc: 'length of the message', unit: 'bytes' },
    'codesys.service': { doc: 'part of the runtime that a datagram is for' },
    'codesys.group': { doc: 'group of services' },
    'codesys.command': { doc: 'service within its group, or command of version 2' },
    'codesys.system': { doc: 'operating system' },
    'codesys.product': { doc: 'what the controller is' },
  },
  anomalies: { 'message-over-limit': { doc: 'a message that is longer than is kept' } },
  functionName: (fn) =>
    fn >= SERVICE_BASE
      ? serviceName(fn - SERVICE_BASE)
      : fn >= VERSION_2_BASE
        ? `version 2 command ${fn - VERSION_2_BASE}`
        : routed.get(fn),
  objectName: () => 'application',
  undecoded:
    'Arguments of services, variables, programs and files; version 3 over UDP; services that begin in one message and go on in others are named, what is encrypted is not. Signature unproven: no capture at hand has it.',
  specLists: () => [
    {
      title: 'Services that control a runtime',
      source: 'dissector of Microsoft, CoDe16',
      entries: [...codesysServices].map(([id, { name }]) => ({
        id: `${id >>> 16}.${id & 0xffff}`,
        name,
        depth: 'named',
        functions: [SERVICE_BASE + id],
      })),
    },
  ],
  // Version 2 is the worse: two marks 16 bits, length 16, and a command.
  falseMatchLog2: -32,
  canBegin: (byte) => byte === 0 || byte === MARK_2,
  ports: [1200, 2455, 11740, 11741, 11742, 11743],
  maxMessage: MAX_MESSAGE,
  open: () => undefined,
  probe(c: Cursor): Verdict {
    if (c.peek8() === MARK_2) {
      if (c.left >= 2 && c.peek8(1) !== MARK_2) return NO;
      if (c.left < HEADER_2 + 1) return UNSURE;
      const length = lengthOf2(c);
      return length > 0 && length <= MAX_MESSAGE - HEADER_2 ? YES : NO;
    }
    for (let i = 0; i < 4 && i < c.left; i++) if (c.peek8(i) !== ((MARK_3 >>> (24 - 8 * i)) & 0xff)) return NO;
    if (c.left < HEADER_3 + 1) return UNSURE;
    const length = lengthOf3(c);
    return length > HEADER_3 && length <= MAX_MESSAGE && c.peek8(HEADER_3) === DATAGRAM ? YES : NO;
  },
  parse(c: Cursor, turn: Turn): Outcome {
    const old = c.peek8() === MARK_2;
    if (old ? c.left >= 2 && c.peek8(1) !== MARK_2 : c.peek8() !== 0) return BAD;
    if (!c.has(HEADER_3)) return c.left >= HEADER_2 && old && c.has(HEADER_2 + lengthOf2(c)) ? read2(c, turn) : MORE;
    if (old) return read2(c, turn);
    if (c.peek32() !== MARK_3) return BAD;
    const length = lengthOf3(c);
    if (length <= HEADER_3) return BAD;
    if (length > MAX_MESSAGE) {
      turn.message(0);
      turn.anomaly('message-over-limit');
      c.skip(HEADER_3);
      turn.skip(length - HEADER_3, 'unrecognised');
      return DONE;
    }
    if (!c.has(length)) return MORE;
    read3(c, turn, length);
    return DONE;
  },
};

function serviceName(id: number): string {
  const group = id >>> 16;
  return codesysServices.get(id)?.name ?? `${codesysGroups.get(group) ?? `group ${group}`}: service ${id & 0xffff}`;
}

function lengthOf3(c: Cursor): number {
  return swapped(c.peek32(4));
}

/** Controllers of either byte order answer: the shorter reading is right, since no message has 64 KiB. */
function lengthOf2(c: Cursor): number {
  const big = c.peek32(2);
  const little = swapped(big);
  return big < little ? big : little;
}

function swapped(word: number): number {
  return (((word & 0xff) << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24)) >>> 0;
}

function read2(c: Cursor, turn: Turn): Outcome {
  const length = lengthOf2(c);
  if (length === 0 || length > MAX_MESSAGE - HEADER_2) return BAD;
  if (!c.has(HEADER_2 + length)) return MORE;
  const command = c.peek8(HEADER_2);
  turn.message(VERSION_2_BASE + command);
  if (turn.tracing) {
    turn.field('codesys.version', 2);
    turn.field('codesys.length', HEADER_2 + length);
    turn.field('codesys.command', command);
  }
  if (turn.fromServer && HEADER_2 + length > IDENTITY.product) readIdentity(c, turn, HEADER_2 + length);
  turn.unrecognised(length - 1);
  c.skip(HEADER_2 + length);
  return DONE;
}

function readIdentity(c: Cursor, turn: Turn, length: number): void {
  const { bytes, at } = c;
  const system = printable(bytes, at + IDENTITY.system, at + IDENTITY.version);
  const version = printable(bytes, at + IDENTITY.version, at + IDENTITY.product);
  const product = printable(bytes, at + IDENTITY.product, at + Math.min(length, IDENTITY.end));
  if (system === '' || product === '') return;
  turn.claim(turn.sender, 'os', `${system} ${version}`.trim());
  turn.claim(turn.sender, 'model', product);
  if (!turn.tracing) return;
  turn.field('codesys.system', `${system} ${version}`.trim());
  turn.field('codesys.product', product);
}

function printable(bytes: Uint8Array, start: number, end: number): string {
  const text = zeroEndedText(bytes, start, end);
  return isPrintable(bytes, start, start + text.length) ? text : '';
}

function read3(c: Cursor, turn: Turn, length: number): void {
  const service = c.peek8(HEADER_3 + 3);
  const found = service === CHANNEL ? serviceAt(c, length) : -1;
  const mark = found < 0 ? 0 : little16(c, found);
  const plain = mark === PLAIN;
  // An answer has the highest bit of its group.
  const group = plain ? little16(c, found + 4) : 0;
  const command = plain ? little16(c, found + 6) : 0;
  const id = ((group & 0x7f) << 16) | command;
  const fn = plain ? SERVICE_BASE + id : service;
  turn.message(fn);
  if (turn.tracing) {
    turn.field('codesys.version', 3);
    turn.field('codesys.length', length);
    turn.field('codesys.service', service);
    if (plain) {
      turn.field('codesys.group', group);
      turn.field('codesys.command', command);
    }
  }
  if (plain && (group & 0x80) === 0) turn.command(fn, 0, 0, 0, 1, codesysServices.get(id)?.access ?? OTHER);
  if (mark === SECURED) turn.encrypted(length - HEADER_3);
  else turn.unrecognised(length - HEADER_3);
  c.skip(length);
}

/** Where a service begins in a datagram to a channel: behind two addresses in words, filled to four bytes, and a first block. */
function serviceAt(c: Cursor, length: number): number {
  if (length < HEADER_3 + DATAGRAM_HEADER) return -1;
  const addresses = c.peek8(HEADER_3 + 5);
  const header = 2 * (c.peek8(HEADER_3 + 1) & 7) + 2 * ((addresses & 15) + (addresses >> 4));
  const block = HEADER_3 + header + (header % 4);
  const at = block + FIRST_BLOCK;
  if (at + SERVICE_HEADER > length || c.peek8(block) !== BLOCK || (c.peek8(block + 1) & 1) === 0) return -1;
  return at;
}

function little16(c: Cursor, at: number): number {
  return c.peek8(at) | (c.peek8(at + 1) << 8);
}
