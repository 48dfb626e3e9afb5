import type { Cursor } from '../../kernel/cursor.ts';
import { ipv4Text } from '../../kernel/ip.ts';
import { macText } from '../../kernel/mac.ts';
import type { BindingSource } from '../../schema/facts/vocabulary.ts';
import type { PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, type Outcome } from '../verdict.ts';

const REQUEST = 1;
const REPLY = 2;
const RARP_REPLY = 4;
const INVERSE_REQUEST = 8;
const INVERSE_REPLY = 9;

const operations: ReadonlyMap<number, string> = new Map([
  [1, 'request'],
  [2, 'reply'],
  [3, 'RARP request'],
  [4, 'RARP reply'],
  [5, 'DRARP request'],
  [6, 'DRARP reply'],
  [7, 'DRARP error'],
  [8, 'InARP request'],
  [9, 'InARP reply'],
  [10, 'ARP-NAK'],
]);

/** Address Resolution Protocol. Who says it owns which address, and who asks for whose: conflicts are found later, over all frames. */
export const arp: PacketProtocol = {
  kind: 'packet',
  name: 'arp',
  title: 'Address Resolution Protocol',
  spec: 'RFC 826, RFC 5227, RFC 2390',
  carriedIn: { etherType: 0x0806 },
  undecoded: 'Addresses other than Ethernet and IPv4 are counted, not read.',
  fields: {
    'arp.opcode': { doc: 'what is asked or answered' },
    'arp.hw.type': { doc: 'kind of link address; 1 is Ethernet' },
    'arp.proto.type': { doc: 'EtherType of the network address' },
    'arp.src.hw_mac': { doc: 'link address of the sender, as it says' },
    'arp.src.proto_ipv4': { doc: 'network address of the sender, as it says' },
    'arp.dst.hw_mac': { doc: 'link address of the target' },
    'arp.dst.proto_ipv4': { doc: 'network address of the target' },
    'arp.isgratuitous': { doc: 'sender and target are the same address: an announcement' },
    'arp.isprobe': { doc: 'asks whether anybody has the address, before taking it (RFC 5227 2.1.1)' },
  },
  anomalies: {
    'cut-short': { doc: 'the frame ends before the addresses do' },
    'unusual-addresses': { doc: 'address types or lengths other than Ethernet and IPv4' },
    'sender-differs': {
      doc: "the frame's source MAC is not the sender that ARP names: a proxy, a bridge, or spoofing",
    },
    'group-sender': { doc: 'a broadcast or multicast MAC says it owns an address' },
  },
  functionName: (fn) => operations.get(fn),
  parse,
};

/** The same message under its own EtherType: hosts without a disk asking for their own address. Counted as ARP, as Wireshark does. */
export const rarp: PacketProtocol = {
  ...arp,
  title: 'Reverse Address Resolution Protocol',
  spec: 'RFC 903',
  carriedIn: { etherType: 0x8035 },
};

function parse(c: Cursor, turn: Turn): Outcome {
  const hardware = c.u16();
  const network = c.u16();
  const hardwareLength = c.u8();
  const networkLength = c.u8();
  const operation = c.u16();
  if (c.failed) return MORE;
  turn.message(operation);
  turn.field('arp.opcode', operation);
  turn.field('arp.hw.type', hardware);
  turn.field('arp.proto.type', network);
  const length = 2 * (hardwareLength + networkLength);
  if (!c.has(length)) {
    turn.anomaly('cut-short');
    turn.unrecognised(c.left);
    c.skip(c.left);
    return DONE;
  }
  const at = c.at;
  c.skip(length);
  if (hardwareLength !== 6 || networkLength !== 4 || network !== 0x0800) {
    turn.anomaly('unusual-addresses');
    turn.unrecognised(length);
    return DONE;
  }
  addresses(c.bytes, c.view, at, operation, turn);
  return DONE;
}

/** `at`: sender MAC (6), sender IP (4), target MAC (6), target IP (4). */
function addresses(bytes: Uint8Array, view: DataView, at: number, operation: number, turn: Turn): void {
  const senderIp = view.getUint32(at + 6);
  const targetIp = view.getUint32(at + 16);
  const gratuitous = senderIp === targetIp && (operation === REQUEST || operation === REPLY);
  const probe = operation === REQUEST && senderIp === 0 && targetIp !== 0;
  if (turn.tracing) {
    turn.field('arp.src.hw_mac', macText(bytes, at));
    turn.field('arp.src.proto_ipv4', ipv4Text(bytes, at + 6));
    turn.field('arp.dst.hw_mac', macText(bytes, at + 10));
    turn.field('arp.dst.proto_ipv4', ipv4Text(bytes, at + 16));
    if (gratuitous) turn.field('arp.isgratuitous', true);
    if (probe) turn.field('arp.isprobe', true);
  }
  const mac = turn.mac(bytes, at);
  const differs = turn.senderMac !== 0 && mac !== turn.senderMac;
  if (differs && operation <= REPLY) turn.anomaly('sender-differs');
  if ((view.getUint8(at) & 1) !== 0) {
    turn.anomaly('group-sender');
    return;
  }
  if (probe) {
    turn.binding(mac, turn.ip(bytes, at + 16, 4), 'arp-probe');
    return;
  }
  const source = bindingSource(operation, gratuitous);
  if (source !== undefined && senderIp !== 0) turn.binding(mac, turn.ip(bytes, at + 6, 4), source);
  // A RARP server tells the target which address is the target's own.
  if (operation === RARP_REPLY && targetIp !== 0) {
    turn.binding(turn.mac(bytes, at + 10), turn.ip(bytes, at + 16, 4), 'arp-reply');
  }
  if (operation === REQUEST && !gratuitous && targetIp !== 0) {
    turn.forwarding('wanted', turn.ip(bytes, at + 16, 4), 0);
  }
}

function bindingSource(operation: number, gratuitous: boolean): BindingSource | undefined {
  if (gratuitous) return 'arp-announcement';
  if (operation === REQUEST || operation === INVERSE_REQUEST) return 'arp-request';
  if (operation === REPLY || operation === INVERSE_REPLY || operation === RARP_REPLY) return 'arp-reply';
  return undefined;
}
