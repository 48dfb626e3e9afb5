import type { ContractItem, Scope } from '../declaration.ts';
import type { DeclarationFile } from '../declaration-file.ts';
import { type ProblemLog, quoted } from '../problem-log.ts';
import { present, sortedTexts } from '../site/site-check.ts';
import { type CsvRow, readCsv } from '../source/read-csv.ts';
import type { SourceFault } from '../source/read-yaml.ts';
import { contractIp, contractMac, splitAddresses } from './addresses.ts';
import { type ContractSite, placeOfFile, placesOf } from './contract-place.ts';

/** Columns of a contract in CSV: the header names them, in any order, case not counted. Only `name` must be there. */
export const CONTRACT_COLUMNS = {
  crane: 'Crane id or serial number, a segment of a tap, or * for the whole site. Left out: the file name says it.',
  ref: 'Position in the contract. Left out: the line number.',
  name: 'What was ordered.',
  maker: 'Maker.',
  model: 'Model or order number.',
  function: 'What it is for.',
  type: 'Kind of part.',
  location: 'Where it is built in.',
  mac: 'MAC addresses, parted by spaces.',
  ip: 'IP addresses, parted by spaces.',
  serial: 'Serial number.',
  firmware: 'Firmware version.',
  quantity: 'How many of them; 1 when left out.',
  supplier: 'Who sold it.',
  origin: 'Country or place of origin.',
  sku: 'Stock number.',
  lot: 'Lot or batch.',
  produced: 'Time of production.',
  note: 'Free words.',
} as const;

type Column = keyof typeof CONTRACT_COLUMNS;

export function readContractCsv(file: DeclarationFile, site: ContractSite, problems: ProblemLog): ContractItem[] {
  const faults: SourceFault[] = [];
  const rows = readCsv(file.text, faults);
  for (const fault of faults) {
    const code = fault.kind === 'limit' ? 'QW_DECLARATION_LIMIT' : 'QW_DECLARATION_SYNTAX';
    problems.add(file.path, fault.line, '', code, fault.text);
  }
  const header = rows[0];
  if (!header) {
    if (faults.length === 0) problems.add(file.path, 1, '', 'QW_DECLARATION_SYNTAX', 'the file holds no header');
    return [];
  }
  const columns = readHeader(file.path, header, problems);
  if (!columns) return [];
  const fileScope = placeOfFile(file.path, site);
  const refs = new Map<string, number>();
  const items: ContractItem[] = [];
  for (const row of rows.slice(1)) {
    const item = readRow(file.path, row, columns, fileScope, site, problems);
    if (!item) continue;
    const before = refs.get(item.ref);
    if (before !== undefined) {
      const text = `the ref ${quoted(item.ref)} stands twice, first on line ${before}`;
      problems.add(file.path, row.line, 'ref', 'QW_DECLARATION_DUPLICATE', text);
    }
    refs.set(item.ref, row.line);
    items.push(item);
  }
  return items;
}

function readHeader(path: string, header: CsvRow, problems: ProblemLog): (Column | undefined)[] | undefined {
  const allowed = Object.keys(CONTRACT_COLUMNS);
  const seen = new Set<string>();
  const columns = header.cells.map((cell) => {
    const name = cell.toLowerCase();
    if (name === '') return undefined;
    if (seen.has(name))
      problems.add(path, header.line, name, 'QW_DECLARATION_DUPLICATE', `the column ${quoted(name)} stands twice`);
    seen.add(name);
    if (Object.hasOwn(CONTRACT_COLUMNS, name)) return name as Column;
    problems.addUnknown(
      path,
      header.line,
      '',
      'QW_DECLARATION_UNKNOWN_KEY',
      `${quoted(cell)} is no column`,
      name,
      allowed,
    );
    return undefined;
  });
  if (columns.includes('name')) return columns;
  problems.add(path, header.line, '', 'QW_DECLARATION_MISSING_KEY', 'the column "name" is missing', allowed);
  return undefined;
}

function readRow(
  path: string,
  row: CsvRow,
  columns: readonly (Column | undefined)[],
  fileScope: Scope | undefined,
  site: ContractSite,
  problems: ProblemLog,
): ContractItem | undefined {
  const cells = new Map<Column, string>();
  for (const [i, cell] of row.cells.entries()) {
    const column = columns[i];
    if (column !== undefined && cell !== '') cells.set(column, cell);
    else if (cell !== '' && i >= columns.length) {
      const text = `this row has ${row.cells.length} cells under ${columns.length} columns; put cells that hold a separator in quotes`;
      problems.add(path, row.line, '', 'QW_DECLARATION_SYNTAX', text);
      return undefined;
    }
  }
  const addresses = (column: 'mac' | 'ip', parse: (text: string) => string | undefined, noun: string): string[] =>
    sortedTexts(
      splitAddresses(cells.get(column) ?? '').flatMap((text) => {
        const parsed = parse(text);
        if (parsed !== undefined) return [parsed];
        problems.add(path, row.line, column, 'QW_DECLARATION_VALUE', `${quoted(text)} is not ${noun}`);
        return [];
      }),
    );
  const name = cells.get('name');
  if (name === undefined)
    problems.add(path, row.line, 'name', 'QW_DECLARATION_MISSING_KEY', 'the cell "name" is empty');
  const crane = cells.get('crane');
  const scope = crane === undefined ? fileScope : placesOf(crane.split(/[\s,;]+/), site);
  if (!scope) {
    const code = 'QW_DECLARATION_REFERENCE';
    if (crane !== undefined)
      problems.addUnknown(path, row.line, 'crane', code, `${quoted(crane)} names no place`, crane, site.words);
    else
      problems.add(
        path,
        row.line,
        'crane',
        code,
        'neither the column "crane" nor the file name names a place',
        site.words,
      );
  }
  const quantity = cells.get('quantity') ?? '1';
  if (!/^[1-9]\d{0,5}$/.test(quantity)) {
    const text = `${quoted(quantity)} is no quantity; write a whole number from 1`;
    problems.add(path, row.line, 'quantity', 'QW_DECLARATION_VALUE', text);
  }
  return {
    ref: cells.get('ref') ?? `line-${row.line}`,
    source: { file: path, line: row.line },
    cranes: scope?.cranes ?? [],
    segments: scope?.segments ?? [],
    name: name ?? '',
    macs: addresses('mac', contractMac, 'the MAC address of a device'),
    ips: addresses('ip', contractIp, 'an IP address'),
    quantity: Number(quantity),
    ...present({
      maker: cells.get('maker'),
      supplier: cells.get('supplier'),
      origin: cells.get('origin'),
      model: cells.get('model'),
      function: cells.get('function'),
      deviceType: cells.get('type'),
      location: cells.get('location'),
      serial: cells.get('serial'),
      sku: cells.get('sku'),
      lot: cells.get('lot'),
      produced: cells.get('produced'),
      firmware: cells.get('firmware'),
      note: cells.get('note'),
    }),
  };
}
