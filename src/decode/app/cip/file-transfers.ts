import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import type { ProgramTransfer } from '../program-transfers.ts';
import { hexText } from '../wire-text.ts';
import { internationalText } from './international-text.ts';
import type { CipState } from './state.ts';

/**
 * The file object's transfers (volume 1, chapter 5, file object): begun with a size, then piece after piece under a
 * number that counts up, the last one marked and followed by a checksum. A piece sent again has its number again.
 */
const INITIATE_UPLOAD = 0x4b;
const INITIATE_DOWNLOAD = 0x4c;
const UPLOAD_TRANSFER = 0x4f;
const DOWNLOAD_TRANSFER = 0x50;

/** Kinds of pieces. */
const FIRST = 0;
const LAST = 2;
const ABORT = 3;
const FIRST_AND_LAST = 4;
/** Behind the bytes of a last piece. */
const CHECKSUM = 2;
/** Bytes of a piece that a field shows. */
const SHOWN = 256;

/** Data of a request to a file. */
export function readFileRequest(
  c: Cursor,
  turn: Turn,
  state: CipState,
  unit: number,
  service: number,
  instance: number,
): void {
  switch (service) {
    case INITIATE_UPLOAD:
      if (!c.has(1)) return;
      number(turn, 'cip.file.transfer', c.u8());
      state.transfers.begin(turn, unit, nameOf(instance), true);
      return;
    case INITIATE_DOWNLOAD: {
      if (!c.has(4)) return;
      const size = c.u32le();
      number(turn, 'cip.file.size', size);
      state.transfers.begin(turn, unit, nameOf(instance), false, size);
      if (!c.has(4)) return;
      number(turn, 'cip.file.format', c.u16le());
      const major = c.u8();
      const minor = c.u8();
      if (turn.tracing) turn.field('cip.file.revision', `${major}.${minor}`);
      if (c.left > 0) {
        const name = internationalText(c);
        if (turn.tracing && name !== '') turn.field('cip.file.file_name', name);
        c.failed = false;
      }
      return;
    }
    case UPLOAD_TRANSFER:
      if (c.has(1)) number(turn, 'cip.file.transfer', c.u8());
      return;
    case DOWNLOAD_TRANSFER:
      if (c.has(2)) readPiece(c, turn, state, unit, instance, false);
  }
}

/** Data of an answer; `good` is false where the request was refused. Returns false where they are too short. */
export function readFileAnswer(
  c: Cursor,
  turn: Turn,
  state: CipState,
  unit: number,
  service: number,
  instance: number,
  good: boolean,
): boolean {
  const upload = service === INITIATE_UPLOAD || service === UPLOAD_TRANSFER;
  const download = service === INITIATE_DOWNLOAD || service === DOWNLOAD_TRANSFER;
  if (!upload && !download) return true;
  const transfer = open(state, unit, instance, upload);
  transfer?.touch(turn);
  if (!good) {
    if (transfer === undefined) return true;
    if (transfer.next === 0 && transfer.size === 0) state.transfers.drop(transfer);
    else {
      transfer.spoil('refused');
      state.transfers.finish(turn, transfer);
    }
    return true;
  }
  switch (service) {
    case INITIATE_UPLOAD: {
      if (!c.has(5)) return false;
      const size = c.u32le();
      number(turn, 'cip.file.size', size);
      number(turn, 'cip.file.transfer', c.u8());
      if (transfer !== undefined) transfer.declaredSize = size;
      return true;
    }
    case INITIATE_DOWNLOAD:
      if (!c.has(7)) return false;
      number(turn, 'cip.file.burn', c.u32le());
      number(turn, 'cip.file.burn_time', c.u16le());
      number(turn, 'cip.file.transfer', c.u8());
      return true;
    case UPLOAD_TRANSFER:
      if (!c.has(2)) return false;
      readPiece(c, turn, state, unit, instance, true);
      return true;
    default:
      if (!c.has(1)) return false;
      number(turn, 'cip.file.transfer', c.u8());
      if (transfer?.ended === true) state.transfers.finish(turn, transfer);
      return true;
  }
}

function readPiece(c: Cursor, turn: Turn, state: CipState, unit: number, instance: number, upload: boolean): void {
  const count = c.u8();
  const kind = c.u8();
  number(turn, 'cip.file.transfer', count);
  number(turn, 'cip.file.packet', kind);
  const last = kind === LAST || kind === FIRST_AND_LAST;
  const start = c.at;
  const end = last ? c.end - CHECKSUM : c.end;
  tellPiece(c, turn, end, last);
  const { transfers } = state;
  let transfer = open(state, unit, instance, upload);
  if (kind === ABORT) {
    transfer?.spoil('refused');
    if (transfer !== undefined) transfers.finish(turn, transfer);
    return;
  }
  if (transfer === undefined) {
    // The last piece once more, of a file that has come to its end.
    if (last && state.lastFilePiece === count) return;
    transfer = transfers.begin(turn, unit, nameOf(instance), upload);
    transfer.spoil('no-beginning');
    transfer.next = count;
  }
  const expected = transfer.next & 0xff;
  if (transfer.next > 0 && count === ((expected + 255) & 0xff)) return;
  const first = kind === FIRST || kind === FIRST_AND_LAST;
  if (count !== expected || (first && transfer.next > 0)) transfer.spoil('hole');
  if (end < start) transfer.spoil('hole');
  else transfer.add(turn, c.bytes.subarray(start, end));
  transfer.next = transfer.next - expected + count + 1;
  if (!last) return;
  transfer.ended = true;
  state.lastFilePiece = count;
  // What is loaded waits for the controller's word on the last piece.
  if (upload) transfers.finish(turn, transfer);
}

/** The bytes, which a transfer keeps, and the checksum behind the last ones. */
function tellPiece(c: Cursor, turn: Turn, end: number, last: boolean): void {
  if (end < c.at) return;
  if (turn.tracing) {
    if (end > c.at) turn.field('cip.file.data', hexText(c.bytes, c.at, end, SHOWN));
    if (last) turn.field('cip.file.transfer_checksum', c.view.getUint16(end, true));
  }
  c.at = c.end;
}

function open(state: CipState, unit: number, instance: number, upload: boolean): ProgramTransfer | undefined {
  const object = nameOf(instance);
  return state.anyTransfers?.find((one) => one.upload === upload && one.unit === unit && one.object === object);
}

/** As commands name the object. */
function nameOf(instance: number): string {
  return `file ${instance}`;
}

function number(turn: Turn, field: string, value: number): void {
  if (turn.tracing) turn.field(field, value);
}
