import type { Cursor } from '../../kernel/cursor.ts';
import { ipv4Text, ipv6Text } from '../../kernel/ip.ts';
import { claimCarrierAddress } from '../app/carrier-address.ts';
import { zeroEndedText } from '../app/wire-text.ts';
import type { PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, type Outcome } from '../verdict.ts';

/** Most TLVs read of one packet; switches send 10 to 25. */
export const MAX_TLVS = 128;
/** Most addresses read of one TLV; a router lists one for each of its interfaces. */
export const MAX_ADDRESSES = 32;

const DEVICE_ID = 0x0001;
const ADDRESSES = 0x0002;
const PORT_ID = 0x0003;
const CAPABILITIES = 0x0004;
const VERSION = 0x0005;
const PLATFORM = 0x0006;
const VTP_DOMAIN = 0x0009;
const NATIVE_VLAN = 0x000a;
const DUPLEX = 0x000b;
const SYSTEM_NAME = 0x0014;
const MANAGEMENT = 0x0016;
const LOCATION = 0x0017;

/** Words for the bits of the capabilities, lowest first. */
const capabilities: readonly string[] = [
  'router',
  'bridge',
  'source-route-bridge',
  'switch',
  'host',
  '',
  'repeater',
  'telephone',
];
const ROUTER_BIT = 1;

/** Cisco Discovery Protocol: what a switch, router, phone or camera says of itself to its neighbour, in clear and unasked. */
export const cdp: PacketProtocol = {
  kind: 'packet',
  name: 'cdp',
  title: 'Cisco Discovery Protocol',
  spec: 'Cisco, Catalyst Supplemental Documentation: Frame Formats; RFC 2922 for its terms',
  carriedIn: { snap: 0x00000c * 0x10000 + 0x2000 },
  undecoded: 'Power over the cable, voice VLANs, cluster management, trust and the rest of its TLVs are passed over.',
  fields: {
    'cdp.version': { doc: 'version, 1 or 2' },
    'cdp.ttl': { doc: 'how long to remember this', unit: 's' },
    'cdp.deviceid': { doc: 'name, or serial number, of the sender' },
    'cdp.platform': { doc: 'model' },
    'cdp.software_version': { doc: 'software in free text' },
    'cdp.portid': { doc: 'port that it was sent from' },
    'cdp.capabilities': { doc: 'what the sender does, one bit each' },
    'cdp.nrgyz.ip_address': { doc: 'addresses of the sender, those for management last' },
    'cdp.native_vlan': { doc: 'VLAN of untagged frames at the port' },
    'cdp.duplex': { doc: '1 full, 0 half' },
    'cdp.vtp_management_domain': { doc: 'domain in which VLANs are administered' },
    'cdp.system_name': { doc: 'name of the sender beside its identifier' },
    'cdp.location': { doc: 'where it stands' },
  },
  anomalies: {
    'cut-short': { doc: 'a TLV reaches beyond the packet' },
    'tlv-too-short': { doc: 'a TLV is shorter than its kind needs' },
    'too-many-tlvs': { doc: 'more TLVs than are read' },
    'too-many-addresses': { doc: 'more addresses in a TLV than are read' },
  },
  functionName: (fn) => (fn === 0 ? 'announcement' : undefined),
  parse,
};

function parse(c: Cursor, turn: Turn): Outcome {
  if (c.left < 4) return MORE;
  turn.message(0);
  if (turn.tracing) {
    turn.field('cdp.version', c.peek8());
    turn.field('cdp.ttl', c.peek8(1));
  }
  c.skip(4);
  for (let tlvs = 0; c.left >= 4; tlvs++) {
    const type = c.peek16();
    const length = c.peek16(2);
    if (tlvs === MAX_TLVS || length < 4 || length > c.left) {
      turn.anomaly(tlvs === MAX_TLVS ? 'too-many-tlvs' : length < 4 ? 'tlv-too-short' : 'cut-short');
      turn.unrecognised(c.left);
      break;
    }
    readTlv(c, turn, type, c.at + 4, c.at + length);
    c.skip(length);
  }
  // Whatever is left fills the frame up.
  c.skip(c.left);
  return DONE;
}

function readTlv(c: Cursor, turn: Turn, type: number, at: number, end: number): void {
  const { bytes } = c;
  const about = turn.senderMac;
  switch (type) {
    case DEVICE_ID:
    case SYSTEM_NAME: {
      const name = zeroEndedText(bytes, at, end);
      if (turn.tracing) turn.field(type === DEVICE_ID ? 'cdp.deviceid' : 'cdp.system_name', name);
      if (name === '') return;
      turn.claim(about, 'hostname', name);
      turn.name('self', name, about);
      return;
    }
    case PLATFORM:
      say(turn, 'cdp.platform', 'model', zeroEndedText(bytes, at, end));
      return;
    case VERSION:
      say(turn, 'cdp.software_version', 'firmware', zeroEndedText(bytes, at, end));
      return;
    case PORT_ID:
      say(turn, 'cdp.portid', 'port-id', zeroEndedText(bytes, at, end));
      return;
    case LOCATION:
      // One byte says what kind of text it is.
      say(turn, 'cdp.location', 'location', zeroEndedText(bytes, Math.min(at + 1, end), end));
      return;
    case VTP_DOMAIN:
      say(turn, 'cdp.vtp_management_domain', 'domain', zeroEndedText(bytes, at, end));
      return;
    case CAPABILITIES:
      if (end - at < 4) turn.anomaly('tlv-too-short');
      else readCapabilities(turn, c.view.getUint32(at));
      return;
    case NATIVE_VLAN:
      if (end - at < 2) turn.anomaly('tlv-too-short');
      else if (turn.tracing) turn.field('cdp.native_vlan', c.view.getUint16(at));
      return;
    case DUPLEX:
      if (end - at < 1) turn.anomaly('tlv-too-short');
      else if (turn.tracing) turn.field('cdp.duplex', c.view.getUint8(at));
      return;
    case ADDRESSES:
    case MANAGEMENT:
      readAddresses(c, turn, at, end);
      return;
    default:
      turn.unrecognised(end - at);
  }
}

function say(
  turn: Turn,
  field: string,
  attribute: 'model' | 'firmware' | 'port-id' | 'location' | 'domain',
  text: string,
): void {
  if (turn.tracing) turn.field(field, text);
  if (text !== '') turn.claim(turn.senderMac, attribute, text);
}

function readCapabilities(turn: Turn, bits: number): void {
  if (turn.tracing) turn.field('cdp.capabilities', bits);
  for (const [bit, word] of capabilities.entries())
    if ((bits & (1 << bit)) !== 0 && word !== '') turn.claim(turn.senderMac, 'role', word);
  if ((bits & ROUTER_BIT) !== 0) turn.forwarding('router-capability', turn.senderMac, 0);
}

/** A count, then for each: kind and length of the protocol, the protocol, length of the address, the address. */
function readAddresses(c: Cursor, turn: Turn, start: number, end: number): void {
  const { view } = c;
  let at = start + 4;
  for (let i = 0; at + 2 <= end; i++) {
    if (i === MAX_ADDRESSES) {
      turn.anomaly('too-many-addresses');
      turn.unrecognised(end - at);
      return;
    }
    const address = at + 2 + view.getUint8(at + 1) + 2;
    const length = address <= end ? view.getUint16(address - 2) : 0;
    if (address > end || address + length > end) {
      turn.anomaly('tlv-too-short');
      turn.unrecognised(end - at);
      return;
    }
    at = address + length;
    if (length !== 4 && length !== 16) continue;
    const text = length === 4 ? ipv4Text(c.bytes, address) : ipv6Text(c.bytes, address);
    if (turn.tracing) turn.field('cdp.nrgyz.ip_address', text);
    turn.claim(turn.senderMac, 'management-address', text);
    if (length === 4) claimCarrierAddress(turn, c.bytes, address);
  }
}
