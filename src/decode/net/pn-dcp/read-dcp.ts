import type { Cursor } from '../../../kernel/cursor.ts';
import { ipv4Text } from '../../../kernel/ip.ts';
import { macText } from '../../../kernel/mac.ts';
import { type Access, OTHER, PROGRAM, WRITE } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { isPrintable, zeroEndedText } from '../../app/wire-text.ts';
import { functionOf, HELLO, IDENTIFY, REQUEST, SET } from './functions.ts';
import {
  ALIAS_NAME,
  DEVICE_ID,
  DEVICE_INITIATIVE,
  DEVICE_INSTANCE,
  DEVICE_ROLE,
  FACTORY_RESET,
  FULL_IP_SUITE,
  IP_PARAMETER,
  MAC_ADDRESS,
  NAME_OF_STATION,
  OEM_DEVICE_ID,
  optionName,
  RESET_TO_FACTORY,
  RESPONSE,
  SIGNAL,
  STANDARD_GATEWAY,
  TYPE_OF_STATION,
} from './options.ts';
import { vendorName } from './vendors.ts';

/** Blocks of one message that are read: as many as fit a frame. */
export const MAX_BLOCKS = 370;
const HEADER = 10;
const CONFLICT = 0x80;

/** True where a whole header is there. */
export function hasDcpHeader(c: Cursor): boolean {
  return c.has(HEADER);
}

/** Reads one message of the protocol that speaks already; the cursor ends behind its blocks. */
export function readDcp(c: Cursor, turn: Turn): void {
  const service = c.u8();
  const type = c.u8();
  const number = c.u32();
  const delay = c.u16();
  const length = c.u16();
  const fn = functionOf(service, type);
  turn.message(fn);
  if (turn.tracing) {
    turn.field('pn_dcp.service_id', service);
    turn.field('pn_dcp.service_type', type);
    turn.field('pn_dcp.xid', number);
    if (service === IDENTIFY && type === REQUEST) turn.field('pn_dcp.response_delay', delay);
    turn.field('pn_dcp.data_length', length);
  }
  if (service < 3 || service > 6) {
    turn.anomaly('service-unknown');
    turn.unrecognised(Math.min(length, c.left));
    return;
  }
  const end = Math.min(c.at + length, c.end);
  if (c.at + length > c.end) turn.anomaly('block-cut');
  // A get asks by options alone; all others have blocks with values.
  if (service === 3 && type === REQUEST) {
    while (c.at + 2 <= end)
      if (turn.tracing) turn.field('pn_dcp.block', optionName(c.u16()));
      else c.skip(2);
    return;
  }
  readBlocks(c, turn, end, service, type, fn);
}

function readBlocks(c: Cursor, turn: Turn, end: number, service: number, type: number, fn: number): void {
  const said = type !== REQUEST || service === HELLO;
  for (let i = 0; c.at + 4 <= end; i++) {
    if (i === MAX_BLOCKS) {
      turn.anomaly('too-many-blocks');
      turn.unrecognised(end - c.at);
      return;
    }
    const option = c.u16();
    const length = c.u16();
    const next = c.at + length;
    if (next > end) {
      turn.anomaly('block-cut');
      turn.unrecognised(end - c.at);
      c.at = end;
      return;
    }
    if (turn.tracing) turn.field('pn_dcp.block', optionName(option));
    if (option === RESPONSE) readResponse(c, turn, length);
    else {
      // What is said or set has two bytes before its value; what is looked for has not.
      const prefixed = (said || service === SET) && length >= 2;
      const info = prefixed ? c.u16() : 0;
      if (prefixed && turn.tracing) turn.field(said ? 'pn_dcp.block_info' : 'pn_dcp.block_qualifier', info);
      if (said && (option === IP_PARAMETER || option === FULL_IP_SUITE) && (info & CONFLICT) !== 0)
        turn.anomaly('address-conflict');
      const text = readValue(c, turn, option, next - c.at, said);
      if (service === SET && !said) command(turn, fn, option, text);
    }
    // Blocks begin at even places.
    c.at = Math.min(next + (length & 1), end);
  }
}

/** The answer to one block of a setting: its option, and an error. */
function readResponse(c: Cursor, turn: Turn, length: number): void {
  if (length >= 3 && turn.tracing) turn.field('pn_dcp.block_error', c.bytes[c.at + 2] as number);
}

function accessOf(option: number): Access {
  if (option === FACTORY_RESET || option === RESET_TO_FACTORY) return PROGRAM;
  return option >> 8 === 5 ? OTHER : WRITE;
}

function command(turn: Turn, fn: number, option: number, text: string): void {
  turn.command(fn, 0, option, text === '' ? 0 : turn.text(text), text === '' ? 0 : 1, accessOf(option));
}

const roles: readonly string[] = ['io-device', 'io-controller', 'io-multidevice', 'io-supervisor'];

/** One value; what a station says of itself is claimed. Returns a text for people where the value has one. */
function readValue(c: Cursor, turn: Turn, option: number, length: number, said: boolean): string {
  const at = c.at;
  const { bytes } = c;
  switch (option) {
    case NAME_OF_STATION:
    case TYPE_OF_STATION:
    case ALIAS_NAME: {
      if (!said && !turn.tracing && length === 0) return '';
      const text = zeroEndedText(bytes, at, at + length);
      if (turn.tracing) turn.field(textFields.get(option) as string, text);
      if (said && text !== '' && isPrintable(bytes, at, at + text.length)) {
        if (option === NAME_OF_STATION) turn.claim(turn.sender, 'hostname', text);
        else if (option === TYPE_OF_STATION) turn.claim(turn.sender, 'model', text);
      }
      return text;
    }
    case IP_PARAMETER:
    case FULL_IP_SUITE:
      return length < 12 ? '' : readAddress(c, turn, said);
    case STANDARD_GATEWAY:
      if (length >= 4 && turn.tracing) turn.field('pn_dcp.suboption_ip_standard_gateway', ipv4Text(bytes, at));
      return '';
    case MAC_ADDRESS:
      if (length >= 6 && turn.tracing) turn.field('pn_dcp.suboption_ip_mac_address', macText(bytes, at));
      return '';
    case DEVICE_ID:
    case OEM_DEVICE_ID: {
      if (length < 4) return '';
      const vendor = c.u16();
      const device = c.u16();
      if (turn.tracing) {
        turn.field(option === DEVICE_ID ? 'pn_dcp.suboption_vendor_id' : 'pn_dcp.suboption_device_oem_ven_id', vendor);
        turn.field(option === DEVICE_ID ? 'pn_dcp.suboption_device_id' : 'pn_dcp.suboption_device_oem_dev_id', device);
      }
      const name = vendorName(vendor);
      if (said && name !== undefined && option === DEVICE_ID) turn.claim(turn.sender, 'vendor', name);
      return '';
    }
    case DEVICE_ROLE: {
      if (length < 1) return '';
      const bits = c.u8();
      if (turn.tracing) turn.field('pn_dcp.suboption_device_role', bits);
      if (said) for (const [i, role] of roles.entries()) if (bits & (1 << i)) turn.claim(turn.sender, 'role', role);
      return '';
    }
    case DEVICE_INSTANCE:
      if (length >= 2 && turn.tracing) {
        turn.field('pn_dcp.suboption_device_instance', c.u8());
        turn.field('pn_dcp.suboption_device_instance', c.u8());
      }
      return '';
    case SIGNAL:
      if (length >= 2 && turn.tracing) turn.field('pn_dcp.suboption_control_signal_value', c.u16());
      return '';
    case DEVICE_INITIATIVE:
      if (length >= 2 && turn.tracing) turn.field('pn_dcp.deviceinitiative_value', c.u16());
      return '';
    default:
      return '';
  }
}

const textFields: ReadonlyMap<number, string> = new Map([
  [NAME_OF_STATION, 'pn_dcp.suboption_device_nameofstation'],
  [TYPE_OF_STATION, 'pn_dcp.suboption_device_devicevendorvalue'],
  [ALIAS_NAME, 'pn_dcp.suboption_device_aliasname'],
]);

/** Address, mask and gateway. A station that says its address ties it to its link address. */
function readAddress(c: Cursor, turn: Turn, said: boolean): string {
  const { at, bytes } = c;
  if (turn.tracing) {
    turn.field('pn_dcp.suboption_ip_ip', ipv4Text(bytes, at));
    turn.field('pn_dcp.suboption_ip_subnetmask', ipv4Text(bytes, at + 4));
    turn.field('pn_dcp.suboption_ip_standard_gateway', ipv4Text(bytes, at + 8));
  }
  if (!said) return ipv4Text(bytes, at);
  if (bytes[at] !== 0) turn.binding(turn.senderMac, turn.ip(bytes, at, 4), 'profinet-dcp');
  return '';
}
