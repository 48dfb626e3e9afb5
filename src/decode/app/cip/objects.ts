import { className } from './classes.ts';

/**
 * The object of a CIP command in three numbers. The top byte of `area` is the kind: 0 an object (class in the low 16
 * bits; start its instance, count its attribute or 0), 1 a name (start is the text's number, count how many elements),
 * 2 a file of the older protocol (file type and number in the low 24 bits, start element * 65536 + sub-element, count
 * bytes), 3 a controller addressed as a whole by the older protocol.
 */
export const NAME = 1;
export const DATA_FILE = 2;
export const CONTROLLER = 3;
/** A class or an instance that the path does not say. */
export const UNSAID = 0xffff_ffff;

export function objectArea(classId: number): number {
  return classId < 0 ? 0xffff : Math.min(classId, 0xffff);
}

export function kindArea(kind: number, low: number): number {
  return kind * 0x100_0000 + low;
}

const files: ReadonlyMap<number, string> = new Map([
  [0x82, 'O'],
  [0x83, 'I'],
  [0x84, 'S'],
  [0x85, 'B'],
  [0x86, 'T'],
  [0x87, 'C'],
  [0x88, 'R'],
  [0x89, 'N'],
  [0x8a, 'F'],
  [0x8d, 'ST'],
  [0x8e, 'A'],
  [0x91, 'L'],
]);

/** How a command's object reads: `identity 1`, `assembly 100 attribute 3`, `Program:Main.Speed x2`, `N7:0 20 bytes`. */
export function objectName(
  _fn: number,
  area: number,
  start: number,
  count: number,
  text?: (id: number) => string,
): string {
  const low = area % 0x100_0000;
  switch (Math.floor(area / 0x100_0000)) {
    case NAME: {
      const name = start === UNSAID ? 'another tag' : (text?.(start) ?? `tag ${start}`);
      return count > 1 ? `${name} x${count}` : name;
    }
    case DATA_FILE: {
      const type = Math.floor(low / 65536);
      const element = `${files.get(type) ?? (type === 0 ? 'file ' : `type ${type} file `)}${low % 65536}:${Math.floor(start / 65536)}`;
      const place = start % 65536 === 0 ? element : `${element}.${start % 65536}`;
      return count === 0 ? place : `${place} ${count} bytes`;
    }
    case CONTROLLER:
      return 'controller';
  }
  const name = low === 0xffff ? 'object' : className(low);
  const instance = start === UNSAID ? '' : start === 0 ? ' class' : ` ${start}`;
  return count === 0 ? name + instance : `${name}${instance} attribute ${count}`;
}
