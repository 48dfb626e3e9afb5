import type { SpecList } from '../../spec-list.ts';
import { ERROR, kinds, REQUEST, RESPONSE, UNCONFIRMED } from './functions.ts';
import { services, unconfirmedServices } from './services.ts';

const ISO = 'ISO 9506-2:2003';

/** Of what a service holds that is a choice of other services (event actions) the bytes alone are shown. */
const namedServices: ReadonlySet<string> = new Set(['defineEventAction', 'getEventActionAttributes']);

export function specLists(): readonly SpecList[] {
  return [
    {
      title: 'PDUs',
      source: `${ISO}, 7.1`,
      entries: kinds.map((name, id) => ({ id: String(id), name, depth: 'decoded' })),
    },
    {
      title: 'Confirmed services',
      source: `${ISO}, 7.3`,
      entries: services.map(({ name }, id) => ({
        id: String(id),
        name,
        depth: namedServices.has(name) ? 'named' : 'decoded',
        functions: [REQUEST, RESPONSE, ERROR].map((kind) => kind * 256 + id),
      })),
    },
    {
      title: 'Unconfirmed services',
      source: `${ISO}, 7.4`,
      entries: unconfirmedServices.map(({ name }, id) => ({
        id: String(id),
        name,
        depth: 'decoded',
        functions: [UNCONFIRMED * 256 + id],
      })),
    },
  ];
}
