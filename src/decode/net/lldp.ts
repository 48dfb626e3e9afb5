import type { Cursor } from '../../kernel/cursor.ts';
import { ipv4Text, ipv6Text } from '../../kernel/ip.ts';
import { macText } from '../../kernel/mac.ts';
import { claimCarrierAddress } from '../app/carrier-address.ts';
import { hexText, zeroEndedText } from '../app/wire-text.ts';
import type { PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, type Outcome } from '../verdict.ts';
import { readOrganizationTlv } from './lldp-organization.ts';

/** Most TLVs read of one LLDPDU; switches send 10 to 40. */
export const MAX_TLVS = 256;

const END = 0;
const CHASSIS = 1;
const PORT = 2;
const TIME_TO_LIVE = 3;
const PORT_DESCRIPTION = 4;
const SYSTEM_NAME = 5;
const SYSTEM_DESCRIPTION = 6;
const CAPABILITIES = 7;
const MANAGEMENT_ADDRESS = 8;
const ORGANIZATION = 127;

/** Address families of IANA's registry, as LLDP counts them. */
const IPV4 = 1;
const IPV6 = 2;

/** Words for the bits of the capabilities TLV, lowest first (IEEE 802.1AB-2016 table 8-4). */
const capabilities: readonly string[] = [
  'other',
  'repeater',
  'bridge',
  'wlan-access-point',
  'router',
  'telephone',
  'docsis-cable-device',
  'station',
  'customer-vlan-bridge',
  'service-vlan-bridge',
  'two-port-mac-relay',
];
const ROUTER_BIT = 4;

/** Link Layer Discovery Protocol: what a device says of itself to its neighbour, in clear and unasked. */
export const lldp: PacketProtocol = {
  kind: 'packet',
  name: 'lldp',
  title: 'Link Layer Discovery Protocol',
  spec: 'IEEE 802.1AB-2016; ANSI/TIA-1057 (LLDP-MED)',
  carriedIn: { etherType: 0x88cc },
  undecoded: "Organizations' own TLVs are named; of them only inventory, VLAN and frame size are read.",
  fields: {
    'lldp.chassis.subtype': { doc: 'what kind of identifier the chassis has' },
    'lldp.chassis.id': { doc: 'identifier of the device: a name, or hex' },
    'lldp.chassis.id.mac': { doc: 'identifier of the device, a MAC' },
    'lldp.chassis.id.ip4': { doc: 'identifier of the device, an address' },
    'lldp.chassis.id.ip6': { doc: 'identifier of the device, an address' },
    'lldp.port.subtype': { doc: 'what kind of identifier the port has' },
    'lldp.port.id': { doc: 'identifier of the sending port' },
    'lldp.port.id.mac': { doc: 'identifier of the sending port, a MAC' },
    'lldp.port.id.ip4': { doc: 'identifier of the sending port, an address' },
    'lldp.port.id.ip6': { doc: 'identifier of the sending port, an address' },
    'lldp.time_to_live': { doc: 'how long to remember this; 0 takes it back', unit: 's' },
    'lldp.port.desc': { doc: 'description of the port' },
    'lldp.tlv.system.name': { doc: "the device's name" },
    'lldp.tlv.system.desc': { doc: 'make, model and software in free text' },
    'lldp.tlv.system_cap': { doc: 'capabilities, one bit each' },
    'lldp.tlv.enable_system_cap': { doc: 'capabilities switched on, one bit each' },
    'lldp.mgn.addr': { doc: 'management address: IPv4, IPv6, or hex' },
    'lldp.mgn.interface.number': { doc: 'interface of the management address' },
    'lldp.organization': { doc: "an organization's own TLV, by name" },
    'lldp.ieee.802_1.port_vlan.id': { doc: 'VLAN of untagged frames at the port' },
    'lldp.ieee.802_1.vlan.name': { doc: 'name of a VLAN at the port' },
    'lldp.ieee.802_3.max_frame_size': { doc: 'largest frame', unit: 'bytes' },
    'lldp.media.hardware': { doc: 'hardware revision' },
    'lldp.media.firmware': { doc: 'firmware revision' },
    'lldp.media.software': { doc: 'software revision' },
    'lldp.media.sn': { doc: 'serial number' },
    'lldp.media.manufacturer': { doc: 'maker' },
    'lldp.media.model': { doc: 'model' },
    'lldp.media.asset': { doc: "the owner's asset number" },
    'lldp.profinet.cm_mac_add': { doc: 'MAC of the PROFINET interface' },
  },
  anomalies: {
    'cut-short': { doc: 'a TLV reaches beyond the frame' },
    'mandatory-missing': { doc: 'chassis, port and time to live do not come first, in this order' },
    'tlv-too-short': { doc: 'a TLV is shorter than its kind needs' },
    'too-many-tlvs': { doc: 'more TLVs than are read' },
  },
  functionName: (fn) => (fn === 0 ? 'LLDPDU' : undefined),
  parse,
};

function parse(c: Cursor, turn: Turn): Outcome {
  if (!c.has(2)) return MORE;
  turn.message(0);
  // What is said is said of the port that sent it, whatever the chassis calls itself.
  const about = turn.senderMac;
  for (let index = 0; c.left >= 2; index++) {
    if (index === MAX_TLVS) {
      turn.anomaly('too-many-tlvs');
      break;
    }
    const head = c.u16();
    const type = head >> 9;
    const length = head & 0x1ff;
    if (type === END) break;
    if (index < TIME_TO_LIVE && type !== index + 1) turn.anomaly('mandatory-missing');
    if (!c.has(length)) {
      turn.anomaly('cut-short');
      turn.unrecognised(c.left);
      break;
    }
    const at = c.at;
    c.skip(length);
    readTlv(c.bytes, c.view, type, at, at + length, about, turn);
  }
  // What follows the end is padding.
  c.skip(c.left);
  return DONE;
}

function readTlv(
  bytes: Uint8Array,
  view: DataView,
  type: number,
  at: number,
  end: number,
  about: number,
  turn: Turn,
): void {
  if (end - at < (type === CAPABILITIES ? 4 : type === MANAGEMENT_ADDRESS ? 9 : type <= TIME_TO_LIVE ? 2 : 0)) {
    turn.anomaly('tlv-too-short');
    turn.unrecognised(end - at);
    return;
  }
  switch (type) {
    case CHASSIS:
      turn.field('lldp.chassis.subtype', view.getUint8(at));
      if (turn.tracing) {
        const id = identifier(bytes, view.getUint8(at), 4, 5, at + 1, end);
        turn.field(identifierField('lldp.chassis.id', view.getUint8(at), 4, 5, end - at - 1), id);
      }
      return;
    case PORT: {
      const id = identifier(bytes, view.getUint8(at), 3, 4, at + 1, end);
      turn.field('lldp.port.subtype', view.getUint8(at));
      if (turn.tracing) turn.field(identifierField('lldp.port.id', view.getUint8(at), 3, 4, end - at - 1), id);
      turn.claim(about, 'port-id', id);
      return;
    }
    case TIME_TO_LIVE:
      turn.field('lldp.time_to_live', view.getUint16(at));
      return;
    case PORT_DESCRIPTION:
      if (turn.tracing) turn.field('lldp.port.desc', zeroEndedText(bytes, at, end));
      return;
    case SYSTEM_NAME: {
      const name = zeroEndedText(bytes, at, end);
      turn.field('lldp.tlv.system.name', name);
      if (name === '') return;
      turn.claim(about, 'hostname', name);
      turn.name('self', name, about);
      return;
    }
    case SYSTEM_DESCRIPTION: {
      const description = zeroEndedText(bytes, at, end);
      turn.field('lldp.tlv.system.desc', description);
      if (description !== '') turn.claim(about, 'description', description);
      return;
    }
    case CAPABILITIES:
      readCapabilities(view.getUint16(at), view.getUint16(at + 2), about, turn);
      return;
    case MANAGEMENT_ADDRESS:
      readManagementAddress(bytes, view, at, end, about, turn);
      return;
    case ORGANIZATION:
      readOrganizationTlv(bytes, view, at, end, about, turn);
      return;
    default:
      turn.unrecognised(end - at);
  }
}

function readCapabilities(able: number, enabled: number, about: number, turn: Turn): void {
  turn.field('lldp.tlv.system_cap', able);
  turn.field('lldp.tlv.enable_system_cap', enabled);
  for (const [bit, word] of capabilities.entries()) {
    if ((enabled & (1 << bit)) !== 0 && word !== 'other') turn.claim(about, 'role', word);
  }
  if ((enabled & (1 << ROUTER_BIT)) !== 0) turn.forwarding('router-capability', about, 0);
}

/** Length of subtype and address (1), subtype (1), address, interface subtype (1), interface number (4), object. */
function readManagementAddress(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  end: number,
  about: number,
  turn: Turn,
): void {
  const length = view.getUint8(at) - 1;
  const family = view.getUint8(at + 1);
  const address = at + 2;
  if (length < 1 || address + length > end) {
    turn.anomaly('tlv-too-short');
    turn.unrecognised(end - at);
    return;
  }
  const text =
    family === IPV4 && length === 4
      ? ipv4Text(bytes, address)
      : family === IPV6 && length === 16
        ? ipv6Text(bytes, address)
        : hexText(bytes, address, address + length);
  turn.field('lldp.mgn.addr', text);
  turn.claim(about, 'management-address', text);
  if (family === IPV4 && length === 4) claimCarrierAddress(turn, bytes, address);
  if (address + length + 5 <= end) turn.field('lldp.mgn.interface.number', view.getUint32(address + length + 1));
}

/** A field for each notation of an identifier. */
function identifierField(name: string, subtype: number, mac: number, network: number, length: number): string {
  if (subtype === mac && length === 6) return `${name}.mac`;
  if (subtype !== network) return name;
  return length === 5 ? `${name}.ip4` : length === 17 ? `${name}.ip6` : name;
}

/** Chassis and port identifiers (802.1AB tables 8-2, 8-3): a MAC and a network address have subtypes of their own. */
function identifier(bytes: Uint8Array, subtype: number, mac: number, network: number, at: number, end: number): string {
  const length = end - at;
  if (subtype === mac && length === 6) return macText(bytes, at);
  if (subtype === network && length === 5 && bytes[at] === IPV4) return ipv4Text(bytes, at + 1);
  if (subtype === network && length === 17 && bytes[at] === IPV6) return ipv6Text(bytes, at + 1);
  if (subtype === mac || subtype === network) return hexText(bytes, at, end);
  return zeroEndedText(bytes, at, end);
}
