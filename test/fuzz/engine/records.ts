import type { Dice } from './dice.ts';
import { type Materials, mutateBytes } from './mutate-bytes.ts';

/** One piece of an input that is a list: a segment, a datagram, a frame, with a few bytes of its own head. */
export interface InputRecord {
  readonly head: Uint8Array;
  readonly bytes: Uint8Array;
}

/** Most records of one input. */
export const MAX_INPUT_RECORDS = 96;

/** Any bytes are a list of records: head, length (2, big endian; what is too long ends at the end), bytes. */
export function readRecords(input: Uint8Array, headBytes: number): InputRecord[] {
  const records: InputRecord[] = [];
  for (let at = 0; at + headBytes + 2 <= input.length && records.length < MAX_INPUT_RECORDS; ) {
    const start = at + headBytes + 2;
    const length = ((input[start - 2] as number) << 8) | (input[start - 1] as number);
    records.push({ head: input.slice(at, at + headBytes), bytes: input.slice(start, start + length) });
    at = start + length;
  }
  return records;
}

export function writeRecords(records: readonly InputRecord[]): Uint8Array {
  const length = records.reduce((sum, { head, bytes }) => sum + head.length + 2 + bytes.length, 0);
  const input = new Uint8Array(length);
  let at = 0;
  for (const { head, bytes } of records) {
    input.set(head, at);
    at += head.length;
    input[at] = bytes.length >>> 8;
    input[at + 1] = bytes.length;
    input.set(bytes, at + 2);
    at += 2 + bytes.length;
  }
  return input;
}

/** Changes the list, a head, or the bytes of a record; `changeBytes` may know what stands in them. */
export function mutateRecords(
  input: Uint8Array,
  headBytes: number,
  dice: Dice,
  materials: Materials,
  changeBytes: (bytes: Uint8Array, dice: Dice, materials: Materials) => Uint8Array = mutateBytes,
): Uint8Array {
  if (dice.below(24) === 0) return mutateBytes(input, dice, materials);
  let records = readRecords(input, headBytes);
  const inner: Materials = {
    ...materials,
    others: materials.others
      .flatMap((other) => readRecords(other, headBytes).map((r) => r.bytes))
      .filter((b) => b.length > 0),
  };
  for (let i = dice.few(4); i > 0; i--) records = changedList(records, headBytes, dice, inner, materials, changeBytes);
  const made = writeRecords(
    records.slice(0, MAX_INPUT_RECORDS).map(({ head, bytes }) => ({ head, bytes: bytes.subarray(0, 65_535) })),
  );
  return made.length > materials.maxLength ? made.slice(0, materials.maxLength) : made;
}

function changedList(
  records: InputRecord[],
  headBytes: number,
  dice: Dice,
  inner: Materials,
  outer: Materials,
  changeBytes: (bytes: Uint8Array, dice: Dice, materials: Materials) => Uint8Array,
): InputRecord[] {
  if (records.length === 0)
    return [{ head: new Uint8Array(headBytes), bytes: changeBytes(new Uint8Array(0), dice, inner) }];
  const at = dice.below(records.length);
  const record = records[at] as InputRecord;
  switch (dice.below(12)) {
    case 0:
      return records.toSpliced(at, 1);
    case 1:
      return records.toSpliced(dice.below(records.length + 1), 0, record);
    case 2: {
      const other = dice.below(records.length);
      return records.with(at, records[other] as InputRecord).with(other, record);
    }
    case 3:
    case 4: {
      const head = record.head.slice();
      if (head.length > 0) head[dice.below(head.length)] = dice.below(3) === 0 ? dice.next() : dice.below(8);
      return records.with(at, { ...record, head });
    }
    case 5: {
      const cut = dice.below(record.bytes.length);
      return records.toSpliced(
        at,
        1,
        { ...record, bytes: record.bytes.slice(0, cut) },
        { ...record, bytes: record.bytes.slice(cut) },
      );
    }
    case 6: {
      if (outer.others.length === 0) return records;
      const others = readRecords(dice.pick(outer.others), headBytes);
      return records.toSpliced(at, 0, ...others.slice(dice.below(others.length)));
    }
    default:
      return records.with(at, { ...record, bytes: changeBytes(record.bytes, dice, inner) });
  }
}
