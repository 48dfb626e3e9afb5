import type { SpecList } from '../../spec-list.ts';
import { bodyShape } from './bodies.ts';
import { allServices } from './services.ts';

/** A service is decoded where its body is read to the last member; of the others the request or response header is. */
export function specLists(): readonly SpecList[] {
  return [
    {
      title: 'Requests and responses of all services',
      source: 'OPC 10000-4 5, numbered as in OPC 10000-6 A.3 (NodeIds.csv, DefaultBinary)',
      entries: allServices().map(([fn, name]) => ({
        id: String(fn),
        name,
        depth: bodyShape(fn) === undefined ? 'named' : 'decoded',
        functions: [fn],
      })),
    },
  ];
}
