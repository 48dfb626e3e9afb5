import type { Cursor } from '../../../kernel/cursor.ts';
import { ipv4Text } from '../../../kernel/ip.ts';
import type { Turn } from '../../turn.ts';
import { claimCarrierAddress } from '../carrier-address.ts';
import { hexText, isPrintable, lowerAscii, wireText } from '../wire-text.ts';
import { vendorId } from './names.ts';

/** Payloads read of one message; implementations with many vendor ids send some twenty. */
export const MAX_PAYLOADS = 64;
/** Octets of a vendor id or an identification that are shown. */
const MAX_SHOWN = 256;

const PAYLOAD_HEADER = 4;
const ID_1 = 5;
const NOTIFY_1 = 11;
const VENDOR_1 = 13;
const NOTIFY_2 = 41;
const VENDOR_2 = 43;
/** Encrypted, and encrypted in fragments (RFC 7383); Cisco's fragment of version 1. */
const ENCRYPTED_2 = 46;
const FRAGMENT_2 = 53;
const FRAGMENT_1 = 132;

/** Walks the payloads behind the header (RFC 2408 3.2, RFC 7296 3.2), of which `next` is the first one's kind. */
export function readPayloads(c: Cursor, turn: Turn, next: number): void {
  for (let count = 0; next !== 0 && c.left > 0; count++) {
    if (count === MAX_PAYLOADS) {
      turn.anomaly('payloads-over-limit');
      turn.unrecognised(c.left);
      c.at = c.end;
      return;
    }
    const length = c.peek16(2);
    if (c.left < PAYLOAD_HEADER || length < PAYLOAD_HEADER || length > c.left) {
      turn.anomaly('payload-bad');
      turn.unrecognised(c.left);
      c.at = c.end;
      return;
    }
    if (turn.tracing) turn.field('isakmp.typepayload', next);
    const end = c.at + length;
    if (next === ENCRYPTED_2 || next === FRAGMENT_2 || next === FRAGMENT_1) {
      turn.encrypted(c.left - PAYLOAD_HEADER);
      c.at = c.end;
      return;
    }
    readPayload(c, turn, next, end);
    next = c.peek8();
    c.at = end;
  }
  turn.unrecognised(c.left);
  c.at = c.end;
}

function readPayload(c: Cursor, turn: Turn, kind: number, end: number): void {
  const start = c.at + PAYLOAD_HEADER;
  if (kind === VENDOR_1 || kind === VENDOR_2) readVendor(c.bytes, start, end, turn);
  else if (kind === NOTIFY_1 && end - start >= 8 && turn.tracing)
    turn.field('isakmp.notify.msgtype', c.peek16(PAYLOAD_HEADER + 6));
  else if (kind === NOTIFY_2 && end - start >= 4 && turn.tracing)
    turn.field('isakmp.notify.msgtype', c.peek16(PAYLOAD_HEADER + 2));
  else if (kind === ID_1 && end - start > 4) readIdentity(c.bytes, start, end, turn);
}

function readVendor(bytes: Uint8Array, start: number, end: number, turn: Turn): void {
  const hex = hexText(bytes, start, end, MAX_SHOWN);
  const id = vendorId(hex);
  const text = id?.text ?? (isPrintable(bytes, start, end) ? wireText(bytes, start, end, MAX_SHOWN) : '');
  if (id?.vendor !== undefined) turn.claim(turn.sender, 'vendor', id.vendor);
  if (id?.os !== undefined) turn.claim(turn.sender, 'os', id.os);
  // Cisco's are in plain words, such as "CISCO-DELETE-REASON" and "FLEXVPN-SUPPORTED".
  if (id === undefined && /^(?:CISCO|FLEXVPN)/.test(text)) turn.claim(turn.sender, 'vendor', 'Cisco');
  if (!turn.tracing) return;
  turn.field('isakmp.vid_bytes', hex);
  if (text !== '') turn.field('isakmp.vid_string', text);
}

/** RFC 2407 4.6.2; in the clear in aggressive mode only. */
function readIdentity(bytes: Uint8Array, start: number, end: number, turn: Turn): void {
  const type = bytes[start] as number;
  const at = start + 4;
  let text: string;
  if (type === 1 && end - at === 4) {
    text = ipv4Text(bytes, at);
    turn.claim(turn.sender, 'description', `IKE identity ${text}`);
    claimCarrierAddress(turn, bytes, at);
  } else if (isPrintable(bytes, at, end)) {
    text = wireText(bytes, at, end, MAX_SHOWN);
    if (type === 2) turn.name('self', lowerAscii(text), turn.sender);
    else turn.claim(turn.sender, 'description', `IKE identity ${text}`);
  } else text = hexText(bytes, at, end, MAX_SHOWN);
  if (!turn.tracing) return;
  turn.field('isakmp.id.type', type);
  turn.field('isakmp.id.data', text);
}
