import type { Cursor } from '../../kernel/cursor.ts';
import { maskBits, ToldNetworks } from '../net/routing/told-networks.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import { ripAnomalies, ripCommands, ripFields } from './rip/fields.ts';
import { zeroEndedText } from './wire-text.ts';

const HEADER = 4;
const ENTRY = 20;
const REQUEST = 1;
const RESPONSE = 2;
const INTERNET = 2;
const AUTHENTICATION = 0xffff;
const PASSWORD = 2;
const DIGEST = 3;
const UNREACHABLE = 16;
/** Entries the probe looks at; a packet has at most 25, with a digest 26. */
const MAX_PROBED = 8;

/** Routing Information Protocol, versions 1 and 2: small networks' way to say which networks lie behind whom. */
export const rip: DatagramProtocol<undefined> = {
  kind: 'datagram',
  name: 'rip',
  title: 'Routing Information Protocol',
  spec: 'RFC 1058 (version 1), RFC 2453 (version 2), RFC 4822 (digests)',
  // Command and version 14 bits, two zero bytes 16, family 15, upper bytes of the metric 27.
  falseMatchLog2: -64,
  canBegin: (byte) => byte === REQUEST || byte === RESPONSE,
  ports: [520],
  undecoded: 'Digests.',
  fields: ripFields,
  anomalies: ripAnomalies,
  functionName: (fn) => ripCommands.get(fn),
  open: () => undefined,
  probe,
  parse,
};

const networks: ToldNetworks = new ToldNetworks();

function probe(c: Cursor): Verdict {
  const command = c.peek8();
  const version = c.peek8(1);
  if ((command !== REQUEST && command !== RESPONSE) || (version !== 1 && version !== 2) || c.peek16(2) !== 0) return NO;
  if (c.left < HEADER + ENTRY) return NO;
  const signed = c.peek16(4) === AUTHENTICATION;
  if (!signed && (c.left - HEADER) % ENTRY !== 0) return NO;
  for (let i = 0, at = HEADER; i < MAX_PROBED && at + ENTRY <= c.left; i++, at += ENTRY) {
    const family = c.peek16(at);
    if (signed && family === AUTHENTICATION) continue;
    if (c.peek32(at + 16) > UNREACHABLE) return NO;
    if (family === INTERNET) continue;
    // RFC 2453 3.9.1: a request for everything.
    if (command !== REQUEST || family !== 0 || c.peek32(at + 16) !== UNREACHABLE || c.peek32(at + 4) !== 0) return NO;
  }
  return YES;
}

function parse(c: Cursor, turn: Turn): Outcome {
  if (!c.has(HEADER + ENTRY)) return MORE;
  const command = c.u8();
  const version = c.u8();
  c.skip(2);
  turn.message(command);
  if (turn.tracing) {
    turn.field('rip.command', command);
    turn.field('rip.version', version);
  }
  if (command === RESPONSE) {
    turn.claim(turn.sender, 'role', 'rip router');
    turn.forwarding('routing-protocol', turn.sender, 0);
  }
  networks.begin();
  let digest = false;
  for (; c.has(ENTRY); c.skip(ENTRY)) {
    const family = c.peek16();
    if (family === AUTHENTICATION) {
      digest = c.peek16(2) !== PASSWORD;
      readAuthentication(c, turn);
      // The digest itself stands behind all entries, with the same mark and a 1.
      if (c.peek16(2) === 1) break;
      continue;
    }
    if (turn.tracing) turn.field('rip.metric', c.peek32(16));
    if (command !== RESPONSE || family !== INTERNET || c.peek32(16) >= UNREACHABLE) continue;
    const bits = version === 2 ? maskBits(c.view, c.at + 8) : classBits(c);
    if (bits >= 0) networks.tell(turn, 'rip.network', c.bytes, c.at + 4, 4, bits, 4);
  }
  if (networks.full) turn.anomaly('too-many-entries');
  if (c.left > 0 && !digest) turn.anomaly('trailing-bytes');
  c.at = c.end;
  return DONE;
}

function readAuthentication(c: Cursor, turn: Turn): void {
  const kind = c.peek16(2);
  if (turn.tracing && kind !== 1) turn.field('rip.auth.type', kind);
  if (kind === PASSWORD) {
    turn.anomaly('password-in-clear');
    if (turn.tracing) turn.field('rip.auth.passwd', zeroEndedText(c.bytes, c.at + 4, c.at + ENTRY));
  } else if (kind !== DIGEST && kind !== 1) turn.anomaly('authentication-unknown');
}

/** Version 1 has no masks: the class of the address says it, and an address with host bits is a host. */
function classBits(c: Cursor): number {
  const address = c.peek32(4);
  if (address === 0) return 0;
  const bits = address >>> 31 === 0 ? 8 : address >>> 30 === 2 ? 16 : 24;
  return (address << bits) >>> 0 === 0 ? bits : 32;
}
