import type { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, type Outcome, type Verdict } from '../verdict.ts';
import { postgresqlAnomalies, postgresqlFields } from './postgresql/fields.ts';
import {
  answerTo,
  GSS_ACCEPTED,
  kinds,
  MAX_READ,
  messageName,
  postgresqlSpecLists,
  REFUSED,
  SERVER,
  SSL_ACCEPTED,
} from './postgresql/messages.ts';
import { HEADER, isLetter, probePostgresql } from './postgresql/probe.ts';
import { authenticationFunction, isRead, readBody } from './postgresql/read-body.ts';
import { readOpening } from './postgresql/read-opening.ts';
import {
  ANSWER_LOST,
  GSS_ASKED,
  NOTHING,
  openPostgresql,
  type PostgresqlState,
  TLS_ASKED,
} from './postgresql/state.ts';

const TLS_HANDSHAKE = 0x16;
const YES_TLS = 0x53;
const YES_GSS = 0x47;
const NO_ENCRYPTION = 0x4e;
const ERROR = 0x45;
const ANY_AUTHENTICATION = SERVER | 0x52;
const ANY_ANSWER = 0x70;
const CLEARTEXT = 3;

/**
 * PostgreSQL's own protocol: a terminal's database is spoken to so, and a crane that reaches it reaches the terminal.
 * Read are who signs in to which database with what program and how, what the server says of itself, which commands
 * are complete and what goes wrong. Texts of queries, parameters, rows, passwords and tokens are passed over.
 */
export const postgresql: StreamProtocol<PostgresqlState> = {
  kind: 'stream',
  name: 'postgresql',
  title: 'PostgreSQL',
  spec: 'PostgreSQL 18 documentation, chapter "Frontend/Backend Protocol", version 3',
  fields: postgresqlFields,
  anomalies: postgresqlAnomalies,
  functionName: messageName,
  objectName: (_fn, _area, start, _count, text): string => `database ${text?.(start) ?? start}`,
  undecoded:
    'Queries, parameters, rows, copied data and the texts of errors, on purpose; passwords and tokens, on purpose; ' +
    'descriptions of columns; version 2 of the protocol.',
  specLists: postgresqlSpecLists,
  // The likeliest are the ten letters of messages without a body: letter 8 bits less 3.3, length 32. A startup: half of
  // the length 18 bits, version 16, first letter 3, two zeros at the end 16.
  falseMatchLog2: -36,
  canBegin: (byte: number): boolean => byte === 0 || isLetter(byte),
  ports: [5432, 6432],
  maxMessage: 1 + MAX_READ,
  open: openPostgresql,
  probe: (c: Cursor): Verdict => probePostgresql(c),
  parse(c: Cursor, turn: Turn, state: PostgresqlState): Outcome {
    if (state.sealed) {
      turn.skip(Number.MAX_SAFE_INTEGER, 'encrypted');
      return DONE;
    }
    const first = c.peek8();
    if (first === 0) {
      // Only a client speaks so, whoever is taken for it.
      if (state.swapped !== undefined && turn.fromServer !== state.swapped) return BAD;
      const outcome = readOpening(c, turn, state);
      if (outcome === DONE) state.swapped = turn.fromServer;
      return outcome;
    }
    const fromServer = turn.fromServer !== (state.swapped === true);
    if (state.encryption !== NOTHING) {
      if (fromServer && state.encryption !== ANSWER_LOST) {
        if (first !== ERROR) return readEncryptionAnswer(c, turn, state);
      } else if (!fromServer && first === TLS_HANDSHAKE) {
        // The answer is on its way or lost: what it was is told by what the client does.
        turn.giveWay();
        return DONE;
      }
      state.encryption = NOTHING;
    }
    return readMessage(c, turn, state, fromServer);
  },
  gap(state: PostgresqlState, fromServer: boolean): void {
    state.asked = -1;
    if (fromServer !== (state.swapped === true) && state.encryption !== NOTHING) state.encryption = ANSWER_LOST;
  },
};

/** One byte without a letter or a length. */
function readEncryptionAnswer(c: Cursor, turn: Turn, state: PostgresqlState): Outcome {
  const answer = c.peek8();
  const tls = state.encryption === TLS_ASKED;
  if (answer === NO_ENCRYPTION) {
    turn.message(REFUSED);
    turn.anomaly('encryption-refused');
  } else if (tls && answer === YES_TLS) {
    turn.message(SSL_ACCEPTED);
    turn.giveWay();
  } else if (state.encryption === GSS_ASKED && answer === YES_GSS) {
    turn.message(GSS_ACCEPTED);
    state.sealed = true;
  } else return BAD;
  state.encryption = NOTHING;
  c.skip(1);
  return DONE;
}

/** A letter, a length, a body. */
function readMessage(c: Cursor, turn: Turn, state: PostgresqlState, guess: boolean): Outcome {
  const letter = c.peek8();
  const fromServer = speaker(letter, state, guess);
  let fn = fromServer ? SERVER | letter : letter;
  const kind = kinds.get(fn);
  if (kind === undefined) return BAD;
  if (!c.has(HEADER)) return MORE;
  const length = c.peek32(1);
  if (length < kind.least || length > kind.most) return BAD;
  const body = length - 4;
  const read = isRead(fn) && length <= MAX_READ;
  if (read && !c.has(1 + length)) return MORE;
  if (state.swapped === undefined && kinds.has(letter) !== kinds.has(SERVER | letter)) {
    state.swapped = fromServer !== turn.fromServer;
  }
  const whole = fn;
  if (fn === ANY_AUTHENTICATION) {
    if (!read) return BAD;
    fn = authenticationFunction(c.peek32(HEADER));
  } else if (fn === ANY_ANSWER) fn = answerTo(state.asked);
  turn.message(fn);
  if (turn.tracing) turn.field('pgsql.length', length);
  c.skip(HEADER);
  if (read) {
    if (!readBody(whole, c.bytes, c.at, c.at + body, turn, state)) turn.anomaly('malformed');
    c.skip(body);
    return DONE;
  }
  if (isRead(whole)) {
    turn.anomaly('message-over-limit');
    turn.skip(body, 'unrecognised');
    return DONE;
  }
  if (whole === ANY_ANSWER) {
    if (state.asked === CLEARTEXT) turn.anomaly('password-in-clear');
    state.asked = -1;
  }
  if (body > 0) turn.skip(body, 'decoded');
  return DONE;
}

/** Who says a letter: where only one of the two can, and nothing has told yet, it is that one. */
function speaker(letter: number, state: PostgresqlState, guess: boolean): boolean {
  if (state.swapped !== undefined) return guess;
  const client = kinds.has(letter);
  return client === kinds.has(SERVER | letter) ? guess : !client;
}
