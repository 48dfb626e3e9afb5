import { parseIp, prefixContains } from '../../kernel/ip.ts';
import type { Declaration, Grant, Window } from '../declaration.ts';
import { timeOfDay, weekdayOf } from '../value/clock.ts';
import { deviceOf } from './device-of.ts';
import { isAccepted, reasonOfPeriod, type UseReason } from './limits-of-use.ts';

export interface GrantMatch {
  readonly grant: Grant;
  readonly inside: boolean;
  readonly reason: UseReason;
}

/** A remote access that was seen. Addresses are canonical texts. */
export interface SeenAccess {
  readonly from: string;
  readonly to: { readonly mac?: string; readonly ip: string };
  /** Tool or protocol, lower case; left out when it is not known. */
  readonly tool?: string;
  readonly time: bigint;
}

/** The grant that speaks for an access, the most favourable of several; undefined when none names both ends. */
export function grantFor(
  declaration: Declaration,
  tapId: string | undefined,
  seen: SeenAccess,
): GrantMatch | undefined {
  const from = parseIp(seen.from);
  const to = parseIp(seen.to.ip);
  if (!from || !to) return undefined;
  const device = deviceOf(declaration, tapId, seen.to)?.device.id;
  let best: GrantMatch | undefined;
  for (const grant of declaration.grants) {
    if (!grant.from.some((prefix) => prefixContains(prefix, from))) continue;
    const named = device !== undefined && grant.toDevices.includes(device);
    if (!named && !grant.to.some((prefix) => prefixContains(prefix, to))) continue;
    const reason = reasonOf(grant, seen);
    if (!best || PREFERENCE.indexOf(reason) < PREFERENCE.indexOf(best.reason)) {
      best = { grant, inside: reason === 'inside', reason };
    }
  }
  return best;
}

function reasonOf(grant: Grant, seen: SeenAccess): UseReason {
  if (!isAccepted(grant)) return 'only-observed';
  const reason = reasonOfPeriod(grant.validity, seen.time);
  if (reason !== 'inside') return reason;
  if (grant.windows && !grant.windows.some((window) => isInWindow(window, seen.time))) return 'outside-window';
  return grant.tools && seen.tool !== undefined && !grant.tools.includes(seen.tool) ? 'other-tool' : 'inside';
}

function isInWindow(window: Window, time: bigint): boolean {
  if (window.kind === 'once') return time >= window.from && time < window.until;
  const local = time + window.utcOffset;
  const clock = timeOfDay(local);
  return window.days.includes(weekdayOf(local)) && clock >= window.from && clock < window.until;
}

const PREFERENCE: readonly UseReason[] = [
  'inside',
  'other-tool',
  'outside-window',
  'expired',
  'not-yet-valid',
  'only-observed',
];
