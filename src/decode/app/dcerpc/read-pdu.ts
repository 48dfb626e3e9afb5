import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { readSecurityBlob } from '../smb/ntlm.ts';
import { half, uuidText, word } from './byte-order.ts';
import { askAgain, askedBy, readCall, readFault, readReply, responseTo, traceNames } from './calls.ts';
import { firstInterface, readContexts, readResults } from './contexts.ts';
import {
  ALTER_CONTEXT,
  ALTER_CONTEXT_RESPONSE,
  BIND,
  BIND_ACK,
  BIND_NAK,
  FAULT,
  functionOf,
  interfaceOf,
  operationOf,
  REQUEST,
  RESPONSE,
  RTS,
} from './functions.ts';
import { UNKNOWN_INTERFACE } from './interfaces.ts';
import { HEADER } from './recognise.ts';
import type { RpcState } from './state.ts';
import { StubData } from './stub-data.ts';

const FIRST = 1;
const LAST = 2;
const OBJECT = 0x80;
/** Trailer before what proves who speaks: type, level, padding, reserved, context (C706 13.2.6.1). */
const AUTH_HEAD = 8;
const PRIVACY = 6;
const SPNEGO = 9;
const NTLM = 10;

const stub: StubData = new StubData();

/** Reads one protocol data unit of a connection from `c.at`, as far as the window has it; the cursor stays. */
export function readPdu(c: Cursor, turn: Turn, state: RpcState): void {
  const kind = c.peek8(2);
  const flags = c.peek8(3);
  const little = (c.peek8(4) & 0x10) !== 0;
  const length = half(c, 8, little);
  const authLength = half(c, 10, little);
  const call = word(c, 12, little);
  const there = Math.min(length, c.left);
  const trailer = authLength > 0 && there === length ? length - authLength - AUTH_HEAD : there;
  const level = authLength > 0 && there === length ? c.peek8(trailer + 1) : 0;
  const bodyEnd = level > 0 ? Math.max(HEADER, trailer - c.peek8(trailer + 2)) : trailer;
  let read = bodyEnd;
  switch (kind) {
    case REQUEST: {
      const context = half(c, 20, little);
      const operation = half(c, 22, little);
      const index = state.interfaceOf(context);
      turn.message(functionOf(REQUEST, index, operation));
      header(c, turn, kind, flags, length, authLength, call);
      const at = flags & OBJECT ? 40 : 24;
      if (turn.tracing) {
        turn.field('dcerpc.cn_ctx_id', context);
        turn.field('dcerpc.opnum', operation);
        if (flags & OBJECT) turn.field('dcerpc.obj_id', uuidText(c, 24, little));
      }
      const data = Math.max(0, bodyEnd - at);
      const closed = level === PRIVACY || state.isWide(context) || (flags & FIRST) === 0;
      stub.set(at, data, little, closed);
      // Further fragments of a request say nothing new about it.
      if (flags & FIRST) read = at + readCall(c, turn, state, call, index, operation, stub);
      else {
        read = at;
        traceNames(turn, index, operation);
      }
      break;
    }
    case RESPONSE: {
      const asked = askedBy(state, call);
      turn.message(responseTo(RESPONSE, asked));
      header(c, turn, kind, flags, length, authLength, call);
      const context = half(c, 20, little);
      if (turn.tracing) {
        turn.field('dcerpc.cn_ctx_id', context);
        traceNames(turn, interfaceOf(asked), operationOf(asked));
      }
      const closed = level === PRIVACY || state.isWide(context);
      stub.set(24, Math.max(0, bodyEnd - 24), little, closed);
      read = 24;
      if (flags & LAST) read += readReply(c, turn, state, call, asked, (flags & FIRST) !== 0, stub);
      else if (asked !== 0) askAgain(state, call);
      break;
    }
    case FAULT: {
      const asked = askedBy(state, call);
      const status = word(c, 24, little);
      turn.message(responseTo(FAULT, asked));
      header(c, turn, kind, flags, length, authLength, call);
      traceNames(turn, interfaceOf(asked), operationOf(asked));
      if (turn.tracing) turn.field('dcerpc.cn_status', status);
      readFault(turn, state, asked, status);
      break;
    }
    case BIND:
    case ALTER_CONTEXT:
      turn.message(functionOf(kind, firstInterface(c, little), 0));
      header(c, turn, kind, flags, length, authLength, call);
      read = readContexts(c, turn, state, bodyEnd, little);
      break;
    case BIND_ACK:
    case ALTER_CONTEXT_RESPONSE:
      turn.message(functionOf(kind, state.offered[1] ?? UNKNOWN_INTERFACE, 0));
      header(c, turn, kind, flags, length, authLength, call);
      read = readResults(c, turn, state, bodyEnd, little);
      break;
    case BIND_NAK:
      turn.message(kind);
      header(c, turn, kind, flags, length, authLength, call);
      if (turn.tracing) turn.field('dcerpc.cn_reject_reason', half(c, 16, little));
      break;
    default:
      turn.message(kind);
      header(c, turn, kind, flags, length, authLength, call);
      if (kind === RTS) read = Math.min(bodyEnd, HEADER + 4);
  }
  if (level > 0) readAuth(c, turn, trailer, level, authLength);
  const rest = bodyEnd - Math.min(read, bodyEnd);
  if (rest > 0 && level === PRIVACY && (kind === REQUEST || kind === RESPONSE)) turn.encrypted(rest);
  else if (rest > 0) turn.unrecognised(rest);
}

function header(
  c: Cursor,
  turn: Turn,
  kind: number,
  flags: number,
  length: number,
  authLength: number,
  call: number,
): void {
  if (!turn.tracing) return;
  turn.field('dcerpc.ver', c.peek8());
  turn.field('dcerpc.pkt_type', kind);
  turn.field('dcerpc.cn_flags', flags);
  turn.field('dcerpc.cn_frag_len', length);
  turn.field('dcerpc.cn_auth_len', authLength);
  turn.field('dcerpc.cn_call_id', call);
}

/** Who speaks: sign-ins of NTLM are read, bare or in SPNEGO; tickets and signatures are left alone. */
function readAuth(c: Cursor, turn: Turn, at: number, level: number, length: number): void {
  const type = c.peek8(at);
  if (turn.tracing) {
    turn.field('dcerpc.auth_type', type);
    turn.field('dcerpc.auth_level', level);
    turn.field('dcerpc.auth_ctx_id', word(c, at + 4, (c.peek8(4) & 0x10) !== 0));
  }
  if (type === NTLM || type === SPNEGO) readSecurityBlob(c, turn, at + AUTH_HEAD, length);
}
