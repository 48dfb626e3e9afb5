import { fail, ok, type Result } from '../kernel/result.ts';
import { type CellularSubnet, cellularSubnetColumns, cellularSubnets } from './cellular-subnet.ts';
import { type DataTable, readDataTable } from './data-table.ts';
import {
  type Banner,
  bannerColumns,
  bannerPatterns,
  type CellularName,
  cellularNameColumns,
  cellularNames,
} from './name-patterns.ts';
import { type RelayNames, relayNameColumns, relayNames } from './relay-name.ts';
import { type SegmentSize, segmentSizeColumns, segmentSizes } from './segment-size.ts';
import { type TelltaleMac, telltaleMacColumns, telltaleMacs } from './telltale-mac.ts';
import { readThresholds, type Thresholds, thresholdColumns } from './thresholds.ts';
import { vendorRegistry } from './vendor.ts';
import { type VendorClass, vendorClassColumns, vendorClassifier } from './vendor-class.ts';

/** Dated facts about the world that rules may lean on: makers, addresses, names, figures, paragraphs. All from data files. */
export interface Knowledge {
  /** File name to the date of its data, for case.json. */
  readonly dates: Readonly<Record<string, string>>;
  readonly thresholds: Thresholds;
  /** Organisation that a MAC's block is assigned to; undefined for blocks that nobody has. */
  organisation(mac: string): string | undefined;
  vendorClass(organisation: string): VendorClass | undefined;
  telltaleMac(mac: string): TelltaleMac | undefined;
  cellularSubnet(ip: string): CellularSubnet | undefined;
  banner(attribute: string, text: string): Banner | undefined;
  cellularName(name: string): CellularName | undefined;
  /** Clouds, relays and tunnels by the names they are asked for. */
  readonly relays: RelayNames;
  segmentSize(mss: number): SegmentSize | undefined;
  /** Name of an ATT&CK for ICS technique, or undefined. */
  technique(id: string): string | undefined;
  /** Paragraph that a key stands for, e.g. `ot-internet`. */
  paragraph(key: string): string | undefined;
}

/** Data files by name under data/; whoever calls has read them and checked them against data/manifest.json. */
export type DataFiles = Readonly<Record<string, string>>;

const TABLES: Readonly<Record<string, readonly string[]>> = {
  'oui-classes.tsv': vendorClassColumns,
  'telltale-macs.tsv': telltaleMacColumns,
  'cellular-subnets.tsv': cellularSubnetColumns,
  'banner-patterns.tsv': bannerColumns,
  'cellular-names.tsv': cellularNameColumns,
  'relay-names.tsv': relayNameColumns,
  'segment-sizes.tsv': segmentSizeColumns,
  'thresholds.tsv': thresholdColumns,
  'attack.tsv': ['id', 'name'],
  'law.tsv': ['key', 'paragraph', 'title'],
};

/** Every file that {@link readKnowledge} wants. */
export const dataFileNames: readonly string[] = ['oui.tsv', ...Object.keys(TABLES)];

export function readKnowledge(files: DataFiles): Result<Knowledge> {
  const tables = new Map<string, DataTable>();
  const dates: Record<string, string> = {};
  for (const [name, columns] of Object.entries(TABLES)) {
    const text = files[name];
    if (text === undefined) return missing(name);
    const table = readDataTable(name, text, columns);
    if (!table.ok) return table;
    tables.set(name, table.value);
    dates[name] = table.value.date;
  }
  if (files['oui.tsv'] === undefined) return missing('oui.tsv');
  const registry = vendorRegistry(files['oui.tsv']);
  dates['oui.tsv'] = registry.date;
  const table = (name: string): DataTable => tables.get(name) as DataTable;
  const thresholds = readThresholds(table('thresholds.tsv'));
  if (!thresholds.ok) return thresholds;
  const pairs = (name: string, key: string, value: string): ReadonlyMap<string, string> =>
    new Map(table(name).rows.map((row) => [row[key] ?? '', row[value] ?? '']));
  const techniques = pairs('attack.tsv', 'id', 'name');
  const paragraphs = pairs('law.tsv', 'key', 'paragraph');
  return ok({
    dates,
    thresholds: thresholds.value,
    organisation: (mac) => registry.organisation(mac),
    vendorClass: vendorClassifier(table('oui-classes.tsv')),
    telltaleMac: telltaleMacs(table('telltale-macs.tsv')),
    cellularSubnet: cellularSubnets(table('cellular-subnets.tsv')),
    banner: bannerPatterns(table('banner-patterns.tsv')),
    cellularName: cellularNames(table('cellular-names.tsv')),
    relays: relayNames(table('relay-names.tsv')),
    segmentSize: segmentSizes(table('segment-sizes.tsv')),
    technique: (id) => techniques.get(id),
    paragraph: (key) => paragraphs.get(key),
  });
}

function missing(name: string): Result<never> {
  return fail({
    code: 'QW_DATA_FILE',
    message: `data/${name} is not there; reinstall or run the generators.`,
    file: name,
  });
}
