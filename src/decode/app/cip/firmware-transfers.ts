import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import type { ProgramTransfer } from '../program-transfers.ts';
import type { CipState } from './state.ts';

/**
 * Firmware loaded into the non-volatile storage object (class 0xa1). Nobody has published it; seen in updates of
 * controllers: the size, then pieces of 350 bytes, each behind the place where it belongs, up to that size.
 */
const UPDATE = 0x4b;
const TRANSFER = 0x4d;

/** Data of a request; the firmware's bytes are left in the window. */
export function readFirmwareRequest(
  c: Cursor,
  turn: Turn,
  state: CipState,
  unit: number,
  service: number,
  instance: number,
): void {
  if ((service !== UPDATE && service !== TRANSFER) || !c.has(4)) return;
  const word = c.u32le();
  if (turn.tracing) turn.field(service === UPDATE ? 'cip.file.size' : 'cip.file.offset', word);
  if (service === UPDATE) {
    state.transfers.begin(turn, unit, nameOf(instance), false, word);
    return;
  }
  let transfer = open(state, unit, instance);
  const end = word + c.left;
  // The last piece once more.
  if (transfer === undefined && end === state.firmwareEnd) return;
  if (transfer === undefined) {
    transfer = state.transfers.begin(turn, unit, nameOf(instance), false);
    transfer.spoil('no-beginning');
  } else if (transfer.wrong === undefined) {
    if (word < transfer.size && end === transfer.size) return;
    if (word !== transfer.size) transfer.spoil('hole');
  }
  transfer.add(turn, c.bytes.subarray(c.at, c.end));
  transfer.ended = transfer.size === transfer.declaredSize;
}

/** An answer: the controller refuses, or has the last piece. */
export function noteFirmwareAnswer(
  turn: Turn,
  state: CipState,
  unit: number,
  service: number,
  instance: number,
  good: boolean,
): void {
  if (service !== UPDATE && service !== TRANSFER) return;
  const transfer = open(state, unit, instance);
  if (transfer === undefined) return;
  transfer.touch(turn);
  if (!good && transfer.size === 0) state.transfers.drop(transfer);
  else if (!good || transfer.ended) {
    if (!good) transfer.spoil('refused');
    else state.firmwareEnd = transfer.size;
    state.transfers.finish(turn, transfer);
  }
}

function open(state: CipState, unit: number, instance: number): ProgramTransfer | undefined {
  const object = nameOf(instance);
  return state.anyTransfers?.find((one) => !one.upload && one.unit === unit && one.object === object);
}

/** As commands name the object. */
function nameOf(instance: number): string {
  return `non-volatile storage ${instance}`;
}
