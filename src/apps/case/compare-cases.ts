import type { CaseFolder } from '../../adapters/case-folder/read-case.ts';
import { compareText } from '../../kernel/compare.ts';
import type { Case } from '../../schema/case.ts';
import type { Finding } from '../../schema/finding.ts';

/** A device as two cases can be compared by it: the same address on two taps is two devices. */
export interface SeenDevice {
  readonly tap: string;
  /** MAC, or IP without one. */
  readonly key: string;
  readonly ips: readonly string[];
}

/** Why what was there before cannot be said to be gone. */
export interface NotObservable<T> {
  readonly was: T;
  readonly why: string;
}

export interface CaseDifference {
  readonly findings: {
    readonly new: readonly Finding[];
    readonly changed: readonly {
      readonly before: Finding;
      readonly after: Finding;
      readonly what: readonly string[];
    }[];
    readonly gone: readonly Finding[];
    readonly notObservable: readonly NotObservable<Finding>[];
  };
  readonly devices: {
    readonly new: readonly SeenDevice[];
    readonly changed: readonly { readonly before: SeenDevice; readonly after: SeenDevice }[];
    readonly gone: readonly SeenDevice[];
    readonly notObservable: readonly NotObservable<SeenDevice>[];
  };
}

export interface ComparedCase extends CaseFolder {
  readonly devices: readonly SeenDevice[];
}

/** Before and after: what came, what changed, what went, and what the second case could not have seen. */
export function compareCases(before: ComparedCase, after: ComparedCase): CaseDifference {
  const seenNow = new Map(after.findings.map((finding) => [finding.id, finding]));
  const seenThen = new Set(before.findings.map(({ id }) => id));
  const gone = before.findings.filter(({ id }) => !seenNow.has(id));
  const whyFinding = (finding: Finding): string =>
    blindness(
      after.case,
      finding.crane,
      finding.tap,
      finding.signs.map(({ id }) => id),
    );
  const nowDevices = new Map(after.devices.map((device) => [deviceKey(device), device]));
  const thenDevices = new Set(before.devices.map(deviceKey));
  const goneDevices = before.devices.filter((device) => !nowDevices.has(deviceKey(device)));
  const whyDevice = (device: SeenDevice): string => blindness(after.case, '', device.tap, []);
  return {
    findings: {
      new: after.findings.filter(({ id }) => !seenThen.has(id)),
      changed: before.findings.flatMap((finding) => {
        const now = seenNow.get(finding.id);
        const what = now === undefined ? [] : changes(finding, now);
        return now === undefined || what.length === 0 ? [] : [{ before: finding, after: now, what }];
      }),
      gone: gone.filter((finding) => whyFinding(finding) === ''),
      notObservable: gone.flatMap((was) => reasoned(was, whyFinding(was))),
    },
    devices: {
      new: after.devices.filter((device) => !thenDevices.has(deviceKey(device))),
      changed: before.devices.flatMap((device) => {
        const now = nowDevices.get(deviceKey(device));
        return now === undefined || now.ips.join() === device.ips.join() ? [] : [{ before: device, after: now }];
      }),
      gone: goneDevices.filter((device) => whyDevice(device) === ''),
      notObservable: goneDevices.flatMap((was) => reasoned(was, whyDevice(was))),
    },
  };
}

function deviceKey({ tap, key }: SeenDevice): string {
  return `${tap}\u0000${key}`;
}

function reasoned<T>(was: T, why: string): NotObservable<T>[] {
  return why === '' ? [] : [{ was, why }];
}

/** What a person acts on; text and frames of signs change with every capture. */
function changes(before: Finding, after: Finding): string[] {
  const what: string[] = [];
  for (const field of ['severity', 'confidence', 'status', 'title'] as const)
    if (before[field] !== after[field]) what.push(`${field}: ${before[field]} -> ${after[field]}`);
  const signs = ({ signs: list }: Finding): string =>
    [...new Set(list.map(({ id }) => id))].sort(compareText).join(', ');
  if (signs(before) !== signs(after)) what.push(`signs: ${signs(before)} -> ${signs(after)}`);
  return what;
}

/**
 * Why silence about a tap means nothing in a case; empty when it does mean something: the tap was seen, in both
 * directions where there were any, long enough, and none of the signs asked about was out of sight.
 */
function blindness(made: Case, unitId: string, tap: string, signs: readonly string[]): string {
  const frames = made.captures
    .filter((capture) => capture.tap === tap)
    .reduce((sum, capture) => sum + capture.frames, 0);
  if (frames === 0) return `no frame of tap ${tap} in the second case`;
  const unit = made.units.find(({ id, taps }) => id === unitId || taps.includes(tap));
  if (unit === undefined) return `tap ${tap} belongs to no unit of the second case`;
  const { coverage } = unit;
  const blind = coverage.blind.filter(({ sign }) => signs.includes(sign));
  if (blind.length > 0) {
    return blind.map(({ sign, missing }) => `sign ${sign} could not be seen: ${missing.join(', ')}`).join('; ');
  }
  if (coverage.networksNeverSeen.length > 0)
    return `declared network(s) ${coverage.networksNeverSeen.join(', ')} were not seen in the second case`;
  if (unit.verdict === 'not-examined') return `${unit.id} was not examined in the second case`;
  return unit.verdict === 'inconclusive' ? `${unit.id} was inconclusive in the second case` : '';
}
