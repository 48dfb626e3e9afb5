import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { isPrintable, wireText } from '../wire-text.ts';
import { CONNECTION_DATA, CONTROLLER_DATA, CONTROLLER_STATUS } from './commands.ts';
import type { FinsState } from './state.ts';

/** Length of model and version of a controller, and of a unit's model, padded with spaces or zeros. */
const TEXT = 20;
/** Units of one answer; a controller has 80 places for units at most. */
export const MAX_UNITS = 80;

/** Reads an end code and what identifies the controller. The cursor stands behind the command code. */
export function readResponse(c: Cursor, turn: Turn, state: FinsState, fn: number, key: number): void {
  const code = c.u16();
  if (c.failed) return;
  if (turn.tracing) turn.field('omron.response.code', code);
  // Bit 15 says that a relay failed, bits 6 and 7 that the controller has an error of its own.
  const error = code & 0x7f3f;
  const { requests } = state;
  if (requests.take(key)) {
    for (let i = 0; i < requests.handles; i++) {
      turn.outcome(requests.handle(i), error, requests.seconds, requests.nanos);
    }
  }
  if (error !== 0) return;
  if (fn === CONTROLLER_DATA) readController(c, turn);
  else if (fn === CONNECTION_DATA) readUnits(c, turn);
  else if (fn === CONTROLLER_STATUS && c.left > 0 && turn.tracing) turn.field('omron.status', c.u8());
}

/** Answers for the second half of the data begin with numbers of units instead of a model. */
function readController(c: Cursor, turn: Turn): void {
  if (c.left < 2 * TEXT) return;
  const model = padded(c);
  const version = padded(c);
  if (model === '') return;
  if (turn.tracing) {
    turn.field('omron.controller.model', model);
    turn.field('omron.controller.version', version);
  }
  turn.claim(turn.sender, 'vendor', 'Omron');
  turn.claim(turn.sender, 'model', model);
  if (version !== '') turn.claim(turn.sender, 'firmware', version);
}

/** Text up to its padding; nothing where it is none. */
function padded(c: Cursor): string {
  const { at, bytes } = c;
  c.skip(TEXT);
  let end = at;
  while (end < at + TEXT && bytes[end] !== 0) end++;
  return isPrintable(bytes, at, end) ? wireText(bytes, at, end).trim() : '';
}

/** How many there are, with a mark on the last answer; each its address and model. */
function readUnits(c: Cursor, turn: Turn): void {
  const count = c.u8() & 0x7f;
  for (let i = 0; i < count && c.left > TEXT; i++) {
    if (i === MAX_UNITS) {
      turn.anomaly('items-over-limit');
      turn.unrecognised(c.left);
      return;
    }
    c.skip(1);
    const model = padded(c);
    if (turn.tracing && model !== '') turn.field('omron.model_number', model);
  }
}
