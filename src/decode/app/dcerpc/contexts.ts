import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { zeroEndedText } from '../wire-text.ts';
import { half, uuidText, within, word } from './byte-order.ts';
import { findInterface, interfaces, UNKNOWN_INTERFACE } from './interfaces.ts';
import type { RpcState } from './state.ts';

/** Contexts of one bind, or results of its answer, that are read. */
export const MAX_ITEMS = 64;
/** First word of the 64-bit transfer syntax, 71710533-beba-4937-8319-b5dbef9ccc36 (MS-RPCE 2.2.5). */
const WIDE_SYNTAX = 0x7171_0533;

/** The interface whose identifier stands `ahead`. */
export function interfaceAt(c: Cursor, ahead: number, little: boolean): number {
  return findInterface(
    word(c, ahead, little),
    half(c, ahead + 4, little),
    half(c, ahead + 6, little),
    c.peek32(ahead + 8) >>> 0,
    c.peek32(ahead + 12) >>> 0,
  );
}

/** The first interface that a bind names, for its message's number. */
export function firstInterface(c: Cursor, little: boolean): number {
  return c.peek8(24) === 0 || !within(c, 32, 16) ? UNKNOWN_INTERFACE : interfaceAt(c, 32, little);
}

/** What a bind or an altered context offers: interfaces, each under a number. Returns where the list ends. */
export function readContexts(c: Cursor, turn: Turn, state: RpcState, end: number, little: boolean): number {
  if (turn.tracing) {
    turn.field('dcerpc.cn_max_xmit', half(c, 16, little));
    turn.field('dcerpc.cn_max_recv', half(c, 18, little));
    turn.field('dcerpc.cn_assoc_group', word(c, 20, little));
    turn.field('dcerpc.cn_num_ctx_items', c.peek8(24));
  }
  state.offered.length = 0;
  const count = c.peek8(24);
  let at = 28;
  for (let i = 0; i < count; i++) {
    if (at + 24 > end) {
      turn.anomaly('message-cut');
      break;
    }
    if (i === MAX_ITEMS) {
      turn.anomaly('too-many-contexts');
      return at;
    }
    const context = half(c, at, little);
    const index = interfaceAt(c, at + 4, little);
    state.bind(context, index);
    state.offered.push(context, index);
    if (turn.tracing) {
      turn.field('dcerpc.cn_ctx_id', context);
      turn.field('dcerpc.cn_bind_to_uuid', uuidText(c, at + 4, little));
      turn.field('dcerpc.cn_bind_if_ver', half(c, at + 20, little));
      turn.field('dcerpc.interface', interfaces[index]?.name ?? '');
    }
    at += 24 + c.peek8(at + 2) * 20;
  }
  return Math.min(at, end);
}

/** A context of which a reason says why it is not taken. */
const REFUSED = 2;

/** The answer: an address, and for each context whether it was taken. Returns where the list ends. */
export function readResults(c: Cursor, turn: Turn, state: RpcState, end: number, little: boolean): number {
  const addressLength = half(c, 24, little);
  // The results stand aligned to four behind the address.
  let at = (26 + addressLength + 3) & ~3;
  if (at + 4 > end) {
    turn.anomaly('message-cut');
    return Math.min(at, end);
  }
  const count = c.peek8(at);
  if (turn.tracing) {
    turn.field('dcerpc.cn_max_xmit', half(c, 16, little));
    turn.field('dcerpc.cn_max_recv', half(c, 18, little));
    turn.field('dcerpc.cn_assoc_group', word(c, 20, little));
    turn.field('dcerpc.cn_sec_addr', zeroEndedText(c.bytes, c.at + 26, c.at + 26 + addressLength));
    turn.field('dcerpc.cn_num_results', count);
  }
  at += 4;
  for (let i = 0; i < count; i++) {
    if (at + 24 > end) {
      turn.anomaly('message-cut');
      break;
    }
    if (i === MAX_ITEMS) {
      turn.anomaly('too-many-contexts');
      return at;
    }
    const result = half(c, at, little);
    if (turn.tracing) {
      turn.field('dcerpc.cn_ack_result', result);
      // Of what is taken, and of features that are agreed, these octets are no reason.
      if (result === REFUSED) turn.field('dcerpc.cn_ack_reason', half(c, at + 2, little));
    }
    if (result === 0) accept(turn, state, i, word(c, at + 4, little) === WIDE_SYNTAX);
    at += 24;
  }
  return Math.min(at, end);
}

const roles: ReadonlyMap<string, string> = new Map([
  ['iopcserver', 'opc-da-server'],
  ['iopceventserver', 'opc-ae-server'],
  ['iopchda-server', 'opc-hda-server'],
  ['drsuapi', 'domain-controller'],
]);

/** A server that takes an interface has it. */
function accept(turn: Turn, state: RpcState, place: number, wide: boolean): void {
  const context = state.offered[place * 2];
  if (context === undefined) return;
  if (wide) state.widen(context);
  const role = roles.get(interfaces[state.offered[place * 2 + 1] as number]?.name ?? '');
  if (role !== undefined) turn.claim(turn.sender, 'role', role);
}
