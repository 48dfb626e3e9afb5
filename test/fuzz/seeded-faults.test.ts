import { afterAll, describe, expect, it } from 'vitest';
import { faults } from './faults.ts';
import { findFault, MAX_FAULT_EXECUTIONS, MAX_FAULT_MILLISECONDS } from './find-fault.ts';

/** Another one must do as well: what a fault's finding hangs on is executions, never the machine. */
const SEED = 3;

describe('the fuzzer finds, in a copy of the source,', () => {
  const found: string[] = [];

  it.each(faults.map((fault) => [fault.kind, fault.name, fault] as const))(
    '%s: %s',
    async (kind, name, fault) => {
      const report = await findFault(fault, `fault-${faults.indexOf(fault)}`, SEED);
      const [first] = report.findings;
      found.push(`${String(first?.executions ?? '-').padStart(6)} executions of ${fault.target}: ${kind}, ${name}`);
      expect(first?.message, `${report.executions} executions found nothing`).toBeDefined();
      expect(first?.executions).toBeLessThanOrEqual(MAX_FAULT_EXECUTIONS);
    },
    MAX_FAULT_MILLISECONDS + 60_000,
  );

  // A fault that is found later than before is worth a look, so the numbers are printed.
  afterAll(() => console.log(found.join('\n')));
});
