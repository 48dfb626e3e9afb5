import type { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import { claimCarrierText } from './carrier-address.ts';
import {
  ASK,
  MESSAGE,
  MESSAGE_ANSWER,
  REGISTER,
  REGISTER_ANSWER,
  softetherAnomalies,
  softetherFields,
  softetherFunctions,
  TOKEN,
  TOKEN_ANSWER,
  TOLD,
} from './softether/fields.ts';
import { isPack, PackElement } from './softether/pack.ts';
import { byteText, lowerAscii, wireText } from './wire-text.ts';

/** `IP=255.255.255.255,PORT=65535`, and for IPv6 as long as such an address can be. */
const MAX_TOLD = 64;
const LETTER_A = 0x41;
const LETTER_B = 0x42;

/**
 * SoftEther VPN's way through NAT: a VPN server behind a router registers at a relay outside, so that clients find it.
 * Says the server's names and product, its address inside and the one it is seen with outside. Tokens and keys are not
 * kept. The VPN itself is TLS, or UDP that looks like random bytes, and is not told from either.
 */
export const softether: DatagramProtocol<undefined> = {
  kind: 'datagram',
  name: 'softether',
  title: 'SoftEther VPN, NAT traversal',
  spec: 'Behaviour of SoftEther VPN 4 (its specification, 10.2, names NAT traversal without its format)',
  fields: softetherFields,
  anomalies: softetherAnomalies,
  functionName: (fn: number): string | undefined => softetherFunctions[fn],
  undecoded: 'Tokens, keys and the VPN itself, which is TLS or random bytes in UDP.',
  // Worst is the shortest text, `IP=1.1.1.1,PORT=1`: nine letters given. A pack fixes 24 bits of each of four numbers.
  falseMatchLog2: -72,
  ports: [5004],
  open: () => undefined,
  probe: (c: Cursor): Verdict => (isTold(c) || isPack(c) ? YES : NO),
  parse(c: Cursor, turn: Turn): Outcome {
    const first = c.peek8();
    if (c.left === 1 && (first === LETTER_A || first === LETTER_B)) turn.message(ASK);
    else if (isTold(c)) readTold(c, turn);
    else if (isPack(c)) readPack(c, turn);
    else {
      turn.anomaly('message-bad');
      turn.unrecognised(c.left);
    }
    c.at = c.end;
    return DONE;
  },
};

function isTold(c: Cursor): boolean {
  if (c.left < 17 || c.left > MAX_TOLD || c.peek8() !== 0x49 || c.peek8(1) !== 0x50 || c.peek8(2) !== 0x3d)
    return false;
  return TOLD_TEXT.test(byteText(c.bytes, c.at, c.end));
}

function readTold(c: Cursor, turn: Turn): void {
  turn.message(TOLD);
  const ip = TOLD_TEXT.exec(byteText(c.bytes, c.at, c.end))?.[1] ?? '';
  turn.claim(turn.receiver, 'description', `seen from outside as ${ip}`);
  claimCarrierText(turn, ip);
  if (turn.tracing) turn.field('softether.your_ip', ip);
}

const TOLD_TEXT = /^IP=([0-9a-fA-F.:]{2,45}),PORT=[0-9]{1,5}$/;

function readPack(c: Cursor, turn: Turn): void {
  const { at } = c;
  turn.message(functionOf(c));
  c.at = at;
  for (let left = c.u32(); left > 0; left--) {
    ELEMENT.read(c);
    const name = byteText(c.bytes, ELEMENT.nameAt, ELEMENT.nameEnd);
    if (turn.tracing) turn.field('softether.element', name);
    if (!ELEMENT.isText || !WANTED.has(name)) continue;
    const text = wireText(c.bytes, ELEMENT.valueAt, ELEMENT.valueEnd, 256);
    if (text === '') continue;
    claim(turn, name, text);
    if (turn.tracing) turn.field(`softether.${name}`, text);
  }
}

function functionOf(c: Cursor): number {
  let operation = '';
  let answer = false;
  for (let left = c.u32(); left > 0; left--) {
    ELEMENT.read(c);
    const name = byteText(c.bytes, ELEMENT.nameAt, ELEMENT.nameEnd);
    if (name === 'opcode' && ELEMENT.isText) operation = byteText(c.bytes, ELEMENT.valueAt, ELEMENT.valueEnd);
    else if (name === 'isret' && ELEMENT.isInteger) answer = true;
  }
  if (operation === 'nat_t_register') return answer ? REGISTER_ANSWER : REGISTER;
  if (operation === 'get_token') return answer ? TOKEN_ANSWER : TOKEN;
  return answer ? MESSAGE_ANSWER : MESSAGE;
}

function claim(turn: Turn, name: string, text: string): void {
  if (name === 'host_name') turn.claim(turn.sender, 'hostname', text);
  else if (name === 'product_str') turn.claim(turn.sender, 'model', text);
  else if (name === 'svc_name') turn.claim(turn.sender, 'service-type', text);
  else if (name === 'ddns_fqdn') turn.name('self', lowerAscii(text), turn.sender);
  else if (name === 'private_ip') turn.claim(turn.sender, 'description', `inside as ${text}`);
  else if (name === 'your_ip') turn.claim(turn.receiver, 'description', `seen from outside as ${text}`);
  if (name === 'private_ip' || name === 'your_ip') claimCarrierText(turn, text);
}

const WANTED: ReadonlySet<string> = new Set([
  'opcode',
  'host_name',
  'product_str',
  'svc_name',
  'ddns_fqdn',
  'private_ip',
  'your_ip',
]);
const ELEMENT: PackElement = new PackElement();
