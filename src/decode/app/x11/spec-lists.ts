import type { SpecList } from '../../spec-list.ts';
import { EVENT, events, requests } from './requests.ts';

const DECODED: ReadonlySet<string> = new Set(['QueryExtension', 'NoOperation']);

export function specLists(): readonly SpecList[] {
  const list = (title: string, names: readonly (string | undefined)[], base: number): SpecList => ({
    title,
    source: 'X Window System Protocol, appendix B',
    entries: names.flatMap((name, code) =>
      name === undefined
        ? []
        : [{ id: String(code), name, depth: DECODED.has(name) ? 'decoded' : 'named', functions: [base + code] }],
    ),
  });
  return [list('Core requests', requests, 0), list('Core events', events, EVENT)];
}
