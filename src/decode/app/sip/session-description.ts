import { parseIp } from '../../../kernel/ip.ts';
import type { Turn } from '../../turn.ts';
import { claimCarrierText } from '../carrier-address.ts';
import { wireText } from '../wire-text.ts';
import { lineEnd, withoutReturn } from './head.ts';

/** Lines read of one description. */
export const MAX_DESCRIPTION_LINES = 256;

const fields: ReadonlyMap<string, string> = new Map([
  ['o', 'sdp.owner'],
  ['s', 'sdp.session_name'],
  ['c', 'sdp.connection_info.address'],
  ['m', 'sdp.media'],
]);
const EQUALS = 0x3d;

/** RFC 8866: lines of a letter, an equals sign and a value. An address that is not the packet's is told. */
export function readDescription(turn: Turn, bytes: Uint8Array, start: number, end: number): void {
  let at = start;
  for (let lines = 0; at < end && lines < MAX_DESCRIPTION_LINES; lines++) {
    const next = lineEnd(bytes, at, end);
    const stop = withoutReturn(bytes, at, next);
    const field = bytes[at + 1] === EQUALS ? fields.get(String.fromCharCode(bytes[at] as number)) : undefined;
    if (field !== undefined && stop > at + 2) {
      const value = wireText(bytes, at + 2, stop);
      const address = /^IN IP[46] ([0-9a-fA-F.:]+)/.exec(value)?.[1];
      if (turn.tracing) turn.field(field, address ?? value);
      if (address !== undefined) tellAddress(turn, address);
    }
    at = next + 1;
  }
}

function tellAddress(turn: Turn, text: string): void {
  const address = parseIp(text);
  if (address === undefined) return;
  const id = turn.ip(address, 0, address.length === 4 ? 4 : 16);
  if (id !== turn.sender && id !== turn.receiver) claimCarrierText(turn, text);
}
