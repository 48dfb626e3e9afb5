import type { Cursor } from '../../../kernel/cursor.ts';
import { type Access, OTHER, PROGRAM, READ, STOP, WRITE } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';

/** Areas of a command's object. */
export const GROUP = 1;
export const DEVICE = 2;
/** A function of the bus is this and its number, ten bits for those that are escaped. */
export const BUS_BASE = 0x1_0000;

const LINK_REQUEST = 0x11;
const LINK_INDICATION = 0x29;
const LINK_CONFIRMATION = 0x2e;
const PROPERTY_READ = 0xfc;
const PROPERTY_WRITE = 0xf6;
const FUNCTION_COMMAND = 0xf8;
const FUNCTION_READ = 0xf9;
const RESET = 0xf1;
/** With this in its upper four bits a function has ten. */
const ESCAPED = 15;
/** Second control byte: the destination is a group. */
const TO_GROUP = 0x80;

interface BusFunction {
  readonly name: string;
  readonly access: Access;
}

const f = (name: string, access: Access): BusFunction => ({ name, access });

/** Application layer functions by ten bits; those of four bits have zeros behind. */
export const busFunctions: ReadonlyMap<number, BusFunction> = new Map([
  [0x000, f('group value read', READ)],
  [0x040, f('group value response', OTHER)],
  [0x080, f('group value write', WRITE)],
  [0x0c0, f('individual address write', PROGRAM)],
  [0x100, f('individual address read', READ)],
  [0x140, f('individual address response', OTHER)],
  [0x180, f('ADC read', READ)],
  [0x1c0, f('ADC response', OTHER)],
  [0x1c8, f('system network parameter read', READ)],
  [0x1c9, f('system network parameter response', OTHER)],
  [0x1ca, f('system network parameter write', WRITE)],
  [0x1cc, f('extended property value read', READ)],
  [0x1cd, f('extended property value response', OTHER)],
  [0x1ce, f('extended property value confirmed write', WRITE)],
  [0x1cf, f('extended property value write response', OTHER)],
  [0x1d0, f('extended property value unconfirmed write', WRITE)],
  [0x1d2, f('extended property description read', READ)],
  [0x1d3, f('extended property description response', OTHER)],
  [0x1d4, f('extended function property command', WRITE)],
  [0x1d5, f('extended function property state read', READ)],
  [0x1d6, f('extended function property response', OTHER)],
  [0x1fb, f('extended memory write', PROGRAM)],
  [0x1fc, f('extended memory write response', OTHER)],
  [0x1fd, f('extended memory read', READ)],
  [0x1fe, f('extended memory read response', OTHER)],
  [0x200, f('memory read', READ)],
  [0x240, f('memory response', OTHER)],
  [0x280, f('memory write', PROGRAM)],
  [0x2c0, f('user memory read', READ)],
  [0x2c1, f('user memory response', OTHER)],
  [0x2c2, f('user memory write', PROGRAM)],
  [0x2c4, f('user memory bit write', PROGRAM)],
  [0x2c5, f('user manufacturer info read', READ)],
  [0x2c6, f('user manufacturer info response', OTHER)],
  [0x2c7, f('function property command', WRITE)],
  [0x2c8, f('function property state read', READ)],
  [0x2c9, f('function property state response', OTHER)],
  [0x300, f('device descriptor read', READ)],
  [0x340, f('device descriptor response', OTHER)],
  [0x380, f('restart', STOP)],
  [0x381, f('master reset', STOP)],
  [0x3a1, f('master reset response', OTHER)],
  [0x3c0, f('routing table open', OTHER)],
  [0x3c1, f('routing table read', READ)],
  [0x3c2, f('routing table response', OTHER)],
  [0x3c3, f('routing table write', PROGRAM)],
  [0x3c8, f('router memory read', READ)],
  [0x3c9, f('router memory response', OTHER)],
  [0x3ca, f('router memory write', PROGRAM)],
  [0x3cd, f('router status read', READ)],
  [0x3ce, f('router status response', OTHER)],
  [0x3cf, f('router status write', WRITE)],
  [0x3d0, f('memory bit write', PROGRAM)],
  [0x3d1, f('authorize request', OTHER)],
  [0x3d2, f('authorize response', OTHER)],
  [0x3d3, f('key write', PROGRAM)],
  [0x3d4, f('key response', OTHER)],
  [0x3d5, f('property value read', READ)],
  [0x3d6, f('property value response', OTHER)],
  [0x3d7, f('property value write', WRITE)],
  [0x3d8, f('property description read', READ)],
  [0x3d9, f('property description response', OTHER)],
  [0x3da, f('network parameter read', READ)],
  [0x3db, f('network parameter response', OTHER)],
  [0x3dc, f('individual address serial number read', READ)],
  [0x3dd, f('individual address serial number response', OTHER)],
  [0x3de, f('individual address serial number write', PROGRAM)],
  [0x3e0, f('domain address write', PROGRAM)],
  [0x3e1, f('domain address read', READ)],
  [0x3e2, f('domain address response', OTHER)],
  [0x3e3, f('domain address selective read', READ)],
  [0x3e4, f('network parameter write', WRITE)],
  [0x3e5, f('link read', READ)],
  [0x3e6, f('link response', OTHER)],
  [0x3e7, f('link write', PROGRAM)],
  [0x3e8, f('group property value read', READ)],
  [0x3e9, f('group property value response', OTHER)],
  [0x3ea, f('group property value write', WRITE)],
  [0x3eb, f('group property value info', OTHER)],
  [0x3ec, f('domain address serial number read', READ)],
  [0x3ed, f('domain address serial number response', OTHER)],
  [0x3ee, f('domain address serial number write', PROGRAM)],
  [0x3f0, f('file stream info', OTHER)],
  [0x3f1, f('secure service', OTHER)],
]);

/** Management of the gateway itself, by message code. */
const management: ReadonlyMap<number, BusFunction> = new Map([
  [PROPERTY_READ, f('local property read', READ)],
  [PROPERTY_WRITE, f('local property write', WRITE)],
  [FUNCTION_COMMAND, f('local function property command', WRITE)],
  [FUNCTION_READ, f('local function property read', READ)],
  [RESET, f('local reset', STOP)],
]);

export function busFunctionName(number: number): string {
  const found = number >= 0x400 ? management.get(number - 0x400) : busFunctions.get(number);
  return found?.name ?? `bus function 0x${number.toString(16)}`;
}

/**
 * The common message of the bus that a request carries: message code, additional information, two control bytes, source,
 * destination, length, and the function in ten bits over two bytes. Returns what it commands, or -1.
 */
export function readBusMessage(c: Cursor, turn: Turn): void {
  const code = c.u8();
  const local = management.get(code);
  if (local !== undefined) {
    turn.command(BUS_BASE + 0x400 + code, 0, 0, c.peek16(), 1, local.access);
    if (turn.tracing) {
      turn.field('cemi.mc', code);
      turn.field('cemi.ax', local.name);
    }
    turn.unrecognised(c.left);
    return;
  }
  if (turn.tracing && !c.failed) turn.field('cemi.mc', code);
  if (code !== LINK_REQUEST && code !== LINK_INDICATION && code !== LINK_CONFIRMATION) {
    turn.unrecognised(c.left);
    return;
  }
  c.skip(c.u8());
  c.skip(1);
  const group = (c.u8() & TO_GROUP) !== 0;
  const source = c.u16();
  const destination = c.u16();
  const length = c.u8();
  const bits = length > 0 ? c.u16() & 0x3ff : 0;
  if (c.failed) {
    turn.anomaly('cut-short');
    return;
  }
  if (turn.tracing) {
    turn.field('cemi.sa', deviceText(source));
    turn.field('cemi.da', group ? groupText(destination) : deviceText(destination));
  }
  if (length > 0) {
    const number = functionOf(bits);
    if (turn.tracing) turn.field('cemi.ax', busFunctionName(number));
    // An indication is what came by on the bus; a request is what a client wants to be said there.
    const access = busFunctions.get(number)?.access ?? OTHER;
    if (code !== LINK_CONFIRMATION && access !== OTHER)
      turn.command(BUS_BASE + number, 0, group ? GROUP : DEVICE, destination, 1, access);
  }
  turn.unrecognised(c.left);
}

/** Four bits are a function whose other six are data; of 11 and 15 all ten count, and wherever ten are a function of their own. */
function functionOf(bits: number): number {
  const four = bits >> 6;
  return four === ESCAPED || four === 11 || busFunctions.has(bits) ? bits : four << 6;
}

export function deviceText(address: number): string {
  return `${address >> 12}.${(address >> 8) & 15}.${address & 255}`;
}

export function groupText(address: number): string {
  return `${address >> 11}/${(address >> 8) & 7}/${address & 255}`;
}
