import type { SpecList } from '../../spec-list.ts';
import { controlCall } from './commands.ts';
import { functionOf, kindNames, REQUEST } from './functions.ts';
import { interfaces, UNKNOWN_INTERFACE } from './interfaces.ts';

/** Kinds whose fields past the header are read. */
const NAMED_ONLY: ReadonlySet<string> = new Set(['fack', 'shutdown', 'rts', 'cancel_ack', 'cl_cancel', 'nocall']);

/** Kinds of protocol data units, and the operations of every interface that has a table. */
export function specLists(): readonly SpecList[] {
  return [
    {
      title: 'Protocol data units',
      source: 'C706 12.6.1, MS-RPCE 2.2.2.1',
      entries: kindNames().map((name, kind) => ({
        id: String(kind),
        name,
        depth: NAMED_ONLY.has(name) ? 'named' : 'decoded',
        functions: [kind],
      })),
    },
    ...interfaces.flatMap(({ name, source, operations }, index): readonly SpecList[] =>
      index === UNKNOWN_INTERFACE || operations.length === 0
        ? []
        : [
            {
              title: `Operations of ${name}`,
              source,
              entries: operations.flatMap((operation, number) =>
                operation === '-'
                  ? []
                  : [
                      {
                        id: String(number),
                        name: operation,
                        depth:
                          (controlCall(index, number)?.layout ?? '') !== '' ||
                          (name === 'epm' && operation === 'ept_map')
                            ? ('decoded' as const)
                            : ('named' as const),
                        functions: [functionOf(REQUEST, index, number)],
                      },
                    ],
              ),
            },
          ],
    ),
  ];
}
