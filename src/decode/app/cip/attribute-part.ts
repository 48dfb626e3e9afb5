/**
 * How one part of an attribute is written: numbers of 1, 2, 4 and 8 bytes, signed ones, texts with a length of 1, 2
 * and 4 bytes, names in several languages, lists, and bytes that are shown as they are.
 */
export type Kind =
  | 1
  | 2
  | 4
  | 8
  | 'signed1'
  | 'signed2'
  | 'text1'
  | 'text2'
  | 'text4'
  | 'texts'
  | 'ip'
  | 'mac'
  | 'list2'
  | 'path'
  | 'bytes3'
  | 'bytes6'
  | 'bytes8'
  | 'bytes28'
  | 'modes';
export type Part = readonly [field: string, kind: Kind];

/** Attributes of one object by their number less one, each in parts; those without parts are not read. */
export type Layout = readonly [classId: number, attributes: readonly (readonly Part[])[]];
