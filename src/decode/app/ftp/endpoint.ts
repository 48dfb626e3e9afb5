import { ipv4Text, parseIp } from '../../../kernel/ip.ts';
import type { Turn } from '../../turn.ts';
import { claimCarrierAddress } from '../carrier-address.ts';

interface Endpoint {
  readonly bytes: Uint8Array;
  readonly ip: string;
  readonly port: number;
}

/** `h1,h2,h3,h4,p1,p2` somewhere in a text (RFC 959 4.1.2), or undefined. */
function sixNumbers(text: string): Endpoint | undefined {
  const found = /(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3}),(\d{1,3})/.exec(text)?.slice(1).map(Number);
  if (found === undefined || found.some((n) => n > 255)) return undefined;
  const bytes = Uint8Array.from(found.slice(0, 4));
  return { bytes, ip: ipv4Text(bytes, 0), port: (found[4] as number) * 256 + (found[5] as number) };
}

/** PORT of the client, 227 of the server. */
export function announce(turn: Turn, text: string): void {
  const endpoint = sixNumbers(text);
  if (endpoint === undefined) return;
  if (turn.tracing) {
    turn.field(turn.fromServer ? 'ftp.passive.ip' : 'ftp.active.cip', endpoint.ip);
    turn.field(turn.fromServer ? 'ftp.passive.port' : 'ftp.active.port', endpoint.port);
  }
  tell(turn, endpoint.bytes);
}

/** EPRT: `|1|192.0.2.1|50000|`, with any delimiter (RFC 2428 2). */
export function announceExtended(turn: Turn, text: string): void {
  const parts = text.slice(1).split(text.charAt(0), 3);
  const bytes = parts.length === 3 ? parseIp(parts[1] as string) : undefined;
  if (bytes === undefined) return;
  if (turn.tracing) {
    turn.field('ftp.eprt.ip', parts[1] as string);
    turn.field('ftp.eprt.port', Number(parts[2]) & 0xffff);
  }
  tell(turn, bytes);
}

/** 229: `(|||50000|)` (RFC 2428 3). */
export function announcePort(turn: Turn, text: string): void {
  const port = /\((.)\1\1(\d{1,5})\1\)/.exec(text)?.[2];
  if (port !== undefined && turn.tracing) turn.field('ftp.epsv.port', Number(port));
}

/** An address that is not the sender's own: somebody between translates, or the data go elsewhere. */
function tell(turn: Turn, bytes: Uint8Array): void {
  if (bytes.length !== 4) return;
  if (turn.ip(bytes, 0, 4) !== turn.sender) turn.anomaly('data-address-foreign');
  claimCarrierAddress(turn, bytes, 0);
}
