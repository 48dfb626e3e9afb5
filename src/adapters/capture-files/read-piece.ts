import { readSync } from 'node:fs';
import { PCAP_HEADER_BYTES } from '../../capture/pcap-header.ts';

/** The header of a plain pcap and one piece of its records, as if they were a file. */
export function readPiece(file: number, from: number, to: number): Uint8Array {
  const bytes = new Uint8Array(PCAP_HEADER_BYTES + to - from);
  const head = readSync(file, bytes, 0, PCAP_HEADER_BYTES, 0);
  let held = head;
  while (held < bytes.length) {
    const read = readSync(file, bytes, held, bytes.length - held, from + held - PCAP_HEADER_BYTES);
    if (read === 0) break;
    held += read;
  }
  return bytes.subarray(0, held);
}
