import { type Cell, compareFrame } from './compare-frames.ts';
import type { FieldTable } from './field-table.ts';
import type { OurFrame, TsharkFrame } from './frame-values.ts';
import type { SharedProtocol } from './shared-fields.ts';

/** Lays one capture's frames beside tshark's, and counts what could not be compared. */
export function compareCapture(
  ours: ReadonlyMap<number, OurFrame>,
  theirs: ReadonlyMap<number, TsharkFrame>,
  protocols: ReadonlyMap<string, SharedProtocol>,
  table: FieldTable,
): Cell[] {
  const cells: Cell[] = [];
  for (const [frame, said] of ours) {
    const seen = theirs.get(frame);
    const compared = seen === undefined ? [] : compareFrame(frame, said, seen, protocols);
    cells.push(...compared);
    const done = new Set(compared.map(({ field }) => field));
    for (const [name, { values }] of said) {
      const shared = protocols.get(name);
      if (shared === undefined) continue;
      for (const field of values.keys()) {
        if (shared.fields.has(field) && !done.has(field)) table.row(name, field).unseenByTshark++;
      }
    }
  }
  for (const [frame, { layers, values }] of theirs) {
    const said = ours.get(frame);
    for (const field of values.keys()) {
      const speakers = [...protocols.values()].filter(({ fields }) => fields.has(field));
      if (speakers.some(({ name }) => said?.has(name) === true)) continue;
      const speaker = speakers.find(({ name }) => layers.includes(name)) ?? speakers[0];
      if (speaker !== undefined) table.row(speaker.name, field).unseenByUs++;
    }
  }
  return cells;
}
