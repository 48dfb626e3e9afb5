import type { Cursor } from '../../../kernel/cursor.ts';
import type { OpenRequests } from '../../../kernel/open-requests.ts';
import { READ, WRITE } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { blockLayout } from './block-layouts.ts';
import {
  ALARM_ACK_HIGH,
  ALARM_ACK_LOW,
  ALARM_CR_ANSWER,
  ALARM_CR_REQUEST,
  ALARM_HIGH,
  ALARM_LOW,
  AR_ANSWER,
  AR_REQUEST,
  AR_SERVER,
  blockName,
  EXPECTED_SUBMODULES,
  IM0,
  IM1,
  IM2,
  IM3,
  IOCR_ANSWER,
  IOCR_REQUEST,
  isControl,
  MODULE_DIFFERENCES,
  MULTIPLE_BLOCKS,
  READ_ANSWER,
  READ_HEADER,
  REAL_IDENTIFICATION,
  WRITE_ANSWER,
  WRITE_HEADER,
} from './block-types.ts';
import {
  readAlarmCr,
  readArAnswer,
  readArRequest,
  readArServer,
  readControl,
  readIocrAnswer,
  readIocrRequest,
} from './connection-blocks.ts';
import { callFunction, READ_RECORD, WRITE_RECORD } from './functions.ts';
import { readIdentity, readTag } from './identity-blocks.ts';
import { readAlarmAcknowledgement, readAlarmNotification, readExpected, readModules } from './module-blocks.ts';
import { place } from './place.ts';
import { readLayout } from './read-layout.ts';
import { FIRST_STANDARD, MULTIPLE_WRITE } from './records.ts';

/** Blocks of one message that are read; a datagram of Ethernet's length holds some 240. */
export const MAX_BLOCKS = 1024;
/** Levels of blocks within blocks: several records in a write, each with blocks of its own that hold further ones. */
export const MAX_NESTING = 4;
/** Type and length stand before what the length counts. */
const HEAD = 4;

/**
 * Reads blocks up to the window's end, which the cursor reaches; `calls` gets the commands of a request's headers.
 * What is not read is told as unrecognised.
 */
export function readBlocks(c: Cursor, turn: Turn, depth: number, calls: OpenRequests | undefined): void {
  const { end } = c;
  const start = c.at;
  while (c.left >= HEAD + 2) {
    const type = c.peek16();
    const length = c.peek16(2);
    if (type === 0 && length === 0) break;
    if (place.blocks-- <= 0) {
      turn.anomaly('too-many-blocks');
      break;
    }
    const next = c.at + HEAD + length;
    if (turn.tracing) turn.field('pn_io.block_type', blockName(type) ?? type);
    if (length < 2 || next > end) {
      if (place.whole) turn.anomaly('block-cut');
      break;
    }
    if (blockName(type) === undefined) turn.anomaly('block-unknown');
    c.skip(HEAD + 2);
    c.end = next;
    readBlock(c, turn, type, depth, calls);
    if (c.failed) {
      c.failed = false;
      turn.anomaly('block-cut');
    }
    if (c.left > 0) turn.unrecognised(c.left);
    c.at = next;
    c.end = end;
    if (type === WRITE_HEADER || type === READ_ANSWER) readRecord(c, turn, depth, calls);
    // Several records of one write stand at multiples of four.
    if (type === WRITE_HEADER && ((c.at - start) & 3) !== 0) c.skip(Math.min(c.left, 4 - ((c.at - start) & 3)));
  }
  if (c.left > 0) turn.unrecognised(c.left);
  c.at = end;
}

function readBlock(c: Cursor, turn: Turn, type: number, depth: number, calls: OpenRequests | undefined): void {
  switch (type) {
    case AR_REQUEST:
      return readArRequest(c, turn);
    case AR_ANSWER:
      return readArAnswer(c, turn);
    case AR_SERVER:
      return readArServer(c, turn);
    case IOCR_REQUEST:
      return readIocrRequest(c, turn);
    case IOCR_ANSWER:
      return readIocrAnswer(c, turn);
    case ALARM_CR_REQUEST:
    case ALARM_CR_ANSWER:
      return readAlarmCr(c, turn, type === ALARM_CR_ANSWER);
    case EXPECTED_SUBMODULES:
      return readExpected(c, turn);
    case MODULE_DIFFERENCES:
    case REAL_IDENTIFICATION:
      return readModules(c, turn, type === MODULE_DIFFERENCES);
    case WRITE_HEADER:
    case READ_HEADER:
    case WRITE_ANSWER:
    case READ_ANSWER:
      return readHeader(c, turn, type, calls);
    case IM0:
      return readIdentity(c, turn);
    case IM1:
    case IM2:
    case IM3:
      return readTag(c, turn, type);
    case ALARM_HIGH:
    case ALARM_LOW:
      return readAlarmNotification(c, turn);
    case ALARM_ACK_HIGH:
    case ALARM_ACK_LOW:
      return readAlarmAcknowledgement(c, turn);
    case MULTIPLE_BLOCKS:
      c.skip(2 + 4);
      place.slot = c.u16();
      place.subslot = c.u16();
      if (!c.failed) nested(c, turn, depth, calls);
      return;
    default:
      if (isControl(type)) return readControl(c, turn);
      readByLayout(c, turn, type, depth, calls);
  }
}

function readByLayout(c: Cursor, turn: Turn, type: number, depth: number, calls: OpenRequests | undefined): void {
  const layout = blockLayout(type, c.peek8(-1));
  if (layout === undefined) return;
  const blocks = readLayout(c, turn, layout, c.at - HEAD - 2);
  if (blocks && !c.failed) nested(c, turn, depth, calls);
}

function nested(c: Cursor, turn: Turn, depth: number, calls: OpenRequests | undefined): void {
  if (depth + 1 >= MAX_NESTING) {
    turn.anomaly('nested-too-deep');
    return;
  }
  readBlocks(c, turn, depth + 1, calls);
}

/** Bytes of the record that follows the header read last. */
let recordLength = 0;

/** Header of a read or write, or of its answer: number, connection, profile, place, record, length. */
function readHeader(c: Cursor, turn: Turn, type: number, calls: OpenRequests | undefined): void {
  const sequence = c.u16();
  c.skip(16);
  const api = c.u32();
  const slot = c.u16();
  const subslot = c.u16();
  c.skip(2);
  const index = c.u16();
  const length = c.u32();
  recordLength = 0;
  if (c.failed) return;
  recordLength = length;
  place.slot = slot;
  place.subslot = subslot;
  place.index = index;
  if (turn.tracing) {
    turn.field('pn_io.seq_number', sequence);
    turn.field('pn_io.api', api);
    turn.field('pn_io.slot_nr', slot);
    turn.field('pn_io.subslot_nr', subslot);
    turn.field('pn_io.index', index);
    turn.field('pn_io.record_data_length', length);
  }
  if (calls !== undefined && index !== MULTIPLE_WRITE && (type === WRITE_HEADER || type === READ_HEADER)) {
    const write = type === WRITE_HEADER;
    const fn = callFunction(write ? WRITE_RECORD : READ_RECORD, false);
    const area = slot * 65536 + subslot;
    calls.addHandle(turn.command(fn, 0, area, index, write ? length : 0, write ? WRITE : READ));
  }
  // The rest is reserved, or a second identifier.
  c.at = c.end;
}

/** A record behind its header: blocks where a specification says so, else the device's own. */
function readRecord(c: Cursor, turn: Turn, depth: number, calls: OpenRequests | undefined): void {
  const length = Math.min(recordLength, c.left);
  if (length < recordLength && place.whole) turn.anomaly('block-cut');
  recordLength = 0;
  if (length === 0) return;
  const end = c.end;
  c.end = c.at + length;
  const blocks = place.index >= FIRST_STANDARD && c.left >= HEAD + 2 && blockName(c.peek16()) !== undefined;
  if (blocks) nested(c, turn, depth, calls);
  if (c.left > 0) turn.unrecognised(c.left);
  c.at = c.end;
  c.end = end;
}
