import type { Cursor } from '../../kernel/cursor.ts';
import { ipv4Text, ipv6Text } from '../../kernel/ip.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, type Outcome, type Verdict } from '../verdict.ts';
import {
  COMMAND,
  COMMAND_4,
  CREDENTIALS,
  CREDENTIALS_ANSWER,
  GREETING,
  METHOD,
  REPLY,
  REPLY_4,
  socksAnomalies,
  socksFields,
  socksFunctions,
} from './socks/fields.ts';
import { MAX_SOCKS_NAME, probeSocks } from './socks/probe.ts';
import { lowerAscii, wireText } from './wire-text.ts';

const BIND = 2;
const GRANTED_4 = 90;
const IPV4 = 1;
const NAME = 3;
const IPV6 = 4;

export interface SocksState {
  /** The side has said all of SOCKS: what follows is what the client wanted relayed. */
  relays: [client: boolean, server: boolean];
  greeted: boolean;
  chosen: boolean;
  /** Replies that are still to come: a bind has two. */
  replies: number;
}

/**
 * SOCKS 4, 4a and 5: where a client wants to be taken by a host that relays. Credentials are counted and never kept.
 * What is relayed is told by its content.
 */
export const socks: StreamProtocol<SocksState> = {
  kind: 'stream',
  name: 'socks',
  title: 'SOCKS proxy',
  spec: 'RFC 1928, RFC 1929; Lee, "SOCKS 4A"; Leech, "SOCKS Protocol Version 4"',
  fields: socksFields,
  anomalies: socksAnomalies,
  functionName: (fn: number): string | undefined => socksFunctions.get(fn),
  undecoded: 'GSSAPI, and datagrams that are relayed over UDP.',
  // Worst is version 4 without a user: version 1/256, command 2/256, port and address, and a zero as the last octet.
  falseMatchLog2: -23,
  ports: [1080],
  open: () => ({ relays: [false, false], greeted: false, chosen: false, replies: 1 }),
  probe: (c: Cursor, fromServer: boolean): Verdict => probeSocks(c, fromServer),
  parse(c: Cursor, turn: Turn, state: SocksState): Outcome {
    if (state.relays[turn.fromServer ? 1 : 0]) {
      turn.giveWay();
      return DONE;
    }
    return turn.fromServer ? readServer(c, turn, state) : readClient(c, turn, state);
  },
  gap(state: SocksState, fromServer: boolean): void {
    // Behind a hole nothing tells a message from what is relayed.
    state.relays[fromServer ? 1 : 0] = true;
  },
  maxMessage: 1024,
};

function readClient(c: Cursor, turn: Turn, state: SocksState): Outcome {
  if (c.left < 2) return MORE;
  const version = c.peek8();
  if (version === 4) return readRequest4(c, turn, state);
  if (version === 5) return state.greeted ? readRequest(c, turn, state) : readGreeting(c, turn, state);
  return version === 1 && state.greeted ? readCredentials(c, turn) : BAD;
}

function readGreeting(c: Cursor, turn: Turn, state: SocksState): Outcome {
  const count = c.peek8(1);
  if (!c.has(2 + count)) return MORE;
  state.greeted = true;
  turn.message(GREETING);
  if (turn.tracing) {
    turn.field('socks.version', 5);
    turn.field('socks.auth_method_count', count);
    for (let i = 0; i < count; i++) turn.field('socks.auth_method', c.peek8(2 + i));
  }
  c.skip(2 + count);
  return DONE;
}

function readCredentials(c: Cursor, turn: Turn): Outcome {
  const user = c.peek8(1);
  if (!c.has(3 + user) || !c.has(3 + user + c.peek8(2 + user))) return MORE;
  turn.message(CREDENTIALS);
  turn.anomaly('password-in-clear');
  c.skip(3 + user + c.peek8(2 + user));
  return DONE;
}

/** The length of a version 5 request or reply, by its kind of address; 0 while that is not there, -1 where it is none. */
function addressedLength(c: Cursor): number {
  if (c.left < 5) return 0;
  const kind = c.peek8(3);
  return kind === IPV4 ? 10 : kind === IPV6 ? 22 : kind === NAME ? 7 + c.peek8(4) : -1;
}

function readRequest(c: Cursor, turn: Turn, state: SocksState): Outcome {
  const length = addressedLength(c);
  if (length === 0 || length > c.left) return MORE;
  const command = c.peek8(1);
  turn.message(COMMAND | command);
  if (turn.tracing) {
    turn.field('socks.version', 5);
    turn.field('socks.command', command);
  }
  state.relays[0] = true;
  if (command === BIND) state.replies = 2;
  if (length < 0) {
    turn.anomaly('address-bad');
    return giveUp(c, turn, 5);
  }
  readAddress(c, turn, length, true);
  c.skip(length);
  return DONE;
}

function readServer(c: Cursor, turn: Turn, state: SocksState): Outcome {
  if (c.left < 2) return MORE;
  const version = c.peek8();
  if (version === 0) return readReply4(c, turn, state);
  if (version === 1) {
    turn.message(CREDENTIALS_ANSWER);
    if (turn.tracing) turn.field('socks.auth_status', c.peek8(1));
    c.skip(2);
    return DONE;
  }
  if (version !== 5) return BAD;
  // The first answer chooses a method, and all others tell results.
  if (!state.chosen) return readMethod(c, turn, state);
  const length = addressedLength(c);
  if (length === 0 || length > c.left) return MORE;
  const result = c.peek8(1);
  turn.message(REPLY);
  if (turn.tracing) {
    turn.field('socks.version', 5);
    turn.field('socks.results', result);
  }
  if (result === 0) turn.claim(turn.sender, 'role', 'socks-proxy');
  state.replies--;
  if (state.replies <= 0) state.relays[1] = true;
  if (length < 0) {
    turn.anomaly('address-bad');
    return giveUp(c, turn, 5);
  }
  if (result === 0 && state.replies <= 0) turn.giveWay();
  readAddress(c, turn, length, false);
  c.skip(length);
  return DONE;
}

function readMethod(c: Cursor, turn: Turn, state: SocksState): Outcome {
  state.chosen = true;
  turn.message(METHOD);
  if (turn.tracing) turn.field('socks.auth_accepted_method', c.peek8(1));
  c.skip(2);
  return DONE;
}

/** Address and port at the end of a message of `length` octets; a target is a name that was asked for. */
function readAddress(c: Cursor, turn: Turn, length: number, wanted: boolean): void {
  const kind = c.peek8(3);
  const at = c.at + 4;
  const text =
    kind === IPV4
      ? ipv4Text(c.bytes, at)
      : kind === IPV6
        ? ipv6Text(c.bytes, at)
        : lowerAscii(wireText(c.bytes, at + 1, c.at + length - 2));
  if (wanted && text !== '') turn.name('query', text, 0);
  if (!turn.tracing) return;
  turn.field(kind === IPV4 ? 'socks.dst' : kind === IPV6 ? 'socks.dstV6' : 'socks.remote_name', text);
  turn.field('socks.port', c.peek16(length - 2));
}

/** Of a message whose end nobody can tell the beginning is taken, however much of it is there. */
function giveUp(c: Cursor, turn: Turn, beginning: number): Outcome {
  turn.unrecognised(beginning);
  c.skip(beginning);
  turn.giveWay();
  return DONE;
}

function readRequest4(c: Cursor, turn: Turn, state: SocksState): Outcome {
  if (c.left < 9) return MORE;
  const user = zeroAt(c, 8);
  const named = c.peek32(4) < 0x100;
  const host = named && user >= 0 ? zeroAt(c, user + 1) : user;
  if (user < 0 || host < 0) {
    if (c.left <= 8 + 2 * (MAX_SOCKS_NAME + 1)) return MORE;
    turn.message(COMMAND_4 | c.peek8(1));
    turn.anomaly('name-over-limit');
    return giveUp(c, turn, 8);
  }
  turn.message(COMMAND_4 | c.peek8(1));
  const text = named ? lowerAscii(wireText(c.bytes, c.at + user + 1, c.at + host)) : ipv4Text(c.bytes, c.at + 4);
  if (text !== '') turn.name('query', text, 0);
  if (turn.tracing) {
    turn.field('socks.version', 4);
    turn.field('socks.command', c.peek8(1));
    turn.field('socks.port', c.peek16(2));
    turn.field(named ? 'socks.remote_name' : 'socks.dst', text);
  }
  state.relays[0] = true;
  if (c.peek8(1) === BIND) state.replies = 2;
  c.skip(host + 1);
  return DONE;
}

/** Where the zero is that ends a name, counted from the cursor; -1 where there is none yet. */
function zeroAt(c: Cursor, from: number): number {
  const stop = from + MAX_SOCKS_NAME < c.left ? from + MAX_SOCKS_NAME : c.left - 1;
  for (let at = from; at <= stop; at++) if (c.peek8(at) === 0) return at;
  return -1;
}

function readReply4(c: Cursor, turn: Turn, state: SocksState): Outcome {
  if (c.left < 8) return MORE;
  const result = c.peek8(1);
  turn.message(REPLY_4);
  if (result === GRANTED_4) turn.claim(turn.sender, 'role', 'socks-proxy');
  if (turn.tracing) {
    turn.field('socks.version', 4);
    turn.field('socks.results', result);
    turn.field('socks.port', c.peek16(2));
    turn.field('socks.dst', ipv4Text(c.bytes, c.at + 4));
  }
  state.replies--;
  if (state.replies <= 0) state.relays[1] = true;
  if (result === GRANTED_4 && state.replies <= 0) turn.giveWay();
  c.skip(8);
  return DONE;
}
