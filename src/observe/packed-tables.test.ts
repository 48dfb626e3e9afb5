import { describe, expect, it } from 'vitest';
import type { FactTables } from '../schema/facts/part.ts';
import { combineTables } from './combine.ts';
import { buffersOf, interner, packTables, unpackTables } from './packed-tables.ts';

const seen = { count: 2, first: 5n, last: 9n, frames: [1, 4_294_967_297] };
const empty = combineTables([]);
const tables: FactTables = {
  ...empty,
  names: [
    {
      client: '192.0.2.1',
      server: '192.0.2.9',
      protocol: 'dns',
      kind: 'query',
      name: 'crane.example',
      about: '',
      ...seen,
    },
    {
      client: '192.0.2.2',
      server: '192.0.2.9',
      protocol: 'dns',
      kind: 'query',
      name: 'crane.example',
      about: '',
      ...seen,
      frames: [],
    },
  ],
  certificates: [
    {
      holder: '192.0.2.9',
      port: 443,
      sha256: 'ab',
      subject: 'CN=gate',
      issuer: 'CN=gate',
      alternativeNames: '',
      notBefore: -1n,
      notAfter: 253_402_300_799_000_000_000n,
      serial: '1',
      selfSigned: 1,
      ...seen,
    },
  ],
};

describe('packed fact tables', () => {
  it('are unpacked to what they were, also where a certificate outlives 64 bits', () => {
    expect(unpackTables(packTables(tables), (text) => text)).toEqual(tables);
    expect(unpackTables(packTables(empty), (text) => text)).toEqual(empty);
  });

  it('say each text once, and one reader gives equal texts of several shares as one', () => {
    const packed = packTables(tables);
    expect(packed.texts.filter((text) => text === 'crane.example')).toHaveLength(1);
    const asked: string[] = [];
    const intern = interner();
    for (const share of [packed, packTables(tables)]) {
      unpackTables(share, (text) => {
        asked.push(text);
        return intern(text);
      });
    }
    expect(asked).toHaveLength(packed.texts.length * 2);
  });

  it('move as buffers, each once', () => {
    const buffers = buffersOf(packTables(tables));
    expect(new Set(buffers).size).toBe(buffers.length);
    expect(structuredClone(packTables(tables), { transfer: [] })).toEqual(packTables(tables));
  });
});
