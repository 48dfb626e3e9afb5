import type { OurFrame, TsharkFrame, Values } from './frame-values.ts';
import { notationOf } from './notations.ts';
import { EMPTY, sameValue } from './same-value.ts';
import type { SharedField, SharedProtocol } from './shared-fields.ts';

/** How the values of one field in one frame differ. */
export type DifferenceKind = 'only-ours' | 'only-theirs' | 'unequal';

/** The values of one field in one frame, from both sides. */
export interface Cell {
  readonly frame: number;
  readonly protocol: string;
  readonly field: string;
  readonly kind: 'equal' | DifferenceKind;
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

const none: readonly string[] = [];

/**
 * Compares, in frames in which both see a protocol, each field that both know: the lists of its values in the frame
 * have to be equal in number, order and value. A message stands in the frame that completes it, on both sides.
 */
export function compareFrame(
  frame: number,
  ours: OurFrame,
  theirs: TsharkFrame,
  protocols: ReadonlyMap<string, SharedProtocol>,
): Cell[] {
  const cells: Cell[] = [];
  const done = new Set<string>();
  for (const name of ours.keys()) {
    const shared = protocols.get(name);
    if (shared === undefined) continue;
    for (const [field, { layers }] of shared.fields) {
      if (done.has(field)) continue;
      const mine = valuesOf(ours, field);
      const his = theirs.values.get(field) ?? none;
      // tshark prints a value that is empty as if there were none.
      if (his.length === 0 && mine.every((value) => value === '')) continue;
      if (mine.length === 0 && his.every((value) => value === '' || value === EMPTY)) continue;
      done.add(field);
      if (his.length === 0 && !layers.some((layer) => theirs.layers.includes(layer))) continue;
      cells.push({
        frame,
        protocol: name,
        field,
        kind: kindOf(shared.fields.get(field) as SharedField, mine, his),
        ours: mine,
        theirs: his,
      });
    }
  }
  return cells;
}

function kindOf({ name, type }: SharedField, ours: readonly string[], theirs: readonly string[]): Cell['kind'] {
  if (ours.length === 0) return 'only-theirs';
  if (theirs.length === 0) return 'only-ours';
  if (ours.length !== theirs.length) return 'unequal';
  const into = notationOf(name);
  const same = (one: string, other: string): boolean =>
    sameValue(type, one, other) || (into !== undefined && sameValue(type, into(one), other));
  return ours.every((value, i) => same(value, theirs[i] as string)) ? 'equal' : 'unequal';
}

/** A field that several protocols in one frame say is one list, as in tshark. */
function valuesOf(ours: OurFrame, field: string): readonly string[] {
  const lists = [...ours.values()].map(({ values }: { values: Values }) => values.get(field) ?? none);
  const said = lists.filter((list) => list.length > 0);
  return said.length === 1 ? (said[0] as readonly string[]) : said.flat();
}
