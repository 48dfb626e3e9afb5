import type { Cursor } from '../../../kernel/cursor.ts';
import { ipv4Text } from '../../../kernel/ip.ts';
import { macText } from '../../../kernel/mac.ts';
import type { Turn } from '../../turn.ts';
import { wireText } from '../wire-text.ts';
import { ASSEMBLY, CONNECTION_MANAGER, ETHERNET_LINK, IDENTITY, MESSAGE_ROUTER, TCP_IP } from './classes.ts';
import { deviceTypeName } from './device-types.ts';
import { revisionText, serialText } from './identity.ts';
import { vendorName } from './vendors.ts';

/** Class numbers of a message router's list that are shown. */
export const MAX_LISTED_CLASSES = 256;

/** How one part of an attribute is written: numbers of 1, 2, 4 and 8 bytes, texts with a length of 1 and 2 bytes. */
type Kind = 1 | 2 | 4 | 8 | 'text1' | 'text2' | 'ip' | 'mac' | 'classes' | 'path';
type Part = readonly [field: string, kind: Kind];

const counters = (prefix: string, size: 4 | 8, names: readonly string[]): readonly Part[] =>
  names.map((name) => [`cip.elink.${prefix}.${name}`, size] as const);

/** Attributes of the objects that every device has, in the order of get attributes all; volumes 1 and 2, chapters 5. */
const layouts: ReadonlyMap<number, readonly (readonly Part[])[]> = new Map([
  [
    IDENTITY,
    [
      [['cip.id.vendor_id', 2]],
      [['cip.id.device_type', 2]],
      [['cip.id.product_code', 2]],
      [
        ['cip.id.major_rev', 1],
        ['cip.id.minor_rev', 1],
      ],
      [['cip.id.status', 2]],
      [['cip.id.serial_number', 4]],
      [['cip.id.product_name', 'text1']],
      [['cip.id.state', 1]],
      [['cip.id.config_value', 2]],
      [['cip.id.heartbeat', 1]],
    ],
  ],
  [MESSAGE_ROUTER, [[['cip.mr.class', 'classes']], [['cip.mr.num_available', 2]], [['cip.mr.num_active', 2]]]],
  [ASSEMBLY, [[], [], [], [['cip.assembly.size', 2]]]],
  [
    CONNECTION_MANAGER,
    [
      [['cip.cm.open_requests', 2]],
      [['cip.cm.open_format_rejects', 2]],
      [['cip.cm.open_resource_rejects', 2]],
      [['cip.cm.other_open_rejects', 2]],
      [['cip.cm.close_requests', 2]],
      [['cip.cm.close_format_requests', 2]],
      [['cip.cm.close_other_requests', 2]],
      [['cip.cm.conn_timouts', 2]],
    ],
  ],
  [
    TCP_IP,
    [
      [['cip.tcpip.status', 4]],
      [['cip.tcpip.config_cap', 4]],
      [['cip.tcpip.config_control', 4]],
      [['cip.tcpip.physical_link', 'path']],
      [
        ['cip.tcpip.ip_addr', 'ip'],
        ['cip.tcpip.subnet_mask', 'ip'],
        ['cip.tcpip.gateway', 'ip'],
        ['cip.tcpip.name_server', 'ip'],
        ['cip.tcpip.name_server2', 'ip'],
        ['cip.tcpip.domain_name', 'text2'],
      ],
      [['cip.tcpip.hostname', 'text2']],
      [],
      [['cip.tcpip.ttl_value', 1]],
      [
        ['cip.tcpip.mcast.alloc', 1],
        ['cip.tcpip.mcast.reserved', 1],
        ['cip.tcpip.mcast.num_mcast', 2],
        ['cip.tcpip.mcast.addr_start', 'ip'],
      ],
      [['cip.tcpip.select_acd', 1]],
      [],
      [['cip.tcpip.quick_connect', 1]],
      [['cip.tcpip.encap_inactivity', 2]],
    ],
  ],
  [
    ETHERNET_LINK,
    [
      [['cip.elink.interface_speed', 4]],
      [['cip.elink.iflags', 4]],
      [['cip.elink.physical_address', 'mac']],
      counters('icount', 4, [
        'in_octets',
        'in_ucast',
        'in_nucast',
        'in_discards',
        'in_errors',
        'in_unknown_protos',
        'out_octets',
        'out_ucast',
        'out_nucast',
        'out_discards',
        'out_errors',
      ]),
      counters('mcount', 4, [
        'alignment_errors',
        'fcs_errors',
        'single_collisions',
        'multiple_collisions',
        'sqe_test_errors',
        'deferred_transmission',
        'late_collisions',
        'excessive_collisions',
        'mac_transmit_errors',
        'carrier_sense_errors',
        'frame_too_long',
        'mac_receive_errors',
      ]),
      [
        ['cip.elink.icontrol.control_bits', 2],
        ['cip.elink.icontrol.forced_speed', 2],
      ],
      [['cip.elink.interface_type', 1]],
      [['cip.elink.interface_state', 1]],
      [['cip.elink.admin_state', 1]],
      [['cip.elink.interface_label', 'text1']],
      [],
      counters('hc_icount', 8, [
        'in_octets',
        'in_ucast',
        'in_mcast',
        'in_broadcast',
        'out_octets',
        'out_ucast',
        'out_mcast',
        'out_broadcast',
      ]),
    ],
  ],
]);

/** The fields that attributes become. */
export const attributeFields: readonly string[] = [...layouts.values()].flat(2).map(([field]) => field);

/** Whom the values are about: claims are made of the sender itself only. */
export interface Attributed {
  readonly classId: number;
  /** True for the device's own first instance, read from it: its values become claims. */
  readonly own: boolean;
}

/** Reads one attribute's value at the cursor; false, without moving, where it is not known or cut short. */
export function readAttribute(c: Cursor, turn: Turn, about: Attributed, attribute: number): boolean {
  const parts = layouts.get(about.classId)?.[attribute - 1];
  if (parts === undefined || parts.length === 0) return false;
  const start = c.at;
  let first: string | number | bigint = 0;
  let last: string | number | bigint = 0;
  for (const [i, [field, kind]] of parts.entries()) {
    const value = readPart(c, turn, field, kind);
    if (value === undefined) {
      c.at = start;
      return false;
    }
    if (i === 0) first = value;
    last = value;
  }
  if (about.own) claimAttribute(turn, about.classId, attribute, first, last);
  return true;
}

/** The values of get attributes all, up to the first that is not known or not there. */
export function readAllAttributes(c: Cursor, turn: Turn, about: Attributed): void {
  const count = layouts.get(about.classId)?.length ?? 0;
  for (let attribute = 1; attribute <= count && c.left > 0; attribute++) {
    if (!readAttribute(c, turn, about, attribute)) return;
  }
}

function readPart(c: Cursor, turn: Turn, field: string, kind: Kind): string | number | bigint | undefined {
  const value = valueOf(c, turn, field, kind);
  if (c.failed) {
    c.failed = false;
    return undefined;
  }
  if (turn.tracing && kind !== 'classes' && value !== '') turn.field(field, value);
  return value;
}

function valueOf(c: Cursor, turn: Turn, field: string, kind: Kind): string | number | bigint {
  switch (kind) {
    case 1:
      return c.u8();
    case 2:
      return c.u16le();
    case 4:
      return c.u32le();
    case 8:
      return BigInt(c.u32le()) | (BigInt(c.u32le()) << 32n);
    case 'text1':
      return textOf(c, c.u8(), 0);
    case 'text2': {
      const length = c.u16le();
      return textOf(c, length, length & 1);
    }
    case 'ip': {
      // The only addresses that are little-endian numbers, as all else in an object is.
      const at = c.at;
      if (c.u32le() === 0) return c.failed ? '' : '0.0.0.0';
      reversed[0] = c.bytes[at + 3] as number;
      reversed[1] = c.bytes[at + 2] as number;
      reversed[2] = c.bytes[at + 1] as number;
      reversed[3] = c.bytes[at] as number;
      return ipv4Text(reversed, 0);
    }
    case 'mac': {
      const at = c.at;
      c.skip(6);
      return c.failed ? '' : macText(c.bytes, at);
    }
    case 'path': {
      c.skip(2 * c.u16le());
      return '';
    }
    default:
      return readClasses(c, turn, field);
  }
}

const reversed: Uint8Array = new Uint8Array(4);

function textOf(c: Cursor, length: number, padding: number): string {
  const at = c.at;
  c.skip(length);
  if (c.failed) return '';
  const text = wireText(c.bytes, at, at + length);
  if (padding === 1 && c.left > 0) c.skip(1);
  return text;
}

function readClasses(c: Cursor, turn: Turn, field: string): number {
  const count = c.u16le();
  const at = c.at;
  c.skip(2 * count);
  if (c.failed || !turn.tracing) return count;
  for (let i = 0; i < Math.min(count, MAX_LISTED_CLASSES); i++) turn.field(field, c.view.getUint16(at + 2 * i, true));
  return count;
}

function claimAttribute(
  turn: Turn,
  classId: number,
  attribute: number,
  first: string | number | bigint,
  last: string | number | bigint,
): void {
  const about = turn.sender;
  if (classId === IDENTITY) {
    if (attribute === 1) turn.claim(about, 'vendor', vendorName(Number(first)));
    else if (attribute === 2) {
      const role = deviceTypeName(Number(first));
      if (role !== undefined) turn.claim(about, 'role', role);
    } else if (attribute === 4) turn.claim(about, 'firmware', revisionText(Number(first), Number(last)));
    else if (attribute === 6 && first !== 0) turn.claim(about, 'serial', serialText(Number(first)));
    else if (attribute === 7) {
      const name = String(first).trim();
      if (name !== '') turn.claim(about, 'model', name);
    }
  } else if (classId === TCP_IP) {
    if (attribute === 5 && last !== '') turn.claim(about, 'domain', String(last));
    else if (attribute === 6 && first !== '') turn.claim(about, 'hostname', String(first));
  }
}
