import type { CaptureEntry, Case } from '../schema/case.ts';
import { blindArp, blindRadio, bytes, coverage, sha, unit } from './case-parts.cases.ts';
import { declaredLte, hiddenRouter, oneWay, reader } from './findings.cases.ts';
import { contractOf, devicesOf, pictureOf, programsOf, strangers } from './inventory.cases.ts';
import type { ReportInput } from './report-input.ts';

/**
 * A terminal that does not exist: seven cranes, one with a hidden router, one with a declared LTE backup, one with an
 * undeclared reader of its controller, one that could not be judged, one that was not examined.
 */

export function capture(n: number, changes: Partial<CaptureEntry> = {}): CaptureEntry {
  return {
    sha256: sha(n),
    names: [`sts-0${n}/cms-port.pcapng`],
    tap: `sts-0${n}-cms`,
    format: 'pcapng',
    frames: 402_118 + n,
    bytes: 61_440_512,
    first: '2030-05-01T06:00:00.000000000Z',
    last: '2030-05-02T08:00:50.400000000Z',
    linkTypes: { '1': 402_118 + n },
    problems: [],
    ...changes,
  };
}

export function terminalCase(): Case {
  return {
    schema: 'quaywatch/case@1',
    site: { name: 'Northmole Container Terminal', locode: 'XX NMO', facility: 'Berths 1-4' },
    captures: [
      capture(1),
      capture(2),
      capture(3),
      capture(4, { names: ['sts-04/cms-port.pcapng', 'sts-04/copy of cms-port.pcapng'] }),
      capture(5, {
        frames: 31_002,
        bytes: 3_900_114,
        problems: [
          {
            code: 'QW_PCAP_TRUNCATED',
            message: 'the file ends in the middle of a record',
            offset: 3_900_010,
            count: 1,
          },
        ],
      }),
      capture(6),
    ],
    skipped: [{ name: 'sts-04/readme.txt', reason: 'no capture: neither pcap nor pcapng' }],
    totals: { captures: 6, frames: 2_041_611, bytes: 311_102_674, flows: 4_902, findings: 4 },
    units: [
      unit('STS-04', {
        verdict: 'confirmed',
        urgency: 1000,
        reasons: ['an undeclared router leads to the public internet (signs of the families routing and naming)'],
        coverage: coverage({ blind: [blindRadio] }),
      }),
      unit('STS-06', {
        urgency: 700,
        reasons: ['nothing speaks of a hidden path; an undeclared reader polls the controller'],
      }),
      unit('STS-05', {
        verdict: 'inconclusive',
        urgency: 500,
        reasons: ['mostly one direction of each conversation was mirrored', 'the capture is too short: 1.8 h of 24 h'],
        coverage: coverage({
          grade: 'D',
          spanHours: 1.81,
          activeHours: 1.8,
          directions: 'one',
          twoWayFlows: 11,
          oneWayFlows: 240,
          drops: 1_204,
          clockJumps: 1,
          snappedFrames: 88,
          missingStreamBytes: 120_441,
          networksNeverSeen: ['10.20.105.0/24 (cameras)'],
          blind: [blindArp, blindRadio],
          bytes: { ...bytes(3_900_114, [31, 12, 9, 4]), missing: 120_441 },
        }),
      }),
      unit('STS-07', {
        verdict: 'not-examined',
        urgency: 300,
        taps: [],
        reasons: ['no capture of this crane was given'],
        coverage: coverage({
          grade: 'F',
          bytes: bytes(0),
          spanHours: 0,
          activeHours: 0,
          directions: 'none',
          twoWayFlows: 0,
          oneWayFlows: 0,
          drops: -1,
          duplicates: 0,
          protocols: [],
          blind: [blindArp, blindRadio],
        }),
      }),
      unit('STS-02', { urgency: 100, reasons: ['one declared gateway, within its limits'] }),
      unit('STS-01'),
      unit('STS-03', { coverage: coverage({ grade: 'A', blind: [] }) }),
    ],
    protocols: [
      { name: 'modbus', flows: 72, frames: 841_326, bytes: 67_200_000, messages: 839_280 },
      { name: 's7comm', flows: 24, frames: 540_672, bytes: 58_800_000, messages: 528_090 },
      { name: 'tls', flows: 366, frames: 134_460, bytes: 109_800_000, messages: 4_212 },
    ],
    coverage: bytes(311_102_674),
    declaration: { present: true, sha256: sha(99), files: ['site.yaml', 'contract/sts.cdx.json'] },
    versions: { tool: '0.1.0', analysis: '1', rules: '1', data: { oui: '2030-04-01', signs: '2030-04-20' } },
  };
}

export function terminalInput(): ReportInput {
  const inventory = [...[1, 2, 3, 4, 5, 6].flatMap(devicesOf), ...strangers];
  return {
    caseId: '7d41e09ab2c6',
    case: terminalCase(),
    findings: [declaredLte, hiddenRouter, oneWay, reader],
    cards: [1, 2, 3, 4, 5, 6, 7].map((n) => ({
      unit: `STS-0${n}`,
      class: 'ship-to-shore crane',
      maker: 'Crane Works Ltd',
      model: 'QC-65',
      year: 2019,
      serial: `CW-19-0${n}`,
      berth: `berth ${Math.ceil(n / 2)}`,
      controls: 'Fictional Automation AG',
    })),
    inventory,
    contract: [1, 2, 3, 4, 5, 6].flatMap(contractOf),
    programs: programsOf(4),
    pictures: [1, 2, 3, 4, 5, 6].map((n) => pictureOf(n, inventory)),
    words: {
      attack: {
        T0822: 'External Remote Services',
        T0883: 'Internet Accessible Device',
        T0860: 'Wireless Compromise',
        T0861: 'Point & Tag Identification',
        T0801: 'Monitor Process State',
      },
      rules: {
        'hidden-path': {
          title: 'A way off the network that nobody declared',
          why: 'A cellular router or a second gateway goes around every firewall, log and permission of the terminal.',
        },
      },
      signs: {
        S01: 'addresses from outside behind an undeclared link address',
        S03: 'a gateway asked for that nobody declared',
        S12: 'names of a mobile network',
        S13: 'link address of a cellular maker',
        S16: 'factory address of cellular gear',
        S19: 'an undeclared reader of a controller',
        N02: 'ordinary maker',
      },
    },
    reportPath: 'out/case/report.html',
  };
}
