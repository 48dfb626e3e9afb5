import type { Cursor } from '../../kernel/cursor.ts';
import { type Access, READ, WRITE } from '../../schema/facts/vocabulary.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import { tftpAnomalies, tftpFields, tftpFunctions, tftpOptions } from './tftp/fields.ts';
import { isPrintable, lowerAscii, wireText } from './wire-text.ts';

/** Options read of one packet. */
export const MAX_TFTP_OPTIONS = 32;
/** Files that one pair of ports asks for; a client takes a new port for each. */
export const MAX_TFTP_FILES = 64;
/** A block without options (RFC 1350 2). */
const BLOCK = 512;
const LONGEST_TEXT = 512;
const READ_REQUEST = 1;
const WRITE_REQUEST = 2;
const DATA = 3;
const ACKNOWLEDGMENT = 4;
const ERROR = 5;
const OPTIONS = 6;
const HEADER = 4;
const MAX_ERROR = 8;
const modes: ReadonlySet<string> = new Set(['octet', 'netascii', 'mail']);

export interface TftpState {
  files: number;
}

/**
 * The Trivial File Transfer Protocol: which file is read from or written to whom. The answer comes from another port
 * than was asked, so the transfer is a flow of its own; it is known by its first packet, which can be only a first block,
 * its acknowledgment, an agreement on options, or an error.
 */
export const tftp: DatagramProtocol<TftpState> = {
  kind: 'datagram',
  name: 'tftp',
  title: 'Trivial File Transfer Protocol',
  spec: 'RFC 1350, RFC 2347, RFC 2348, RFC 2349, RFC 7440',
  fields: tftpFields,
  anomalies: tftpAnomalies,
  functionName: (fn: number): string | undefined => tftpFunctions.get(fn),
  objectName: (_fn: number, area: number, _start: number, _count: number, text?: (id: number) => string): string =>
    // Any number is a text's, zero too.
    `file ${text?.(area) ?? area}`,
  undecoded: 'Contents of files; transfers whose beginning was not captured.',
  specLists: () => [
    {
      title: 'Opcodes',
      source: 'RFC 1350 5, RFC 2347',
      entries: [...tftpFunctions].map(([code, name]) => ({
        id: String(code),
        name,
        depth: 'decoded',
        functions: [code],
      })),
    },
  ],
  // A first block has 32 bits given, and a length of at most 516; of a first acknowledgment also the length is.
  falseMatchLog2: -31,
  ports: [69],
  canBegin: (byte: number): boolean => byte === 0,
  open: () => ({ files: 0 }),
  probe(c: Cursor): Verdict {
    if (c.left < HEADER || c.peek8() !== 0) return NO;
    switch (c.peek8(1)) {
      case READ_REQUEST:
      case WRITE_REQUEST:
        return isRequest(c) ? YES : NO;
      case DATA:
        return c.peek16(2) === 1 && c.left <= HEADER + BLOCK ? YES : NO;
      case ACKNOWLEDGMENT:
        return c.peek16(2) === 0 && c.left === HEADER ? YES : NO;
      case ERROR:
        return isError(c) ? YES : NO;
      case OPTIONS:
        return isAgreement(c) ? YES : NO;
      default:
        return NO;
    }
  },
  parse(c: Cursor, turn: Turn, state: TftpState): Outcome {
    const opcode = c.peek16();
    if (c.left < HEADER || !tftpFunctions.has(opcode)) return BAD;
    turn.message(opcode);
    if (turn.tracing) turn.field('tftp.opcode', opcode);
    c.skip(2);
    if (opcode <= WRITE_REQUEST) readRequest(c, turn, state, opcode);
    else if (opcode === OPTIONS) readOptions(c, turn);
    else readNumbered(c, turn, opcode);
    if (c.left > 0) {
      turn.anomaly('message-malformed');
      turn.unrecognised(c.left);
      c.skip(c.left);
    }
    return DONE;
  },
};

/** Length of the text at `ahead` without its zero; -1 where it has no end or is no text. */
function textLength(c: Cursor, ahead: number): number {
  const limit = Math.min(c.left, ahead + LONGEST_TEXT);
  for (let i = ahead; i < limit; i++) {
    const byte = c.peek8(i);
    if (byte === 0) return i - ahead;
    if (byte < 0x20 || byte === 0x7f) return -1;
  }
  return -1;
}

function isRequest(c: Cursor): boolean {
  const name = textLength(c, 2);
  if (name <= 0) return false;
  const modeAt = 2 + name + 1;
  const mode = textLength(c, modeAt);
  return mode > 0 && modes.has(lowerAscii(wireText(c.bytes, c.at + modeAt, c.at + modeAt + mode)));
}

/** A code of the specification, and a text of some letters that ends with the datagram. */
function isError(c: Cursor): boolean {
  const length = textLength(c, HEADER);
  if (c.peek16(2) > MAX_ERROR || length < 4 || HEADER + length + 1 !== c.left) return false;
  return isPrintable(c.bytes, c.at + HEADER, c.at + HEADER + length);
}

function isAgreement(c: Cursor): boolean {
  const name = textLength(c, 2);
  if (name <= 0 || !tftpOptions.has(lowerAscii(wireText(c.bytes, c.at + 2, c.at + 2 + name)))) return false;
  return textLength(c, 2 + name + 1) > 0;
}

function readRequest(c: Cursor, turn: Turn, state: TftpState, opcode: number): void {
  const name = takeText(c);
  const mode = name === undefined ? undefined : takeText(c);
  if (name === undefined || mode === undefined) return;
  if (turn.tracing) {
    turn.field(opcode === READ_REQUEST ? 'tftp.source_file' : 'tftp.destination_file', name);
    turn.field('tftp.type', mode);
  }
  const access: Access = opcode === READ_REQUEST ? READ : WRITE;
  if (state.files < MAX_TFTP_FILES) turn.command(opcode, 0, turn.text(name), 0, 0, access);
  else if (state.files === MAX_TFTP_FILES) turn.anomaly('files-over-limit');
  state.files = Math.min(state.files + 1, MAX_TFTP_FILES + 1);
  readOptions(c, turn);
}

function readOptions(c: Cursor, turn: Turn): void {
  for (let i = 0; c.left > 0; i++) {
    if (i >= MAX_TFTP_OPTIONS) {
      turn.anomaly('options-over-limit');
      return;
    }
    const name = takeText(c);
    const value = name === undefined ? undefined : takeText(c);
    if (name === undefined || value === undefined) return;
    if (turn.tracing) {
      turn.field('tftp.option.name', name);
      turn.field('tftp.option.value', value);
    }
  }
}

function readNumbered(c: Cursor, turn: Turn, opcode: number): void {
  const number = c.u16();
  if (opcode === ERROR) {
    const text = takeText(c);
    if (turn.tracing) {
      turn.field('tftp.error.code', number);
      if (text !== undefined) turn.field('tftp.error.message', text);
    }
    return;
  }
  if (turn.tracing) turn.field('tftp.block', number);
  if (opcode !== DATA) return;
  if (turn.tracing) turn.field('tftp.data.len', c.left);
  c.skip(c.left);
}

/** A text and its zero; undefined, and the cursor left there, where it has no end. */
function takeText(c: Cursor): string | undefined {
  const limit = Math.min(c.left, LONGEST_TEXT);
  let length = 0;
  while (length < limit && c.peek8(length) !== 0) length++;
  if (length === limit) return undefined;
  const text = wireText(c.bytes, c.at, c.at + length);
  c.skip(length + 1);
  return text;
}
