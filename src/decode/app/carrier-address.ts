import { ipv4Text, parseIp } from '../../kernel/ip.ts';
import type { Turn } from '../turn.ts';

/**
 * Shared address space between carriers and their customers, 100.64.0.0/10 (RFC 6598). Inside the payload of a
 * message on a terminal's network it says that somebody there has a carrier's address, or talks to one.
 */
export function isCarrierAddress(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 100 && ((bytes[at + 1] ?? 0) & 0xc0) === 0x40;
}

/**
 * Claims a carrier's address found in a payload about the sender of the message, unless the packet's own header
 * already says it. The caller has checked that four bytes are there.
 */
export function claimCarrierAddress(turn: Turn, bytes: Uint8Array, at: number): void {
  if (!isCarrierAddress(bytes, at)) return;
  const address = turn.ip(bytes, at, 4);
  if (address !== turn.sender && address !== turn.receiver) {
    turn.claim(turn.sender, 'address-in-payload', ipv4Text(bytes, at));
  }
}

/** The same for an address written as text, e.g. the host of a URL; other text is left alone. */
export function claimCarrierText(turn: Turn, text: string): void {
  if (!text.startsWith('100.')) return;
  const bytes = parseIp(text);
  if (bytes?.length === 4) claimCarrierAddress(turn, bytes, 0);
}
