import type { Cursor } from '../../../kernel/cursor.ts';
import type { ClaimAttribute } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { wireText } from '../wire-text.ts';

/** Properties read of one peer; brokers have six, and their capabilities in a table of their own. */
export const MAX_PROPERTIES = 64;

const TEXT = 0x53;
/** Bytes of values by their letter; those with a length before them are told apart below. */
const sizes: ReadonlyMap<number, number> = new Map(
  Object.entries({ t: 1, b: 1, B: 1, s: 2, u: 2, U: 2, I: 4, i: 4, f: 4, L: 8, l: 8, d: 8, T: 8, D: 5 }).map(
    ([letter, size]): [number, number] => [letter.charCodeAt(0), size],
  ),
);
const withLength: ReadonlySet<number> = new Set(['S', 'F', 'A', 'x'].map((letter) => letter.charCodeAt(0)));

const claims: ReadonlyMap<string, ClaimAttribute> = new Map<string, ClaimAttribute>([
  ['product', 'model'],
  ['version', 'firmware'],
  ['platform', 'os'],
  ['cluster_name', 'hostname'],
]);

/** A field table of 0-9-1 with its length: names of one length byte, a letter for the kind, a value. */
export function readProperties(c: Cursor, turn: Turn): void {
  const length = c.u32();
  const end = Math.min(c.end, c.at + length);
  if (c.failed) return;
  for (let read = 0; c.at < end; read++) {
    if (read === MAX_PROPERTIES) {
      turn.anomaly('too-many-entries');
      return;
    }
    const size = c.u8();
    const from = c.at;
    c.skip(size);
    const kind = c.u8();
    if (c.failed || c.at > end) return;
    const name = wireText(c.bytes, from, from + size);
    const bytes = kind === 0x56 ? 0 : (sizes.get(kind) ?? (withLength.has(kind) ? c.u32() : -1));
    if (bytes < 0 || !c.has(bytes)) return;
    if (kind === TEXT) tell(turn, name, wireText(c.bytes, c.at, c.at + bytes));
    c.skip(bytes);
  }
}

function tell(turn: Turn, name: string, value: string): void {
  if (turn.tracing) turn.field('amqp.property', `${name}: ${value}`);
  const claim = claims.get(name);
  if (claim !== undefined && value !== '') turn.claim(turn.sender, claim, value);
}
