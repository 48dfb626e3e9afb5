import { expect } from 'vitest';
import type { FieldValue } from '../turn.ts';
import type { SpecEntry, SpecList } from '../spec-list.ts';

/** What a decoder made of the smallest messages that an entry of a specification's list stands for. */
export interface Claimed {
  readonly messages: readonly { readonly fields: Readonly<Record<string, FieldValue>> }[];
  readonly unrecognisedBytes: number;
  readonly anomalies: readonly string[];
}

/**
 * Holds a list's word "decoded" against what the parser does: of every entry called so, minimal messages are read to
 * their last byte, without an anomaly, and at least one field is told that every message of the protocol does not
 * have. Entries whose messages have no body say so by `bodiless`; those must only be read without a rest.
 */
export function holdClaims(
  lists: readonly SpecList[],
  headers: ReadonlySet<string>,
  read: (entry: SpecEntry, list: SpecList) => Claimed | undefined,
  bodiless: (entry: SpecEntry, list: SpecList) => boolean = () => false,
): void {
  let held = 0;
  for (const list of lists) {
    for (const entry of list.entries) {
      if (entry.depth !== 'decoded') continue;
      const what = `${list.title}: ${entry.id} ${entry.name}`;
      const claimed = read(entry, list);
      expect(claimed, `${what}: no message in the test shows that it is decoded`).toBeDefined();
      if (claimed === undefined) continue;
      expect(claimed.messages.length, `${what}: no message`).toBeGreaterThan(0);
      expect(claimed.unrecognisedBytes, `${what}: bytes that nobody read`).toBe(0);
      expect(claimed.anomalies, what).toEqual([]);
      const fields = claimed.messages.flatMap((message) => Object.keys(message.fields));
      const own = fields.filter((name) => !headers.has(name));
      if (!bodiless(entry, list)) expect(own.length, `${what}: no field of its own`).toBeGreaterThan(0);
      held++;
    }
  }
  expect(held).toBeGreaterThan(0);
}
