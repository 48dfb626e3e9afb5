import { OTHER, PROGRAM, READ, STOP, WRITE } from '../../../schema/facts/vocabulary.ts';
import type { Access } from '../../../schema/facts/vocabulary.ts';
import {
  CREATE_OBJECT,
  DELETE_OBJECT,
  GET_MULTI,
  GET_STREAMED,
  GET_VARIABLE,
  SET_MULTI,
  SET_STREAMED,
  SET_VARIABLE,
} from './functions.ts';

/**
 * The object of a command: for {@link OBJECT} `start` is its number and `count` the attribute (0 for none); for
 * {@link CLASS} `start` is the class; for {@link SYMBOL} `start` is where the variable is and `count` the check sum of
 * its name, which itself is never sent.
 */
export const DEVICE = 0;
export const OBJECT = 1;
export const CLASS = 2;
export const SYMBOL = 3;

const CPU_UNIT = 52;
const OPERATING_STATE = 2167;
/** Numbers of blocks of the program: 0x8a in the first byte, the kind of block in the second. */
const BLOCKS = 0x8a;
const DATA_BLOCKS = 0x8a0e;

/** Objects and attributes whose numbers are known from published analyses; the lists themselves are the maker's. */
const objects: ReadonlyMap<number, string> = new Map([
  [3, 'PLC program'],
  [CPU_UNIT, 'CPU execution unit'],
  [80, 'inputs'],
  [81, 'outputs'],
  [82, 'flags'],
  [83, 'counters'],
  [84, 'timers'],
  [201, 'root'],
  [211, 'new number'],
  [285, 'server session container'],
  [288, 'null session'],
  [537, 'type information'],
]);

export const classes: ReadonlyMap<number, string> = new Map([
  [255, 'subscriptions'],
  [284, 'server session container'],
  [287, 'server session'],
  [511, 'type information'],
  [534, 'type information container'],
  [606, 'text library'],
  [1001, 'subscription'],
  [2520, 'PLC program'],
  [2574, 'data block'],
  [2578, 'function block'],
  [2582, 'function'],
  [2586, 'organisation block'],
  [2662, 'alarm subscription'],
  [2681, 'alarm'],
  [7854, 'alarm texts'],
]);

/** Classes between those of the program and its last kind of block, and what belongs to a program. */
function isProgramClass(id: number): boolean {
  return (id >= 2520 && id <= 2600) || id === 511 || id === 534 || id === 606;
}

/** Numbers that a controller gives out while it runs: subscriptions, mostly, whose credit is set again and again. */
function isDynamic(object: number): boolean {
  const first = object >>> 28;
  return first === 1 || first === 7;
}

/** What a request would do to an object; `session` is the number of the session that asks. */
export function objectAccess(code: number, object: number, attribute: number, session: number): Access {
  const block = object >>> 24 === BLOCKS;
  switch (code) {
    case CREATE_OBJECT:
      return isProgramClass(attribute) ? PROGRAM : OTHER;
    case DELETE_OBJECT:
      return block ? PROGRAM : OTHER;
    case SET_VARIABLE:
    case SET_STREAMED:
      if (object === CPU_UNIT && attribute === OPERATING_STATE) return STOP;
      if (object === session || isDynamic(object)) return OTHER;
      return block ? PROGRAM : WRITE;
    case GET_STREAMED:
      return block ? PROGRAM : READ;
    case GET_VARIABLE:
    case GET_MULTI:
      return READ;
    case SET_MULTI:
      if (object === CPU_UNIT && attribute === OPERATING_STATE) return STOP;
      return object === session ? OTHER : WRITE;
    default:
      return OTHER;
  }
}

export function objectName(_fn: number, area: number, start: number, count: number): string {
  switch (area) {
    case OBJECT:
      return `${named(start)}${count === 0 ? '' : ` ${attributeName(start, count)}`}`;
    case CLASS:
      return `new ${classes.get(start) ?? `object of class ${start}`}`;
    case SYMBOL:
      return `${named(start)} symbol 0x${count.toString(16).padStart(8, '0')}`;
    default:
      return 'controller';
  }
}

function attributeName(object: number, attribute: number): string {
  return object === CPU_UNIT && attribute === OPERATING_STATE ? 'operating state' : `attribute ${attribute}`;
}

function named(id: number): string {
  const known = objects.get(id);
  if (known !== undefined) return known;
  if (id >>> 16 === DATA_BLOCKS) return `DB ${id % 65536}`;
  return id >>> 24 === BLOCKS ? `block 0x${id.toString(16)}` : `object 0x${id.toString(16)}`;
}
