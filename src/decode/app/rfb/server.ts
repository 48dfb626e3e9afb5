import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { DONE, MORE, type Outcome } from '../../verdict.ts';
import { wireText } from '../wire-text.ts';
import { CHALLENGE, FAILURE, SECURITY_RESULT, SECURITY_TYPES, SERVER_INIT } from './fields.ts';
import { passOver } from './pass-over.ts';
import type { RfbState } from './state.ts';

/** Longest desktop name or reason that is read. */
export const MAX_RFB_TEXT = 4096;
export const NONE = 1;
export const PASSWORD = 2;
const SERVER_INIT_HEADER = 24;

/** The server's side after its version. */
export function readServer(c: Cursor, turn: Turn, state: RfbState): Outcome {
  switch (state.server) {
    case 'security':
      return state.minor >= 7 ? readTypes(c, turn, state) : readType(c, turn, state);
    case 'challenge':
      if (!c.has(16)) return MORE;
      turn.message(CHALLENGE);
      c.skip(16);
      state.server = 'result';
      return DONE;
    case 'result':
      return readResult(c, turn, state);
    case 'init':
      return readInit(c, turn, state);
    default:
      return passOver(turn, state);
  }
}

/** From 3.7 on: a count and types; none means failure, with its reason. */
function readTypes(c: Cursor, turn: Turn, state: RfbState): Outcome {
  const count = c.peek8();
  if (count === 0) return readFailure(c, turn, state, SECURITY_TYPES, 1);
  if (!c.has(1 + count)) return MORE;
  turn.message(SECURITY_TYPES);
  for (let i = 1; i <= count; i++) {
    const type = c.peek8(i);
    if (type < 32) state.offeredTypes |= 1 << type;
    if (turn.tracing) turn.field('vnc.security_type', type);
  }
  c.skip(1 + count);
  // What comes next depends on the client's choice, which is told when it is seen.
  state.server = 'challenge';
  if (state.client === 'version') state.client = 'choice';
  return DONE;
}

/** 3.3: the server decides. */
function readType(c: Cursor, turn: Turn, state: RfbState): Outcome {
  if (!c.has(4)) return MORE;
  const type = c.peek32();
  if (type === 0) return readFailure(c, turn, state, SECURITY_TYPES, 4);
  turn.message(SECURITY_TYPES);
  if (turn.tracing) turn.field('vnc.security_type', type);
  c.skip(4);
  state.securityType = type;
  state.server = type === PASSWORD ? 'challenge' : type === NONE ? 'init' : 'over';
  state.client = type === PASSWORD ? 'response' : type === NONE ? 'init' : 'over';
  if (state.server === 'over') state.encrypted = isEncrypting(type);
  return DONE;
}

function readResult(c: Cursor, turn: Turn, state: RfbState): Outcome {
  if (!c.has(4)) return MORE;
  const result = c.peek32();
  if (result !== 0 && state.minor >= 8) return readFailure(c, turn, state, SECURITY_RESULT, 4);
  turn.message(SECURITY_RESULT);
  if (turn.tracing) turn.field('vnc.auth_result', result);
  c.skip(4);
  state.server = result === 0 ? 'init' : 'over';
  return DONE;
}

/** `header` bytes, then a length and a text. */
function readFailure(c: Cursor, turn: Turn, state: RfbState, fn: number, header: number): Outcome {
  if (!c.has(header + 4)) return MORE;
  const length = c.peek32(header);
  const kept = length > MAX_RFB_TEXT ? 0 : length;
  if (!c.has(header + 4 + kept)) return MORE;
  turn.message(fn === SECURITY_TYPES ? FAILURE : fn);
  if (turn.tracing) {
    if (fn === SECURITY_RESULT) turn.field('vnc.auth_result', c.peek32());
    turn.field('vnc.auth_error', wireText(c.bytes, c.at + header + 4, c.at + header + 4 + kept));
  }
  if (kept < length) turn.anomaly('text-over-limit');
  c.skip(header + 4 + kept);
  state.server = 'over';
  return DONE;
}

/** RFC 6143 7.3.2: size, pixel format, name. */
function readInit(c: Cursor, turn: Turn, state: RfbState): Outcome {
  if (!c.has(SERVER_INIT_HEADER)) return MORE;
  const length = c.peek32(20);
  const kept = length > MAX_RFB_TEXT ? 0 : length;
  if (!c.has(SERVER_INIT_HEADER + kept)) return MORE;
  const name = wireText(c.bytes, c.at + SERVER_INIT_HEADER, c.at + SERVER_INIT_HEADER + kept);
  turn.message(SERVER_INIT);
  if (turn.tracing) {
    turn.field('vnc.width', c.peek16());
    turn.field('vnc.height', c.peek16(2));
    turn.field('vnc.server_bits_per_pixel', c.peek8(4));
    turn.field('vnc.desktop_name', name);
  }
  if (kept < length) turn.anomaly('text-over-limit');
  if (name !== '') turn.claim(turn.sender, 'description', name);
  c.skip(SERVER_INIT_HEADER + kept);
  state.server = 'over';
  return DONE;
}

/** Types whose choice begins TLS or a cipher of its own: RealVNC 5, 6, 13, 129 to 133; 18 TLS; 19 VeNCrypt. */
export function isEncrypting(type: number): boolean {
  return type === 5 || type === 6 || type === 13 || type === 18 || type === 19 || (type >= 129 && type <= 133);
}
