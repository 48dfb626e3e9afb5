import { macText } from '../../kernel/mac.ts';
import type { ClaimAttribute } from '../../schema/facts/vocabulary.ts';
import { hexText, zeroEndedText } from '../app/wire-text.ts';
import type { Turn } from '../turn.ts';

const IEEE_802_1 = 0x0080c2;
const IEEE_802_3 = 0x00120f;
const LLDP_MED = 0x0012bb;
const PROFINET = 0x000ecf;

/** Organizations met on industrial and office switches, by the OUI that starts their TLVs. */
const organizations: ReadonlyMap<number, string> = new Map([
  [IEEE_802_1, 'IEEE 802.1'],
  [IEEE_802_3, 'IEEE 802.3'],
  [LLDP_MED, 'LLDP-MED'],
  [PROFINET, 'PROFINET'],
  [0x00000c, 'Cisco'],
  [0x000142, 'Cisco'],
  [0x008063, 'Hirschmann'],
  [0x080006, 'Siemens'],
  [0x001b1b, 'Siemens'],
]);

/** Names of the subtypes of the four organizations whose TLVs are standards. */
const subtypes: ReadonlyMap<number, readonly string[]> = new Map([
  [
    IEEE_802_1,
    ['', 'port VLAN', 'port and protocol VLAN', 'VLAN name', 'protocol identity', 'VID usage digest', 'management VID'],
  ],
  [IEEE_802_3, ['', 'MAC/PHY', 'power via MDI', 'link aggregation', 'maximum frame size', 'energy efficient Ethernet']],
  [
    LLDP_MED,
    [
      '',
      'capabilities',
      'network policy',
      'location',
      'extended power',
      'hardware revision',
      'firmware revision',
      'software revision',
      'serial number',
      'manufacturer',
      'model',
      'asset',
    ],
  ],
  [
    PROFINET,
    ['', 'delay', 'port status', 'alias', 'MRP port status', 'interface MAC', 'PTCP status', 'MAU type extension'],
  ],
]);

/** LLDP-MED's inventory: Wireshark's field and what it claims, by subtype from 5 on. */
const inventory: readonly (readonly [field: string, claim: ClaimAttribute | undefined])[] = [
  ['lldp.media.hardware', 'hardware'],
  ['lldp.media.firmware', 'firmware'],
  ['lldp.media.software', 'firmware'],
  ['lldp.media.sn', 'serial'],
  ['lldp.media.manufacturer', 'vendor'],
  ['lldp.media.model', 'model'],
  ['lldp.media.asset', undefined],
];
const FIRST_OF_INVENTORY = 5;

/** An organization's TLV (802.1AB-2016 8.6): OUI (3), subtype (1), and what the organization wants. */
export function readOrganizationTlv(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  end: number,
  about: number,
  turn: Turn,
): void {
  if (end - at < 4) {
    turn.anomaly('tlv-too-short');
    turn.unrecognised(end - at);
    return;
  }
  const oui = (view.getUint16(at) << 8) | view.getUint8(at + 2);
  const subtype = view.getUint8(at + 3);
  const value = at + 4;
  if (turn.tracing) {
    const organization = organizations.get(oui) ?? hexText(bytes, at, at + 3);
    turn.field('lldp.organization', `${organization} ${subtypes.get(oui)?.[subtype] ?? subtype}`);
  }
  if (oui === LLDP_MED && subtype >= FIRST_OF_INVENTORY && subtype < FIRST_OF_INVENTORY + inventory.length) {
    const [field, claim] = inventory[subtype - FIRST_OF_INVENTORY] as (typeof inventory)[number];
    const text = zeroEndedText(bytes, value, end).trim();
    turn.field(field, text);
    if (claim && text !== '') turn.claim(about, claim, text);
  } else if (oui === IEEE_802_1 && subtype === 1 && end - value >= 2) {
    turn.field('lldp.ieee.802_1.port_vlan.id', view.getUint16(value));
  } else if (oui === IEEE_802_1 && subtype === 3 && end - value >= 3) {
    const length = view.getUint8(value + 2);
    const stop = value + 3 + length < end ? value + 3 + length : end;
    if (turn.tracing) turn.field('lldp.ieee.802_1.vlan.name', zeroEndedText(bytes, value + 3, stop));
  } else if (oui === IEEE_802_3 && subtype === 4 && end - value >= 2) {
    turn.field('lldp.ieee.802_3.max_frame_size', view.getUint16(value));
  } else if (oui === PROFINET && subtype === 5 && end - value >= 6) {
    if (turn.tracing) turn.field('lldp.profinet.cm_mac_add', macText(bytes, value));
  } else turn.unrecognised(end - value);
}
