import { expect, test } from 'vitest';
import { cms, craneDeclaration, ordinaryCrane, plc, stranger } from '../../../test/support/crane-scene.ts';
import { testKnowledge } from '../../../test/support/test-knowledge.ts';
import type { ApprovedProgram, Declaration } from '../../declare/declaration.ts';
import { tapView } from '../../detect/tap-view.ts';
import { resolve } from '../../resolve/resolve.ts';
import type { ProgramRow } from '../../schema/facts/programs.ts';
import { besideProgram } from './beside-program.ts';

const HASH = 'ab'.repeat(32);
const approved: ApprovedProgram = { device: 'PLC', block: 'DB 1', sha256: HASH, approver: 'A. B.', date: '2030-01-01' };

/** What is said of a program of the crane's controller, with this list. */
function said(programs: readonly ApprovedProgram[] | undefined, changes: Partial<ProgramRow> = {}, server = plc) {
  const knowledge = testKnowledge();
  const base = craneDeclaration();
  const cranes = base.cranes.map((crane) => (programs === undefined ? crane : { ...crane, programs }));
  const declaration: Declaration = { ...base, cranes };
  const part = ordinaryCrane().program(cms, server, 'DB 1', changes).build();
  const [tap] = resolve([part], knowledge).taps;
  if (tap === undefined) throw new Error('no tap');
  const [row] = tap.programs;
  if (row === undefined) throw new Error('no program');
  return besideProgram(tapView(tap, declaration, knowledge), row);
}

test('a program with the content of the list is approved, with who did and when', () => {
  expect(said([approved])).toEqual({ device: 'PLC', mark: 'approved', approval: 'by A. B., 2030-01-01' });
});

test('other content of a listed block differs, and says what the list has', () => {
  expect(said([{ ...approved, sha256: '0123456789abcdef'.repeat(4) }])).toEqual({
    device: 'PLC',
    mark: 'differs',
    approval: 'the list has 0123456789ab… by A. B., 2030-01-01',
  });
});

test('a block that the list does not have, and any block of a device that is not declared, are not on it', () => {
  expect(said([]).mark).toBe('not-listed');
  expect(said([{ ...approved, block: 'DB 2' }]).mark).toBe('not-listed');
  expect(said([approved], {}, stranger)).toEqual({ device: '', mark: 'not-listed', approval: '' });
});

test('a program that was not seen whole is neither approved nor anything else, and without a list nothing is said', () => {
  expect(said([approved], { state: 'hole', sha256: '' })).toEqual({ device: 'PLC', mark: 'incomplete', approval: '' });
  expect(said(undefined).mark).toBe('no-list');
  expect(said(undefined, { state: 'cut', sha256: '' }).mark).toBe('no-list');
});
