import { OTHER, READ, WRITE } from '../../../schema/facts/vocabulary.ts';
import type { Access } from '../../../schema/facts/vocabulary.ts';

export const GET = 0;
export const GET_NEXT = 1;
export const RESPONSE = 2;
export const SET = 3;
export const TRAP_V1 = 4;
export const GET_BULK = 5;
export const INFORM = 6;
export const TRAP_V2 = 7;
export const REPORT = 8;
/** Functions beyond the PDU tags: what version 3 hides, and what has no PDU where one should be. */
export const ENCRYPTED = 16;
export const NO_PDU = 17;

/** PDU kinds by the number in their tag (RFC 1157 4.1, RFC 3416 3). */
export const pdus: readonly string[] = [
  'get request',
  'get next request',
  'response',
  'set request',
  'trap (version 1)',
  'get bulk request',
  'inform request',
  'trap',
  'report',
];

export function functionName(fn: number): string | undefined {
  if (fn === ENCRYPTED) return 'encrypted';
  if (fn === NO_PDU) return 'no pdu';
  return pdus[fn];
}

/** True for a tag byte of a PDU. */
export function isPdu(tag: number): boolean {
  return tag >= 0xa0 && tag <= 0xa8;
}

export function accessOf(fn: number): Access {
  if (fn === SET) return WRITE;
  return fn === GET || fn === GET_NEXT || fn === GET_BULK ? READ : OTHER;
}
