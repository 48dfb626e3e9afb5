/**
 * How one part of an attribute or of a service's data is written: numbers of 1, 2, 4 and 8 bytes, signed ones, a
 * float of 4 bytes, texts with a length of 1, 2 and 4 bytes, names in several languages, lists, bytes that are shown
 * as they are, all that is left, bytes that mean nothing (`pad`),
 * and passwords, which nobody keeps (`secret`). A path has its length in words of 2 bytes
 * before it and is passed over; `epath` has one of 1 byte and is shown.
 */
export type Kind =
  | 1
  | 2
  | 4
  | 8
  | 'signed1'
  | 'signed2'
  | 'signed4'
  | 'real'
  | 'text1'
  | 'text2'
  | 'text4'
  | 'texts'
  | 'ip'
  | 'mac'
  | 'list1'
  | 'list2'
  | 'path'
  | 'epath'
  | 'bytes3'
  | 'bytes6'
  | 'bytes8'
  | 'bytes10'
  | 'bytes16'
  | 'bytes28'
  | 'sized1'
  | 'sized2'
  | 'modes'
  | 'bits2'
  | 'rest'
  | 'secret1'
  | 'secret16'
  | 'pad1'
  | 'pad2'
  | 'pad3';

/** A part of its own, or parts that come again as often as a number of 1 or 2 bytes before them says, or to the end. */
export type Part =
  | readonly [field: string, kind: Kind]
  | readonly [
      field: string,
      kind: 'each1' | 'each2' | 'each',
      parts: readonly (readonly [field: string, kind: Kind])[],
    ];

/** Attributes of one object by their number less one, each in parts; those without parts are not read. */
export type Layout = readonly [classId: number, attributes: readonly (readonly Part[])[]];
