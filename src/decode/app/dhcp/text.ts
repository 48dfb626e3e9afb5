import { macText } from '../../../kernel/mac.ts';
import { hexText, isPrintable, wireText, zeroEndedText } from '../wire-text.ts';

const ETHERNET = 1;

/** A client identifier (option 61) as a person knows it: a MAC address, text, or hex of type and value (RFC 2132 9.14). */
export function clientIdText(bytes: Uint8Array, at: number, length: number): string {
  const type = bytes[at];
  if (type === ETHERNET && length === 7) return macText(bytes, at + 1);
  if (type === 0 && isPrintable(bytes, at + 1, at + length)) return zeroEndedText(bytes, at + 1, at + length);
  return hexText(bytes, at, at + length);
}

/**
 * The name of option 81 (RFC 4702 2): DNS wire format where the E bit is set, else deprecated ASCII. A client that
 * knows only part of its name leaves the root out, so the name ends where the option does.
 */
export function fqdnText(bytes: Uint8Array, at: number, length: number): string {
  if (length < 4) return '';
  const end = at + length;
  if (((bytes[at] as number) & 4) === 0) return zeroEndedText(bytes, at + 3, end);
  return wireNameText(bytes, at + 3, end);
}

/** Labels of a name in DNS wire format, up to the root or to where the next label would not end before `end`. */
export function wireNameText(bytes: Uint8Array, at: number, end: number): string {
  let text = '';
  for (let label = at; label < end; ) {
    const stop = label + 1 + (bytes[label] as number);
    if (stop === label + 1 || stop > end) break;
    text += (text === '' ? '' : '.') + wireText(bytes, label + 1, stop);
    label = stop;
  }
  return text;
}

/** Option 55 as the decimal list that fingerprint collections use. */
export function parametersText(bytes: Uint8Array, at: number, length: number): string {
  let text = '';
  for (let i = 0; i < length; i++) text += i === 0 ? String(bytes[at]) : `,${bytes[at + i]}`;
  return text;
}

/** Relay suboptions are text on some switches and binary on others. */
export function relayText(bytes: Uint8Array, start: number, end: number): string {
  return isPrintable(bytes, start, end) ? zeroEndedText(bytes, start, end) : hexText(bytes, start, end);
}

/** Data `[start, end)` of a suboption of option 82 (RFC 3046 2.0), as text; undefined where it is not there. */
export function relaySuboption(bytes: Uint8Array, at: number, length: number, code: number): string | undefined {
  const end = at + length;
  while (at + 2 <= end) {
    const stop = at + 2 + (bytes[at + 1] as number);
    if (stop > end) return undefined;
    if (bytes[at] === code) return relayText(bytes, at + 2, stop);
    at = stop;
  }
  return undefined;
}
