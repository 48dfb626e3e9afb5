import type { Cursor } from '../../../kernel/cursor.ts';
import { OTHER } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { BAD, DONE, MORE, type Outcome } from '../../verdict.ts';
import { wireText } from '../wire-text.ts';
import { CANCEL_REQUEST, GSS_REQUEST, MAX_STARTUP, SSL_REQUEST, STARTUP } from './messages.ts';
import { CANCEL_CODE, GSS_CODE, LONGEST_CANCEL, MAJOR_VERSION, SHORTEST_CANCEL, SSL_CODE } from './probe.ts';
import { GSS_ASKED, NOTHING, type PostgresqlState, TLS_ASKED } from './state.ts';

/** Parameters of a startup that are read; a client has some five, and may name any setting of the server's. */
export const MAX_PARAMETERS = 64;

/** What a client says first, without a letter: startup, cancel, requests for encryption. */
export function readOpening(c: Cursor, turn: Turn, state: PostgresqlState): Outcome {
  if (!c.has(8)) return MORE;
  const length = c.peek32();
  const code = c.peek32(4);
  if (code === SSL_CODE || code === GSS_CODE) {
    if (length !== 8) return BAD;
    begin(turn, code === SSL_CODE ? SSL_REQUEST : GSS_REQUEST, length);
    state.encryption = code === SSL_CODE ? TLS_ASKED : GSS_ASKED;
  } else if (code === CANCEL_CODE) {
    if (length < SHORTEST_CANCEL || length > LONGEST_CANCEL) return BAD;
    if (!c.has(length)) return MORE;
    begin(turn, CANCEL_REQUEST, length);
  } else {
    if (code >>> 16 !== MAJOR_VERSION || length < 9 || length > MAX_STARTUP) return BAD;
    if (!c.has(length)) return MORE;
    begin(turn, STARTUP, length);
    if (turn.tracing) {
      turn.field('pgsql.version_major', code >>> 16);
      turn.field('pgsql.version_minor', code & 0xffff);
    }
    readStartup(c.bytes, c.at + 8, c.at + length, turn, state);
    state.encryption = NOTHING;
  }
  c.skip(length);
  return DONE;
}

function begin(turn: Turn, fn: number, length: number): void {
  turn.message(fn);
  if (turn.tracing) turn.field('pgsql.length', length);
}

/** Names and values, each with a zero behind it, and a zero behind all. */
function readStartup(bytes: Uint8Array, start: number, end: number, turn: Turn, state: PostgresqlState): void {
  let user = '';
  let database = '';
  let program = '';
  let replication = '';
  let at = start;
  let count = 0;
  while (at < end && bytes[at] !== 0) {
    const middle = bytes.indexOf(0, at);
    const stop = middle < 0 || middle >= end ? -1 : bytes.indexOf(0, middle + 1);
    if (stop < 0 || stop >= end) break;
    if (++count > MAX_PARAMETERS) break;
    const name = wireText(bytes, at, middle);
    const value = /password/i.test(name) ? '***' : wireText(bytes, middle + 1, stop);
    // Of a name that is given twice the server takes the last.
    if (name === 'user') user = value;
    else if (name === 'database') database = value;
    else if (name === 'application_name') program = value;
    else if (name === 'replication') replication = value;
    if (turn.tracing) {
      turn.field('pgsql.parameter_name', name);
      turn.field('pgsql.parameter_value', value);
    }
    at = stop + 1;
  }
  if (count > MAX_PARAMETERS) turn.anomaly('parameters-over-limit');
  else if (at !== end - 1 || bytes[at] !== 0 || user === '') turn.anomaly('malformed');
  if (state.started) return;
  state.started = true;
  const copies = replication !== '' && !/^(off|false|no|0)$/i.test(replication);
  turn.claim(turn.sender, 'role', copies ? 'postgresql replica' : 'postgresql client');
  if (user !== '') turn.claim(turn.sender, 'user', user);
  if (program !== '') turn.claim(turn.sender, 'description', `postgresql client ${program}`);
  // A database that is not named is called like the user.
  const object = turn.text(database || user);
  state.startup = turn.command(STARTUP, 0, 0, object, 1, OTHER);
  state.startSeconds = turn.seconds;
  state.startNanos = turn.nanos;
}
