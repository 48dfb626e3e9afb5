import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { DONE, MORE, type Outcome } from '../../verdict.ts';
import { CLIENT_INIT, CLIENT_MESSAGE, RESPONSE, SECURITY_CHOICE } from './fields.ts';
import { passOver } from './pass-over.ts';
import { isEncrypting, NONE, PASSWORD } from './server.ts';
import type { RfbState } from './state.ts';

const SET_ENCODINGS = 2;
const KEY_EVENT = 4;
const CUT_TEXT = 6;
/** RFC 6143 7.5; 0 where the length stands in the message. */
const LENGTHS: ReadonlyMap<number, number> = new Map([
  [0, 20],
  [SET_ENCODINGS, 0],
  [3, 10],
  [KEY_EVENT, 8],
  [5, 6],
  [CUT_TEXT, 0],
]);

/** The client's side after its version. */
export function readClient(c: Cursor, turn: Turn, state: RfbState): Outcome {
  switch (state.client) {
    case 'choice':
      return readChoice(c, turn, state);
    case 'response':
      if (!c.has(16)) return MORE;
      turn.message(RESPONSE);
      c.skip(16);
      state.client = 'init';
      return DONE;
    case 'init':
      turn.message(CLIENT_INIT);
      if (turn.tracing) turn.field('vnc.share_desktop_flag', c.peek8());
      c.skip(1);
      state.client = 'messages';
      return DONE;
    case 'messages':
      return readMessage(c, turn, state);
    default:
      return passOver(turn, state);
  }
}

function readChoice(c: Cursor, turn: Turn, state: RfbState): Outcome {
  const type = c.peek8();
  turn.message(SECURITY_CHOICE);
  if (turn.tracing) turn.field('vnc.client_security_type', type);
  if (state.offeredTypes !== 0 && type < 32 && (state.offeredTypes & (1 << type)) === 0)
    turn.anomaly('security-type-not-offered');
  c.skip(1);
  state.securityType = type;
  if (type === NONE) {
    state.client = 'init';
    // 3.7 leaves the result out where there was nothing to check.
    state.server = state.minor >= 8 ? 'result' : 'init';
  } else if (type === PASSWORD) {
    state.client = 'response';
    state.server = 'challenge';
  } else {
    state.client = 'over';
    state.server = 'over';
    state.encrypted = isEncrypting(type);
  }
  return DONE;
}

/** Keys, pointer, updates asked for: counted, never kept. */
function readMessage(c: Cursor, turn: Turn, state: RfbState): Outcome {
  const type = c.peek8();
  const fixed = LENGTHS.get(type);
  if (fixed === undefined) {
    turn.anomaly('client-message-unknown');
    state.client = 'over';
    return passOver(turn, state);
  }
  const header = type === SET_ENCODINGS ? 4 : type === CUT_TEXT ? 8 : fixed;
  if (!c.has(header)) return MORE;
  turn.message(CLIENT_MESSAGE + type);
  if (turn.tracing) {
    if (type === SET_ENCODINGS) turn.field('vnc.client_set_encodings_num', c.peek16(2));
    else if (type === KEY_EVENT) turn.field('vnc.key_down', c.peek8(1));
  }
  const body = type === SET_ENCODINGS ? 4 * c.peek16(2) : type === CUT_TEXT ? c.peek32(4) : 0;
  c.skip(header);
  if (body > 0) turn.skip(body, 'decoded');
  return DONE;
}
