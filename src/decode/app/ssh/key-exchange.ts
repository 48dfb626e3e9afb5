import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { byteText, hexText } from '../wire-text.ts';

const COOKIE = 16;
const LISTS = 10;
/** Bytes of one list that are shown; real lists have some hundred. Fingerprints are of whole lists. */
export const MAX_LIST = 4096;
const LIST_FIELDS = [
  'ssh.kex_algorithms',
  'ssh.server_host_key_algorithms',
  'ssh.encryption_algorithms_client_to_server',
  'ssh.encryption_algorithms_server_to_client',
  'ssh.mac_algorithms_client_to_server',
  'ssh.mac_algorithms_server_to_client',
  'ssh.compression_algorithms_client_to_server',
  'ssh.compression_algorithms_server_to_client',
  'ssh.languages_client_to_server',
  'ssh.languages_server_to_client',
];
/** Key exchange, then cipher, integrity and compression of what the side sends. */
const CLIENT_LISTS = [0, 2, 4, 6];
const SERVER_LISTS = [0, 3, 5, 7];

/** SSH_MSG_KEXINIT after its number (RFC 4253 7.1). `end` is where the payload ends. */
export function readKeyExchange(c: Cursor, end: number, turn: Turn): void {
  c.skip(COOKIE);
  const lists: Uint8Array[] = [];
  for (let i = 0; i < LISTS; i++) {
    const length = c.at + 4 <= end ? c.u32() : -1;
    if (length < 0 || length > end - c.at) {
      turn.anomaly('lists-cut');
      return;
    }
    const list = c.take(length);
    lists.push(list);
    if (turn.tracing) turn.field(LIST_FIELDS[i] as string, byteText(list, 0, length > MAX_LIST ? MAX_LIST : length));
  }
  if (c.at + 5 === end) {
    if (turn.tracing) turn.field('ssh.first_kex_packet_follows', c.peek8());
  } else turn.anomaly('lists-cut');
  const chosen = turn.fromServer ? SERVER_LISTS : CLIENT_LISTS;
  const digest = turn.crypto.md5(joined(chosen.map((i) => lists[i] as Uint8Array)));
  const hassh = hexText(digest, 0, digest.length);
  turn.claim(turn.sender, 'hassh', hassh);
  if (turn.tracing) turn.field(turn.fromServer ? 'ssh.kex.hasshserver' : 'ssh.kex.hassh', hassh);
}

/**
 * The server's public key, first in the answer of every key exchange that is in use (RFC 4253 8, 4419 3, 5656 4). The
 * same numbers carry a group's prime in others: a key says its own algorithm.
 */
export function readHostKey(c: Cursor, end: number, turn: Turn): void {
  const length = c.u32();
  const start = c.at;
  if (start + length > end || length < 8) return;
  const named = c.u32();
  if (named < 4 || named > 64 || named + 4 > length) return;
  const type = c.latin1(named);
  if (!/^[a-z][\w@.-]+$/.test(type)) return;
  if (!turn.tracing) return;
  const digest = turn.crypto.sha256(c.bytes.subarray(start, start + length));
  turn.field('ssh.host_key.type', type);
  turn.field('ssh.host_key.sha256', hexText(digest, 0, digest.length));
}

/** The lists with a semicolon between two of them. */
function joined(lists: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(lists.reduce((sum, list) => sum + list.length + 1, -1)).fill(0x3b);
  let at = 0;
  for (const list of lists) {
    bytes.set(list, at);
    at += list.length + 1;
  }
  return bytes;
}
