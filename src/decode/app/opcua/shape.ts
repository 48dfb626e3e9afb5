import type { Reading } from './reading.ts';

/** Built-in types (OPC 10000-6 5.2.2) by what is read of them, and the order of their numbers in a variant. */
export const BOOL = 1;
export const SBYTE = 2;
export const BYTE = 3;
export const INT16 = 4;
export const UINT16 = 5;
export const INT32 = 6;
export const UINT32 = 7;
export const INT64 = 8;
export const UINT64 = 9;
export const FLOAT = 10;
export const DOUBLE = 11;
export const STRING = 12;
export const TIME = 13;
export const GUID_VALUE = 14;
export const BYTES = 15;
export const XML = 16;
export const NODE = 17;
export const EXPANDED_NODE = 18;
export const STATUS = 19;
export const QUALIFIED_NAME = 20;
export const LOCALIZED_TEXT = 21;
export const EXTENSION = 22;
export const DATA_VALUE = 23;
export const VARIANT = 24;
export const DIAGNOSTIC = 25;
/** A byte string or text that is passed over and never shown: passwords, nonces, signatures. */
export const SECRET = 26;

/** One member of a structure. */
export interface Item {
  /** Name of the field, or '' for what is read and not shown. */
  readonly name: string;
  readonly kind: number | Shape;
  /** A 32-bit count goes before; -1 is no list at all. */
  readonly list: boolean;
  /** Called behind each value, with the reader's registers set. */
  readonly keep: ((reader: Reading) => void) | undefined;
}

/** A structure: its members in order, and what is to be done behind the last. */
export interface Shape {
  readonly items: readonly Item[];
  readonly done: ((reader: Reading) => void) | undefined;
}

export function one(name: string, kind: number | Shape, keep?: (reader: Reading) => void): Item {
  return { name: name === '' ? '' : `opcua.${name}`, kind, list: false, keep };
}

export function many(name: string, kind: number | Shape, keep?: (reader: Reading) => void): Item {
  return { name: name === '' ? '' : `opcua.${name}`, kind, list: true, keep };
}

export function shape(items: readonly Item[], done?: (reader: Reading) => void): Shape {
  return { items, done };
}
