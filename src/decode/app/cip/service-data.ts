import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import type { Part } from './attribute-part.ts';
import { MOTION_AXIS } from './classes.ts';
import { readMotionList } from './motion-lists.ts';
import { readPart } from './part-reader.ts';
import { serviceLayouts } from './service-layouts.ts';

/** Reads the data of an object's own service; false where it has no layout, and nothing was read. */
export function readServiceData(c: Cursor, turn: Turn, classId: number, service: number, request: boolean): boolean {
  if (classId === MOTION_AXIS) return readMotionList(c, turn, service, request);
  const layout = serviceLayouts.get(classId * 128 + service);
  if (layout === undefined) return false;
  readParts(c, turn, request ? layout.asked : layout.answered);
  return true;
}

/** Parts up to the first that is cut; those at the end may be left out. */
function readParts(c: Cursor, turn: Turn, parts: readonly Part[]): void {
  for (const part of parts) {
    const start = c.at;
    if (c.left === 0) return;
    if (readPart(c, turn, part) === undefined) {
      c.at = start;
      return;
    }
  }
}
