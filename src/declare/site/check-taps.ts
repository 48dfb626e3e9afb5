import type { SiteFile } from '../../schema/declaration.ts';
import type { Tap } from '../declaration.ts';
import { parseTapPattern, type TapPattern } from '../lookup/tap-pattern.ts';
import { quoted } from '../problem-log.ts';
import type { Loose } from '../source/loose.ts';
import { parseDuration } from '../value/clock.ts';
import { many, present, type SiteCheck } from './site-check.ts';
import type { SiteNames } from './site-names.ts';

export function checkTaps(check: SiteCheck, site: Loose<SiteFile>, names: SiteNames): Tap[] {
  const taps: Tap[] = [];
  const owners = new Map<string, string>();
  for (const [i, raw] of (site.taps ?? []).entries()) {
    if (!raw) continue;
    const path = ['taps', i] as const;
    const patterns: TapPattern[] = [];
    for (const { at, value } of many([...path, 'files'], raw.files)) {
      const pattern = parseTapPattern(value);
      const owner = owners.get(value);
      if (typeof pattern === 'string') check.report(at, 'QW_DECLARATION_VALUE', pattern);
      else if (owner !== undefined) {
        const text = `the pattern ${quoted(value)} belongs to the tap ${quoted(owner)} already`;
        check.report(at, 'QW_DECLARATION_DUPLICATE', text);
      } else {
        owners.set(value, raw.id ?? '');
        patterns.push(pattern);
      }
    }
    if ((raw.crane === undefined) === (raw.segment === undefined)) {
      const text = 'a tap lies on a crane or on a segment: exactly one of the keys "crane" and "segment" is needed';
      check.report(path, 'QW_DECLARATION_MISSING_KEY', text);
    }
    if (raw.crane !== undefined) check.reference([...path, 'crane'], 'crane', raw.crane, names.cranes);
    const offset = parseDuration(raw.clockOffset ?? '0s');
    if (offset === undefined) {
      const text = `${quoted(raw.clockOffset)} is no duration; write a number and ns, us, ms, s, min or h, such as "-1.5 s"`;
      check.report([...path, 'clockOffset'], 'QW_DECLARATION_VALUE', text);
    }
    taps.push({
      ...check.entry(path, raw, raw.id ?? ''),
      ...present({
        crane: raw.crane,
        segment: raw.segment,
        switch: raw.switch,
        port: raw.port,
        directions: raw.directions,
        by: raw.by,
      }),
      patterns,
      when: check.period([...path, 'when'], raw.when),
      clockOffset: offset ?? 0n,
    });
  }
  return taps;
}
