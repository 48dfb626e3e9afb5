import type { TerminalPlan } from './terminal/plan.ts';
import type { WrittenCapture } from './terminal/write-captures.ts';

export interface HiddenThing {
  readonly crane: string;
  readonly tap: string;
  readonly mac: string;
  readonly ip: string;
}

/** What the generator hid where. For tests and judges; the analysis must never read it. */
export interface Truth {
  readonly schema: 'quaywatch-generator/truth@1';
  readonly seed: number;
  readonly hiddenRouter: HiddenThing & { readonly serves: string; readonly outside: readonly string[] };
  readonly declaredBackup: HiddenThing & { readonly gateway: string; readonly peer: string };
  readonly undeclaredReader: HiddenThing & { readonly reads: readonly string[]; readonly periodSeconds: number };
  readonly cleanCranes: readonly string[];
  readonly twins: readonly string[];
  readonly captures: readonly (WrittenCapture & { readonly crane: string })[];
}

export function truthOf(terminal: TerminalPlan, captures: Truth['captures']): Truth {
  const hidden = terminal.cranes.find((crane) => crane.hiddenRouter !== undefined);
  const backup = terminal.cranes.find((crane) => crane.backup !== undefined);
  const reading = terminal.cranes.find((crane) => crane.reader !== undefined);
  if (hidden?.hiddenRouter === undefined || backup?.backup === undefined || reading?.reader === undefined) {
    throw new Error('a terminal without its three stories');
  }
  const tapOf = (id: string): string => `tap-${id.toLowerCase()}`;
  return {
    schema: 'quaywatch-generator/truth@1',
    seed: terminal.seed,
    hiddenRouter: {
      crane: hidden.id,
      tap: tapOf(hidden.id),
      mac: hidden.hiddenRouter.mac,
      ip: hidden.hiddenRouter.ip,
      serves: `${hidden.prefix}.20`,
      outside: [hidden.hiddenRouter.collector, hidden.hiddenRouter.resolver, hidden.hiddenRouter.maintainer],
    },
    declaredBackup: {
      crane: backup.id,
      tap: tapOf(backup.id),
      mac: backup.backup.mac,
      ip: backup.backup.ip,
      gateway: `lte-${backup.id.toLowerCase()}`,
      peer: backup.backup.peer,
    },
    undeclaredReader: {
      crane: reading.id,
      tap: tapOf(reading.id),
      mac: reading.reader.mac,
      ip: reading.reader.ip,
      reads: [`${reading.prefix}.10`, `${reading.prefix}.11`],
      periodSeconds: reading.reader.periodSeconds,
    },
    cleanCranes: terminal.cranes.filter((crane) => crane.story === 'clean').map((crane) => crane.id),
    twins: ['STS-03', 'STS-04'],
    captures,
  };
}
