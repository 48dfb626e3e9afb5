import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { modbus } from '../../src/decode/app/modbus.ts';
import { hex } from '../../src/decode/app/decoder-laws.cases.ts';
import { handMadeCapture } from '../../src/decode/app/tshark-oracle.cases.ts';
import type { FieldValue, Turn } from '../../src/decode/turn.ts';
import { compareCapture } from './compare-capture.ts';
import type { Cell } from './compare-frames.ts';
import { FieldTable } from './field-table.ts';
import { ourFrames } from './our-frames.ts';
import { type SharedProtocol, sharedProtocols } from './shared-fields.ts';
import { TsharkFields } from './tshark-frames.ts';

/** tshark's list of fields alone takes seconds. */
const MINUTES = 180_000;

let folder: string;
let capture: string;
let protocols: Map<string, SharedProtocol>;
let tshark: TsharkFields;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'quaywatch-oracle-'));
  const request = hex('0001 0000 0006 11', '03 006b 0002'); // transaction 1, unit 17: two registers from 107
  const answer = hex('0001 0000 0007 11', '03 04 022b 0064'); // they are 555 and 100
  capture = handMadeCapture(folder, [
    { transport: 'tcp', sourcePort: 40_000, destinationPort: 502, bytes: request },
    { transport: 'tcp', sourcePort: 502, destinationPort: 40_000, bytes: answer },
  ]);
  const shared = sharedProtocols().filter(({ name }) => name === 'modbus');
  protocols = new Map(shared.map((protocol) => [protocol.name, protocol]));
  tshark = new TsharkFields([...(shared[0]?.fields.values() ?? [])], folder);
}, MINUTES);
afterEach(() => vi.restoreAllMocks());
afterAll(() => rmSync(folder, { recursive: true }));

async function compared(): Promise<Cell[]> {
  return compareCapture(await ourFrames(capture), await tshark.ask('hand-made', capture), protocols, new FieldTable());
}

/** Modbus as it is read, but for one field. */
function plant(lie: (name: string, value: FieldValue) => FieldValue | undefined): void {
  const parse = modbus.parse.bind(modbus);
  vi.spyOn(modbus, 'parse').mockImplementation((c, turn, state) => {
    const field = turn.field.bind(turn);
    const open = turn as { field?: Turn['field'] };
    open.field = (name, value) => {
      const said = lie(name, value);
      if (said !== undefined) field(name, said);
    };
    const outcome = parse(c, turn, state);
    delete open.field;
    return outcome;
  });
}

const differing = (cells: readonly Cell[]): string[] =>
  cells.filter(({ kind }) => kind !== 'equal').map(({ field, kind, frame }) => `${frame} ${field} ${kind}`);

it('A sound decoder and tshark say the same of a conversation', { timeout: MINUTES }, async () => {
  const cells = await compared();
  expect(cells.map(({ field }) => field)).toEqual(
    expect.arrayContaining(['modbus.func_code', 'modbus.reference_num', 'modbus.regval_uint16', 'mbtcp.unit_id']),
  );
  expect(differing(cells)).toEqual([]);
});

it('A decoder that is wrong by one, or silent about a field, is found out', { timeout: MINUTES }, async () => {
  plant((name, value) => (name === 'modbus.reference_num' ? Number(value) + 1 : value));
  expect(differing(await compared())).toEqual(['1 modbus.reference_num unequal']);
  vi.restoreAllMocks();
  plant((name, value) => (name === 'modbus.regval_uint16' ? undefined : value));
  expect(differing(await compared())).toEqual(['2 modbus.regval_uint16 only-theirs']);
});
