import type { SiteFile } from '../../schema/declaration.ts';
import { WEEKDAYS } from '../../schema/declaration/parts.ts';
import { parseIp } from '../../kernel/ip.ts';
import { parseIsoTime } from '../../kernel/time.ts';
import type { Grant, Window } from '../declaration.ts';
import { quoted } from '../problem-log.ts';
import type { Loose } from '../source/loose.ts';
import { parseClockTime, parseUntil, parseUtcOffset } from '../value/clock.ts';
import { sortedPrefixes } from '../value/prefix-order.ts';
import { protocolNames } from './check-networks.ts';
import { many, present, type SiteCheck, sortedTexts } from './site-check.ts';
import type { SiteNames } from './site-names.ts';

export function checkGrants(check: SiteCheck, site: Loose<SiteFile>, names: SiteNames): Grant[] {
  return (site.grants ?? []).flatMap((raw, i) => {
    if (!raw) return [];
    const path = ['grants', i] as const;
    const to = many([...path, 'to'], raw.to);
    const devices = to.filter(({ value }) => !isAddress(value));
    for (const { at, value } of devices) check.reference(at, 'device', value, names.devices);
    const blocks = to.filter(({ value }) => isAddress(value)).flatMap(({ at, value }) => check.prefix(at, value) ?? []);
    return [
      {
        ...check.entry(path, raw, raw.id ?? ''),
        party: raw.party ?? '',
        from: sortedPrefixes(check.prefixes([...path, 'from'], raw.from)),
        to: sortedPrefixes(blocks),
        toDevices: sortedTexts(devices.map(({ value }) => value)),
        validity: check.period([...path, 'validity'], raw.validity),
        ...present({
          tools: raw.tools === undefined ? undefined : protocolNames(raw.tools),
          windows: raw.windows?.flatMap((window, j) => checkWindow(check, [...path, 'windows', j], window) ?? []),
          approver: raw.approver,
          ticket: raw.ticket,
        }),
      },
    ];
  });
}

type RawWindow = NonNullable<NonNullable<NonNullable<Loose<SiteFile>['grants']>[number]>['windows']>[number];

function checkWindow(check: SiteCheck, path: readonly (string | number)[], raw: RawWindow): Window | undefined {
  if (raw?.from === undefined || raw.until === undefined) return undefined;
  const weekly = /^\d\d:\d\d$/.test(raw.from);
  const end = [...path, 'until'];
  if (!weekly) {
    for (const key of ['days', 'utcOffset'] as const) {
      if (raw[key] === undefined) continue;
      const text = `${quoted(key)} belongs to weekly windows, whose "from" is a clock time such as 08:00`;
      check.report([...path, key], 'QW_DECLARATION_VALUE', text);
    }
    const from = check.time([...path, 'from'], raw.from, parseIsoTime);
    const until = check.time(end, raw.until, parseUntil);
    if (from === undefined || until === undefined) return undefined;
    if (until <= from) check.report(end, 'QW_DECLARATION_ORDER', 'the window ends before it begins');
    return { kind: 'once', from, until };
  }
  const from = parseClockTime(raw.from);
  const until = parseClockTime(raw.until);
  const utcOffset = parseUtcOffset(raw.utcOffset ?? 'Z');
  const clock = 'is no clock time; write 00:00 to 24:00';
  if (from === undefined) check.report([...path, 'from'], 'QW_DECLARATION_VALUE', `${quoted(raw.from)} ${clock}`);
  if (until === undefined) check.report(end, 'QW_DECLARATION_VALUE', `${quoted(raw.until)} ${clock}`);
  if (utcOffset === undefined) {
    const text = `${quoted(raw.utcOffset)} is no offset from UTC; write "+02:00"`;
    check.report([...path, 'utcOffset'], 'QW_DECLARATION_VALUE', text);
  }
  if (from === undefined || until === undefined || utcOffset === undefined) return undefined;
  if (until <= from) {
    const text = 'the window ends before it begins; write two windows for what crosses midnight';
    check.report(end, 'QW_DECLARATION_ORDER', text);
  }
  const named = raw.days === undefined ? WEEKDAYS : many([], raw.days).map(({ value }) => value);
  const days = WEEKDAYS.flatMap((day, i) => (named.includes(day) ? [i] : []));
  return { kind: 'weekly', days, from, until, utcOffset };
}

/** Device ids hold neither a slash nor a colon, and no four numbers parted by dots. */
function isAddress(text: string): boolean {
  return text.includes('/') || text.includes(':') || parseIp(text) !== undefined;
}
