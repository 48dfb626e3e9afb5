import type { Blindness, ByteCoverage, Unit, UnitCoverage } from '../schema/case.ts';
import type { Finding, Sign } from '../schema/finding.ts';

/** Building blocks of cases, each ordinary until changed. */

export function sha(n: number): string {
  return (n * 2_654_435_761).toString(16).padStart(8, '0').slice(-8).repeat(8);
}

export function bytes(
  captured: number,
  share: readonly [number, number, number, number] = [70, 20, 1, 1],
): ByteCoverage {
  const part = (percent: number): number => Math.floor((captured * percent) / 100);
  const [decoded, encrypted, lost, damaged] = share.map(part) as [number, number, number, number];
  return {
    captured,
    decoded,
    encrypted,
    unrecognised: captured - decoded - encrypted - lost - damaged,
    lost,
    damaged,
    missing: 0,
  };
}

export const blindArp: Blindness = {
  sign: 'S03',
  title: 'a gateway asked for that nobody declared',
  missing: ['no ARP and no neighbour discovery was seen'],
  remedy:
    'To see sign S03 (a gateway asked for that nobody declared), mirror the whole VLAN, broadcasts included, for 24 hours.',
};
export const blindRadio: Blindness = {
  sign: 'S10',
  title: 'round trips of a radio link',
  missing: ['mostly one direction of each conversation was mirrored', 'no round trip could be measured'],
  remedy: 'To see sign S10 (round trips of a radio link), mirror receive and transmit of the CMS port for 72 hours.',
};

export function coverage(changes: Partial<UnitCoverage> = {}): UnitCoverage {
  return {
    grade: 'B',
    bytes: bytes(61_440_512),
    spanHours: 26.014,
    activeHours: 25.85,
    directions: 'both',
    twoWayFlows: 812,
    oneWayFlows: 9,
    drops: 0,
    duplicates: 14,
    snappedFrames: 0,
    clockJumps: 0,
    missingStreamBytes: 0,
    networksNeverSeen: [],
    blind: [],
    protocols: [
      { name: 'modbus', flows: 12, frames: 140_221, messages: 139_880, bytes: bytes(11_200_000, [100, 0, 0, 0]) },
      { name: 's7comm', flows: 4, frames: 90_112, messages: 88_015, bytes: bytes(9_800_000, [99, 0, 1, 0]) },
      { name: 'tls', flows: 61, frames: 22_410, messages: 702, bytes: bytes(18_300_000, [4, 95, 0, 0]) },
      { name: 'dns', flows: 214, frames: 428, messages: 428, bytes: bytes(46_000, [100, 0, 0, 0]) },
    ],
    ...changes,
  };
}

export function unit(id: string, changes: Partial<Unit> = {}): Unit {
  return {
    id,
    kind: 'crane',
    taps: [`${id.toLowerCase()}-cms`],
    verdict: 'clean-within-seen',
    reasons: [],
    urgency: 10,
    coverage: coverage(),
    ...changes,
  };
}

export function sign(id: string, changes: Partial<Sign> = {}): Sign {
  return {
    id,
    family: 'routing',
    for: true,
    weight: 300,
    text: 'Frames with 3 public source addresses come from this link address.',
    frames: [{ capture: sha(4), numbers: [1204, 1210, 1377, 1381, 2208, 2210] }],
    frameCount: 418,
    filter: 'eth.src == 0a:11:22:33:44:55 && (ip || ipv6) && !(ip.src == 10.20.4.0/24)',
    ...changes,
  };
}

export function finding(id: string, changes: Partial<Finding> = {}): Finding {
  return {
    id,
    rule: 'hidden-path',
    category: 'hidden-path',
    severity: 'critical',
    confidence: 'confirmed',
    status: 'undeclared',
    crane: 'STS-04',
    tap: 'sts-04-cms',
    subject: { mac: '00:50:c2:41:7a:10', ips: ['10.20.4.77'], name: '' },
    title: '00:50:c2:41:7a:10 leads off the network, and nobody declared it',
    signs: [],
    alternatives: [],
    attack: ['T0822', 'T0883', 'T0860'],
    law: ['33 CFR 101.650(e)(3)(iv)', '33 CFR 101.650(f)(3)'],
    next: ['Do not unplug or switch anything off yet: the crane may depend on it.'],
    firstSeen: '2030-05-01T06:02:11.000000000Z',
    lastSeen: '2030-05-02T07:58:40.120000000Z',
    ...changes,
  };
}
