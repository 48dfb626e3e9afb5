import type { Turn } from '../../turn.ts';
import { wireText } from '../wire-text.ts';
import { AUTHENTICATION, SERVER } from './messages.ts';
import type { PostgresqlState } from './state.ts';

/** Offers of SASL and fields of an error that are read; there are two and some twenty. */
const MAX_PARTS = 64;
const REFUSED_SIGN_IN = '28';

/** Whether the body of a server's message with this letter is read here; all others are known by their head. */
export function isRead(fn: number): boolean {
  return readers.has(fn);
}

/** Reads `[at, end)`, the whole body of a message that {@link isRead}; false where it is not built as it should be. */
export function readBody(
  fn: number,
  bytes: Uint8Array,
  at: number,
  end: number,
  turn: Turn,
  state: PostgresqlState,
): boolean {
  return readers.get(fn)?.(bytes, at, end, turn, state) ?? true;
}

type Reader = (bytes: Uint8Array, at: number, end: number, turn: Turn, state: PostgresqlState) => boolean;

const readers: ReadonlyMap<number, Reader> = new Map<number, Reader>([
  [server('R'), readAuthentication],
  [server('S'), readSetting],
  [server('C'), readTag],
  [server('E'), readError],
  [server('N'), readReport],
  [server('Z'), readReady],
]);

/** The function of an authentication request: its number counts. */
export function authenticationFunction(asked: number): number {
  return AUTHENTICATION + (asked < AUTHENTICATION ? asked : AUTHENTICATION - 1);
}

function server(letter: string): number {
  return SERVER | letter.charCodeAt(0);
}

function readAuthentication(bytes: Uint8Array, at: number, end: number, turn: Turn, state: PostgresqlState): boolean {
  const high = (bytes[at] as number) * 256 + (bytes[at + 1] as number);
  const asked = high * 0x1_0000 + (bytes[at + 2] as number) * 256 + (bytes[at + 3] as number);
  state.asked = asked === 0 || asked === 12 ? -1 : asked;
  if (turn.tracing) turn.field('pgsql.authtype', asked);
  if (asked !== 10) return true;
  let next = at + 4;
  for (let i = 0; i < MAX_PARTS && next < end && bytes[next] !== 0; i++) {
    const stop = bytes.indexOf(0, next);
    if (stop < 0 || stop >= end) return false;
    if (turn.tracing) turn.field('pgsql.auth.sasl.mech', wireText(bytes, next, stop));
    next = stop + 1;
  }
  return next === end - 1;
}

function readSetting(bytes: Uint8Array, at: number, end: number, turn: Turn): boolean {
  const middle = bytes.indexOf(0, at);
  const stop = middle < 0 ? -1 : bytes.indexOf(0, middle + 1);
  if (stop < 0 || stop !== end - 1) return false;
  const name = wireText(bytes, at, middle);
  const value = /password/i.test(name) ? '***' : wireText(bytes, middle + 1, stop);
  if (turn.tracing) {
    turn.field('pgsql.parameter_name', name);
    turn.field('pgsql.parameter_value', value);
  }
  if (name === 'server_version' && value !== '') turn.claim(turn.sender, 'banner', `PostgreSQL ${value}`);
  return true;
}

function readTag(bytes: Uint8Array, at: number, end: number, turn: Turn): boolean {
  if (bytes.indexOf(0, at) !== end - 1) return false;
  if (turn.tracing) turn.field('pgsql.tag', wireText(bytes, at, end - 1));
  return true;
}

function readError(bytes: Uint8Array, at: number, end: number, turn: Turn, state: PostgresqlState): boolean {
  const whole = readReport(bytes, at, end, turn);
  const code = codeOf(bytes, at, end);
  if (code.startsWith(REFUSED_SIGN_IN)) turn.anomaly('sign-in-refused');
  // A SQLSTATE is five digits and capitals: a number in base 36.
  if (state.startup !== 0) answerStartup(turn, state, Number.parseInt(code, 36) || 1);
  return whole;
}

/** Severity and code of an error or a notice. Its texts may quote a query, and are left alone. */
function readReport(bytes: Uint8Array, at: number, end: number, turn: Turn): boolean {
  if (turn.tracing) {
    const severity = partOf('S', bytes, at, end);
    if (severity !== undefined) turn.field('pgsql.severity', severity);
    const code = partOf('C', bytes, at, end);
    if (code !== undefined) turn.field('pgsql.code', code);
  }
  return partOf('', bytes, at, end) !== undefined;
}

function codeOf(bytes: Uint8Array, at: number, end: number): string {
  const code = partOf('C', bytes, at, end) ?? '';
  return /^[0-9A-Z]{5}$/.test(code) ? code : '';
}

/** The text of the first field with a letter, or undefined; for no letter '' if the fields fill the body. */
function partOf(letter: string, bytes: Uint8Array, at: number, end: number): string | undefined {
  const wanted = letter === '' ? 0 : letter.charCodeAt(0);
  let next = at;
  for (let i = 0; i < MAX_PARTS && next < end; i++) {
    if (bytes[next] === 0) return wanted === 0 && next === end - 1 ? '' : undefined;
    const stop = bytes.indexOf(0, next + 1);
    if (stop < 0 || stop >= end) return undefined;
    if (bytes[next] === wanted) return wireText(bytes, next + 1, stop);
    next = stop + 1;
  }
  return undefined;
}

function readReady(bytes: Uint8Array, at: number, _: number, turn: Turn, state: PostgresqlState): boolean {
  const status = bytes[at] as number;
  if (turn.tracing) turn.field('pgsql.status', status);
  if (state.startup !== 0) answerStartup(turn, state, 0);
  state.asked = -1;
  return status === 0x49 || status === 0x54 || status === 0x45;
}

function answerStartup(turn: Turn, state: PostgresqlState, error: number): void {
  turn.outcome(state.startup, error, state.startSeconds, state.startNanos);
  state.startup = 0;
}
