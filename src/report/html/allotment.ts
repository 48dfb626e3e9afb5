import {
  MAX_CONTRACT_ROWS,
  MAX_CONTRACT_ROWS_PER_UNIT,
  MAX_DEVICES,
  MAX_DEVICES_PER_UNIT,
  MAX_FINDINGS_IN_FULL,
  MAX_FINDINGS_PER_UNIT,
  MAX_PICTURES,
  MAX_PICTURES_PER_UNIT,
  MAX_PROGRAMS,
  MAX_PROGRAMS_PER_UNIT,
} from '../limits.ts';
import type { ReportModel } from '../report-model.ts';

/** How much of each unit the page shows: the most urgent units take first, so that the page stays bounded. */
export interface Allotment {
  readonly devices: number;
  readonly contract: number;
  readonly findings: number;
  readonly pictures: number;
  readonly programs: number;
}

/** One a unit, in the order of the ranking. */
export function allot(model: ReportModel): readonly Allotment[] {
  const left = {
    devices: MAX_DEVICES,
    contract: MAX_CONTRACT_ROWS,
    findings: MAX_FINDINGS_IN_FULL,
    pictures: MAX_PICTURES,
    programs: MAX_PROGRAMS,
  };
  const take = (kind: keyof typeof left, wanted: number, limit: number): number => {
    const given = Math.min(wanted, limit, left[kind]);
    left[kind] -= given;
    return given;
  };
  return model.units.map((unit) => ({
    devices: take('devices', unit.inventory.length, MAX_DEVICES_PER_UNIT),
    contract: take('contract', unit.contract.length, MAX_CONTRACT_ROWS_PER_UNIT),
    findings: take('findings', unit.findings.length, MAX_FINDINGS_PER_UNIT),
    pictures: take('pictures', unit.pictures.length, MAX_PICTURES_PER_UNIT),
    programs: take('programs', unit.programs.length, MAX_PROGRAMS_PER_UNIT),
  }));
}
