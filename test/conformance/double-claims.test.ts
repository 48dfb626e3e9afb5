import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { AppProtocol } from '../../src/decode/protocol.ts';
import { appProtocols } from '../../src/decode/registry.ts';
import { YES } from '../../src/decode/verdict.ts';
import { Cursor } from '../../src/kernel/cursor.ts';
import { readSamples } from '../fuzz/engine/corpus-files.ts';
import { readRecords } from '../fuzz/engine/records.ts';
import { exactWindow } from '../fuzz/targets/windows.ts';

/**
 * Messages that two protocols take for theirs, as `speaker (kind): also claimed by`. Such a pair is told apart by
 * ports and odds, so the list may get shorter and must not get longer without a reason beside it.
 */
const known = JSON.parse(readFileSync(join(import.meta.dirname, 'double-claims.json'), 'utf8')) as {
  readonly reasons: Readonly<Record<string, string>>;
};

it('no protocol takes the messages of another for its own, but for the pairs that are known', () => {
  const found = new Set<string>();
  for (const speaker of appProtocols) {
    for (const sample of readSamples(`app-${speaker.name}-${speaker.kind}`)) {
      const [first] = readRecords(sample, 1);
      if (first === undefined || !claims(speaker, first.bytes, first.head)) continue;
      for (const other of appProtocols) {
        if (other.kind !== speaker.kind || other.name === speaker.name) continue;
        if (claims(other, first.bytes, first.head)) found.add(`${speaker.name} (${speaker.kind}): ${other.name}`);
      }
    }
  }
  // A pair that is gone must leave the list, so that it cannot come back unseen.
  expect([...found].sort()).toEqual(Object.keys(known.reasons).sort());
});

function claims(protocol: AppProtocol, bytes: Uint8Array, head: Uint8Array): boolean {
  const window = exactWindow(bytes);
  const cursor = new Cursor().reset(window.bytes, window.view, window.start, window.end);
  return protocol.probe(cursor, ((head[0] as number) & 1) === 1) === YES;
}
