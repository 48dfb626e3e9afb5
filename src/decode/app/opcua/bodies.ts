import { nodeBodies } from './node-bodies.ts';
import { sessionBodies } from './session-bodies.ts';
import * as is from './shape.ts';
import { many, one, type Shape, shape } from './shape.ts';
import { valueBodies } from './value-bodies.ts';

/** Bodies of all services behind their request or response header, by the node id that they begin with. */
const shapes: ReadonlyMap<number, Shape> = new Map(
  [...sessionBodies, ...nodeBodies, ...valueBodies].map(([id, items, done]) => [id, shape(items, done)]),
);

export function bodyShape(fn: number): Shape | undefined {
  return shapes.get(fn);
}

export const requestHeader: Shape = shape([
  one('', is.NODE),
  one('Timestamp', is.TIME),
  one('RequestHandle', is.UINT32),
  one('', is.UINT32),
  one('AuditEntryId', is.STRING),
  one('TimeoutHint', is.UINT32),
  one('', is.EXTENSION),
]);

export const responseHeader: Shape = shape([
  one('Timestamp', is.TIME),
  one('RequestHandle', is.UINT32),
  one('ServiceResult', is.STATUS, (r) => {
    r.serviceResult = r.number;
  }),
  one('', is.DIAGNOSTIC),
  many('StringTable', is.STRING),
  one('', is.EXTENSION),
]);
