import type { Cursor } from '../../../kernel/cursor.ts';
import { MAX_OPERATION } from './functions.ts';
import { interfaceNamed, interfaces } from './interfaces.ts';

/** Handles of one connection whose objects are known: services, keys, printers that were opened. */
export const MAX_HANDLES = 128;
/** Calls that open something and wait for their handle. */
export const MAX_OPENINGS = 64;

/** A call that opens something by name: its first parameters, and whether the handle stands at the end of the answer. */
export interface Opening {
  readonly layout: string;
  readonly last: boolean;
}

const openings: Readonly<Record<string, readonly (readonly [operation: string, layout: string, last: boolean])[]>> = {
  svcctl: [
    ['OpenServiceW', 'hW', false],
    ['OpenServiceA', 'hA', false],
    ['CreateServiceW', 'hW', true],
    ['CreateServiceA', 'hA', true],
    ['CreateServiceWOW64W', 'hW', true],
    ['CreateServiceWOW64A', 'hA', true],
  ],
  winreg: [
    ['BaseRegOpenKey', 'hS', false],
    ['BaseRegCreateKey', 'hS', false],
  ],
  spoolss: [
    ['RpcOpenPrinter', 'P', false],
    ['RpcSplOpenPrinter', 'P', false],
  ],
  iremotewinspool: [['RpcAsyncOpenPrinter', 'P', false]],
};

const table: ReadonlyMap<number, Opening> = new Map(
  Object.entries(openings).flatMap(([name, list]) => {
    const index = interfaceNamed(name);
    return list.map(([operation, layout, last]) => {
      const number = interfaces[index]?.operations.indexOf(operation) ?? -1;
      return [index * (MAX_OPERATION + 1) + number, { layout, last }] as const;
    });
  }),
);

export function openingCall(interfaceIndex: number, operation: number): Opening | undefined {
  return operation > MAX_OPERATION ? undefined : table.get(interfaceIndex * (MAX_OPERATION + 1) + operation);
}

/** A handle's twenty bytes as one number. */
export function handleAt(c: Cursor, ahead: number): number {
  let hash = 0x811c_9dc5;
  for (let i = 0; i < 20; i += 4) hash = Math.imul(hash ^ c.peek32(ahead + i), 0x0100_0193);
  return hash >>> 0;
}

/** What the handles of one connection stand for. */
export class Handles {
  #names: Map<number, string> | undefined;
  #openings: Map<number, string> | undefined;

  /** The call with this key opens what has this name. */
  expect(call: number, name: string): void {
    this.#openings ??= new Map();
    dropOldest(this.#openings, MAX_OPENINGS);
    this.#openings.set(call, name);
  }

  /** The call with this key was answered, with a handle or, where it is undefined, without one. */
  answered(call: number, handle: number | undefined): void {
    const name = this.#openings?.get(call);
    if (name === undefined) return;
    this.#openings?.delete(call);
    if (handle === undefined) return;
    this.#names ??= new Map();
    dropOldest(this.#names, MAX_HANDLES);
    this.#names.set(handle, name);
  }

  nameOf(handle: number): string {
    return this.#names?.get(handle) ?? '';
  }

  /** Answers may be missing; handles stay what they are. */
  forget(): void {
    this.#openings?.clear();
  }
}

function dropOldest(map: Map<number, string>, limit: number): void {
  if (map.size < limit) return;
  for (const oldest of map.keys()) {
    map.delete(oldest);
    return;
  }
}
