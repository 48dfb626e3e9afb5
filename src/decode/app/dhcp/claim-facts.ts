import type { Turn } from '../../turn.ts';
import { claimCarrierAddress } from '../carrier-address.ts';
import { lowerAscii, zeroEndedText } from '../wire-text.ts';
import type { DhcpOptions } from './options.ts';
import { clientIdText, fqdnText, parametersText, relaySuboption } from './text.ts';

const BOOT_REPLY = 2;
const OFFER = 2;
const REQUEST = 3;
const ACKNOWLEDGE = 5;
const RELEASE = 7;
const INFORM = 8;
/** Octets of the fixed header: ciaddr, yiaddr, giaddr, chaddr (RFC 2131 2). */
const CLIENT_IP = 12;
const YOUR_IP = 16;
const RELAY_IP = 24;
const CLIENT_MAC = 28;
/** Addresses taken of one option; 255 octets hold no more. */
const MAX_ADDRESSES = 63;

/** Says what the message at `at`, whose first 44 octets are there, claims about its client, server and routers. */
export function claimDhcpFacts(turn: Turn, bytes: Uint8Array, at: number, options: DhcpOptions, type: number): void {
  // Clients without an Ethernet address (PPP, InfiniBand) are known by the frame's addresses only.
  const ethernet = bytes[at + 1] === 1 && bytes[at + 2] === 6;
  const client = ethernet ? turn.mac(bytes, at + CLIENT_MAC) : 0;
  if (bytes[at] === BOOT_REPLY) claimServer(turn, bytes, at, options, type, client);
  else if (client !== 0) {
    turn.claim(client, 'role', 'dhcp-client');
    // The client uses this address already: it renews, informs, or gives it back.
    if (hasAddress(bytes, at + CLIENT_IP) && (type === REQUEST || type === RELEASE || type === INFORM)) {
      turn.binding(client, turn.ip(bytes, at + CLIENT_IP, 4), 'dhcp');
    }
    claimClient(turn, bytes, options, client);
  }
  if (hasAddress(bytes, at + RELAY_IP)) turn.claim(turn.ip(bytes, at + RELAY_IP, 4), 'role', 'dhcp-relay');
}

function claimClient(turn: Turn, bytes: Uint8Array, options: DhcpOptions, client: number): void {
  const vendor = optionText(bytes, options, 60);
  if (vendor !== '') turn.claim(client, 'dhcp-vendor-class', vendor);
  if (options.length(61) > 0)
    turn.claim(client, 'dhcp-client-id', clientIdText(bytes, options.at(61), options.length(61)));
  if (options.length(55) > 0) {
    turn.claim(client, 'dhcp-parameters', parametersText(bytes, options.at(55), options.length(55)));
  }
  if (options.length(82) > 0) {
    const circuit = relaySuboption(bytes, options.at(82), options.length(82), 1);
    if (circuit) turn.claim(client, 'port-id', circuit);
  }
  claimNames(turn, bytes, options, client);
}

function claimNames(turn: Turn, bytes: Uint8Array, options: DhcpOptions, client: number): void {
  const host = optionText(bytes, options, 12);
  if (host !== '') {
    turn.claim(client, 'hostname', host);
    turn.name('self', lowerAscii(host), client);
  }
  const full = options.length(81) > 0 ? fqdnText(bytes, options.at(81), options.length(81)) : '';
  if (full !== '' && full !== host) turn.name('self', lowerAscii(full), client);
}

function claimServer(
  turn: Turn,
  bytes: Uint8Array,
  at: number,
  options: DhcpOptions,
  type: number,
  client: number,
): void {
  if (type !== OFFER && type !== ACKNOWLEDGE && type !== 0) return;
  const given = hasAddress(bytes, at + YOUR_IP)
    ? at + YOUR_IP
    : hasAddress(bytes, at + CLIENT_IP)
      ? at + CLIENT_IP
      : -1;
  const address = given < 0 ? 0 : turn.ip(bytes, given, 4);
  if (given >= 0) claimCarrierAddress(turn, bytes, given);
  if (client !== 0 && address !== 0 && type !== OFFER) turn.binding(client, address, 'dhcp');
  // A relay forwards the answer, so the frame's sender need not be the server: option 54 is its own word.
  const serverAt = options.exactly(54, 4);
  const server = serverAt < 0 ? turn.sender : turn.ip(bytes, serverAt, 4);
  if (serverAt >= 0) claimCarrierAddress(turn, bytes, serverAt);
  turn.forwarding('dhcp-server', server, address);
  forEachAddress(bytes, options, 3, (router) => {
    turn.forwarding('dhcp-router', turn.ip(bytes, router, 4), address);
    claimCarrierAddress(turn, bytes, router);
  });
  forEachAddress(bytes, options, 6, (name) => {
    turn.claim(turn.ip(bytes, name, 4), 'role', 'dns-server');
    claimCarrierAddress(turn, bytes, name);
  });
  forEachAddress(bytes, options, 42, (time) => turn.claim(turn.ip(bytes, time, 4), 'role', 'ntp-server'));
  if (client === 0) return;
  const lease = options.exactly(51, 4);
  if (lease >= 0 && type === ACKNOWLEDGE) turn.claim(client, 'lease', String(u32(bytes, lease)));
  const mtu = options.exactly(26, 2);
  if (mtu >= 0) turn.claim(client, 'mtu', String(((bytes[mtu] as number) << 8) | (bytes[mtu + 1] as number)));
  const domain = optionText(bytes, options, 15);
  if (domain !== '') turn.claim(client, 'domain', domain);
  if (type === ACKNOWLEDGE) claimNames(turn, bytes, options, client);
}

function forEachAddress(bytes: Uint8Array, options: DhcpOptions, code: number, visit: (at: number) => void): void {
  const at = options.at(code);
  if (at < 0) return;
  for (let i = 0; i < MAX_ADDRESSES && i * 4 + 4 <= options.length(code); i++) {
    if (hasAddress(bytes, at + i * 4)) visit(at + i * 4);
  }
}

function optionText(bytes: Uint8Array, options: DhcpOptions, code: number): string {
  const at = options.at(code);
  return at < 0 ? '' : zeroEndedText(bytes, at, at + options.length(code));
}

/** Neither 0.0.0.0 nor 255.255.255.255. */
function hasAddress(bytes: Uint8Array, at: number): boolean {
  const value = u32(bytes, at);
  return value !== 0 && value !== 0xffff_ffff;
}

function u32(bytes: Uint8Array, at: number): number {
  return (
    (((bytes[at] as number) << 24) |
      ((bytes[at + 1] as number) << 16) |
      ((bytes[at + 2] as number) << 8) |
      (bytes[at + 3] as number)) >>>
    0
  );
}
