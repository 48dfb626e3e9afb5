import { accountInterfaces } from './account-interfaces.ts';
import { controlInterfaces } from './control-interfaces.ts';
import type { RpcInterface } from './interface.ts';
import { objectInterfaces } from './object-interfaces.ts';
import { opcInterfaces } from './opc-interfaces.ts';
import { printInterfaces } from './print-interfaces.ts';
import { serverInterfaces } from './server-interfaces.ts';

/** An interface that no table has; those known follow from 1 on. */
export const UNKNOWN_INTERFACE = 0;

/** All that are told by name. A place in this list is part of a message's number: it may change between versions. */
export const interfaces: readonly RpcInterface[] = [
  { uuid: '', name: '', source: '', operations: [] },
  ...controlInterfaces,
  ...accountInterfaces,
  ...printInterfaces,
  ...serverInterfaces,
  ...objectInterfaces,
  ...opcInterfaces,
];

/** Places in the list by an identifier's first word; several share one only by chance. */
const byFirstWord: ReadonlyMap<number, readonly number[]> = (() => {
  const map = new Map<number, number[]>();
  for (const [index, { uuid }] of interfaces.entries()) {
    if (index === UNKNOWN_INTERFACE) continue;
    const first = Number.parseInt(uuid.slice(0, 8), 16);
    const same = map.get(first);
    if (same === undefined) map.set(first, [index]);
    else same.push(index);
  }
  return map;
})();

/** The identifiers' last twelve bytes, which every byte order writes alike but for two numbers of 16 bits. */
const parts: readonly (readonly number[])[] = interfaces.map(({ uuid }) => {
  const hex = uuid.replaceAll('-', '');
  return [8, 12, 16, 24].map((at, i) => (hex === '' ? -1 : Number.parseInt(hex.slice(at, at + (i < 2 ? 4 : 8)), 16)));
});

/** The place of the interface whose identifier stands in four numbers; {@link UNKNOWN_INTERFACE} if no table has it. */
export function findInterface(low: number, middle: number, high: number, rest1: number, rest2: number): number {
  const same = byFirstWord.get(low);
  if (same === undefined) return UNKNOWN_INTERFACE;
  for (const index of same) {
    const part = parts[index] as readonly number[];
    if (part[0] === middle && part[1] === high && part[2] === rest1 && part[3] === rest2) return index;
  }
  return UNKNOWN_INTERFACE;
}

/** The place of an interface by its name, for tables that speak of it. */
export function interfaceNamed(name: string): number {
  return interfaces.findIndex((one) => one.name === name);
}
