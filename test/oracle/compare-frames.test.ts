import { expect, it } from 'vitest';
import { compareFrame } from './compare-frames.ts';
import type { OurFrame, TsharkFrame } from './frame-values.ts';
import type { SharedField, SharedProtocol } from './shared-fields.ts';

const field = (name: string, type: string, ...layers: string[]): [string, SharedField] => [
  name,
  { name, type, layers },
];
const modbus: SharedProtocol = {
  name: 'modbus',
  declared: 2,
  fields: new Map([
    field('modbus.func_code', 'FT_UINT8', 'modbus'),
    field('modbus.regval_uint16', 'FT_UINT16', 'modbus'),
    field('tls.handshake.type', 'FT_UINT8', 'tls'),
  ]),
};
const protocols = new Map([['modbus', modbus]]);

function ours(values: Readonly<Record<string, string[]>>): OurFrame {
  return new Map([['modbus', { messages: 1, values: new Map(Object.entries(values)) }]]);
}

function theirs(values: Readonly<Record<string, string[]>>, layers = ['eth', 'ip', 'tcp', 'modbus']): TsharkFrame {
  return { layers, values: new Map(Object.entries(values)) };
}

const kinds = (a: OurFrame, b: TsharkFrame): string[] =>
  compareFrame(7, a, b, protocols).map(({ field: name, kind }) => `${name} ${kind}`);

it('Lists of a frame are equal when they have the same values in the same order', () => {
  const seen = theirs({ 'modbus.func_code': ['3'], 'modbus.regval_uint16': ['1', '2'] });
  const func = { 'modbus.func_code': ['3'] };
  expect(kinds(ours({ ...func, 'modbus.regval_uint16': ['1', '2'] }), seen)).toEqual([
    'modbus.func_code equal',
    'modbus.regval_uint16 equal',
  ]);
  for (const wrong of [['2', '1'], ['1'], ['1', '2', '2'], ['1', '3']]) {
    expect(kinds(ours({ ...func, 'modbus.regval_uint16': wrong }), seen)).toContain('modbus.regval_uint16 unequal');
  }
});

it('A decoder that leaves a field out differs in every frame that has it', () => {
  const seen = theirs({ 'modbus.func_code': ['3'], 'modbus.regval_uint16': ['1'] });
  expect(kinds(ours({ 'modbus.func_code': ['3'] }), seen)).toContain('modbus.regval_uint16 only-theirs');
});

it('A field that tshark does not have differs, but not where tshark does not see the protocol', () => {
  expect(kinds(ours({ 'modbus.func_code': ['3'] }), theirs({}))).toEqual(['modbus.func_code only-ours']);
  expect(kinds(ours({ 'modbus.func_code': ['3'] }), theirs({}, ['eth', 'ip', 'tcp']))).toEqual([]);
  expect(kinds(ours({ 'tls.handshake.type': ['1'] }), theirs({}))).toEqual([]);
});

it('A value that is empty is not told from none: tshark prints both alike', () => {
  expect(kinds(ours({ 'modbus.func_code': [''] }), theirs({}))).toEqual([]);
  expect(kinds(ours({}), theirs({ 'modbus.func_code': ['', '<MISSING>'] }))).toEqual([]);
});
