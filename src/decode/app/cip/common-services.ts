import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { hexText } from '../wire-text.ts';
import { MODBUS } from './classes.ts';

/** Services that mean the same for every object (volume 1, appendix A), and those of the Modbus object. */
const CREATE = 0x08;
const FIND_NEXT = 0x11;
const GET_MEMBER = 0x18;
const SET_MEMBER = 0x19;
const INSERT_MEMBER = 0x1a;
const GROUP_SYNC = 0x1c;

/** Bytes of a value that are shown. */
const SHOWN = 256;

const READ_DISCRETE_INPUTS = 0x4b;
const WRITE_COILS = 0x4f;
const WRITE_REGISTERS = 0x50;

/** Wireshark's fields of the Modbus services in the order of their numbers: what is addressed, and how many. */
const modbus: readonly (readonly [message: string, count: string])[] = [
  ['read_discrete_inputs', 'num_inputs'],
  ['read_coils', 'num_coils'],
  ['read_input_register', 'num_registers'],
  ['read_holding_register', 'num_registers'],
  ['write_coils', 'num_coils'],
  ['write_registers', 'num_registers'],
];

/** The fields of both. */
export const commonFields: readonly string[] = [
  'cip.create.instance',
  'cip.find_next_object.max_instance',
  'cip.find_next_object.num_instances',
  'cip.find_next_object.instance',
  'cip.group_sync.is_sync',
  ...modbus.flatMap(([message, count]) => [
    `cip.mb.${message}.start_addr`,
    `cip.mb.${message}.${count}`,
    `cip.mb.${message}.data`,
  ]),
];

/** Data of a request; what is not known is left in the window. */
export function readCommonRequest(c: Cursor, turn: Turn, classId: number, service: number): void {
  if (service === FIND_NEXT && c.has(1)) {
    const most = c.u8();
    if (turn.tracing) turn.field('cip.find_next_object.max_instance', most);
  } else if (service === SET_MEMBER || service === INSERT_MEMBER) readRest(c, turn, 'cip.data');
  else if (classId === MODBUS) readModbus(c, turn, service, true);
}

/** Data of a good answer. */
export function readCommonAnswer(c: Cursor, turn: Turn, classId: number, service: number): void {
  if (service === CREATE && c.has(2)) {
    const instance = c.u16le();
    if (turn.tracing) turn.field('cip.create.instance', instance);
  } else if (service === FIND_NEXT && c.has(1)) {
    const count = c.u8();
    if (turn.tracing) turn.field('cip.find_next_object.num_instances', count);
    for (let i = 0; i < count && c.has(2); i++) {
      const instance = c.u16le();
      if (turn.tracing) turn.field('cip.find_next_object.instance', instance);
    }
  } else if (service === GET_MEMBER) readRest(c, turn, 'cip.data');
  else if (service === INSERT_MEMBER && c.has(2)) {
    const member = c.u16le();
    if (turn.tracing) turn.field('cip.member', member);
  } else if (service === GROUP_SYNC && c.has(1)) {
    const synchronous = c.u8();
    if (turn.tracing) turn.field('cip.group_sync.is_sync', synchronous);
  } else if (classId === MODBUS) readModbus(c, turn, service, false);
}

/** Requests say where and how many; answers to reads bring values, those to writes say the same again. */
function readModbus(c: Cursor, turn: Turn, service: number, request: boolean): void {
  const names = modbus[service - READ_DISCRETE_INPUTS];
  if (names === undefined) return;
  const [message, countName] = names;
  const writes = service === WRITE_COILS || service === WRITE_REGISTERS;
  if ((request || writes) && c.has(4)) {
    const start = c.u16le();
    const count = c.u16le();
    if (turn.tracing) {
      turn.field(`cip.mb.${message}.start_addr`, start);
      turn.field(`cip.mb.${message}.${countName}`, count);
    }
  }
  if (request === writes) readRest(c, turn, `cip.mb.${message}.data`);
}

function readRest(c: Cursor, turn: Turn, field: string): void {
  if (turn.tracing && c.left > 0) turn.field(field, hexText(c.bytes, c.at, c.end, SHOWN));
  c.at = c.end;
}
