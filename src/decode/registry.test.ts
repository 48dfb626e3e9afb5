import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { appProtocols, carriedProtocols, packetProtocols } from './registry.ts';

/** Exports of the files of a folder that call themselves protocols. */
async function protocolsIn(folder: string): Promise<Map<unknown, string>> {
  const found = new Map<unknown, string>();
  for (const name of readdirSync(join(import.meta.dirname, folder))) {
    if (!/^[a-z0-9-]+\.ts$/.test(name)) continue;
    const file = (await import(/* @vite-ignore */ `./${folder}/${name}`)) as Readonly<Record<string, unknown>>;
    for (const one of Object.values(file)) {
      if (typeof one === 'object' && one !== null && 'kind' in one && 'parse' in one) found.set(one, name);
    }
  }
  return found;
}

test('every protocol that has a file is asked: none was written and not entered in the registry', async () => {
  const registered = new Set<unknown>([...appProtocols, ...packetProtocols]);
  const written = new Map([...(await protocolsIn('app')), ...(await protocolsIn('net'))]);
  for (const [protocol, file] of written) expect(registered.has(protocol), `${file} is not in registry.ts`).toBe(true);
  expect(written.size).toBe(registered.size);
});

test('what protocols say that they carry is entered, and nothing else is', () => {
  const said = new Set([...appProtocols, ...packetProtocols].flatMap(({ carries }) => carries ?? []));
  expect(new Set(carriedProtocols)).toEqual(said);
});
