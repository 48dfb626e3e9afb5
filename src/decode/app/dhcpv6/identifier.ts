import { macText } from '../../../kernel/mac.ts';
import { hexText } from '../wire-text.ts';

const LINK_LAYER_AND_TIME = 1;
const ENTERPRISE = 2;
const LINK_LAYER = 3;
const UUID = 4;
const ETHERNET = 1;

/**
 * A device's identifier as a person knows it: a MAC address where it was made of one, else its kind and hex (RFC 8415
 * 11, RFC 6355).
 */
export function identifierText(bytes: Uint8Array, view: DataView, at: number, end: number): string {
  const length = end - at;
  if (length < 4) return hexText(bytes, at, end);
  const type = view.getUint16(at);
  if (type === LINK_LAYER_AND_TIME && length === 14 && view.getUint16(at + 2) === ETHERNET)
    return macText(bytes, at + 8);
  if (type === LINK_LAYER && length === 10 && view.getUint16(at + 2) === ETHERNET) return macText(bytes, at + 4);
  if (type === ENTERPRISE && length >= 6) return `enterprise ${view.getUint32(at + 2)} ${hexText(bytes, at + 6, end)}`;
  if (type === UUID) return `uuid ${hexText(bytes, at + 2, end)}`;
  return hexText(bytes, at, end);
}
