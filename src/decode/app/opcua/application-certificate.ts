import { BoundedCache } from '../../../kernel/bounded-cache.ts';
import type { Turn } from '../../turn.ts';
import { type CertificateText, readCertificate } from '../tls/certificate.ts';
import { hexText } from '../wire-text.ts';

/** Tells of the certificate in `[start, end)`; the chain that may follow it is left alone. */
export function tellCertificate(turn: Turn, bytes: Uint8Array, start: number, end: number): void {
  if (end <= start) return;
  const stop = derEnd(bytes, start, end);
  const digest = turn.crypto.sha256(bytes.subarray(start, stop));
  const sha256 = hexText(digest, 0, digest.length);
  const certificate = KNOWN.get(sha256, () => readCertificate(bytes, start, stop) ?? UNREADABLE);
  if (certificate === UNREADABLE) turn.anomaly('certificate-bad');
  else turn.certificate({ ...certificate, sha256, fromServer: turn.fromServer });
}

/** End of the element at `start`: its length in the one, two or three octets that a certificate's has. */
function derEnd(bytes: Uint8Array, start: number, end: number): number {
  const first = bytes[start + 1] ?? 0;
  const octets = first >= 0x80 ? first - 0x80 : 0;
  if (octets > 3 || start + 2 + octets > end) return end;
  let length = octets === 0 ? first : 0;
  for (let i = 0; i < octets; i++) length = length * 256 + (bytes[start + 2 + i] as number);
  return Math.min(end, start + 2 + octets + length);
}

/** An application shows one certificate in every channel: reading it takes 20 µs, its digest 2. */
const KNOWN: BoundedCache<string, CertificateText> = new BoundedCache(1024);
const UNREADABLE = {} as CertificateText;
