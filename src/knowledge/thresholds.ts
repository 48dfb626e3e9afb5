import { fail, ok, type Result } from '../kernel/result.ts';
import type { DataTable } from './data-table.ts';

/** Figures that rules compare with; each has its reason beside it in data/thresholds.tsv. All are integers. */
export const thresholdNames = [
  'confidence-possible',
  'confidence-probable',
  'confidence-confirmed',
  'min-span-seconds',
  'min-two-way-share',
  'max-missing-share',
  'max-snapped-share',
  'several-public-addresses',
  'several-remote-addresses',
  'proxy-arp-addresses',
  'host-addresses',
  'router-initial-ttl-slack',
  'mss-flows',
  'rtt-samples',
  'main-gateway-share',
  'poll-requests',
  'grade-a-hours',
  'grade-b-hours',
  'grade-c-hours',
  'radio-bucket-nanoseconds',
  'radio-tail-nanoseconds',
  'radio-share',
  'radio-tail-share',
] as const;
export type ThresholdName = (typeof thresholdNames)[number];
export type Thresholds = Readonly<Record<ThresholdName, number>>;

export const thresholdColumns: readonly string[] = ['name', 'value', 'reason'];

/** A figure that is missing or no integer stops the program: a rule must not run on a guess. */
export function readThresholds(table: DataTable): Result<Thresholds> {
  const values: Partial<Record<ThresholdName, number>> = {};
  for (const name of thresholdNames) {
    const text = table.rows.find((row) => row['name'] === name)?.['value'] ?? '';
    if (!/^\d{1,9}$/.test(text)) {
      return fail({
        code: 'QW_DATA_FILE',
        message: `data/thresholds.tsv has no whole number for ${name}.`,
        file: table.name,
      });
    }
    values[name] = Number(text);
  }
  return ok(values as Thresholds);
}
