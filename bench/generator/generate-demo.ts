import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contractBom } from './contract-bom.ts';
import { Random } from './random.ts';
import { siteYaml } from './site-yaml.ts';
import { planTerminal } from './terminal/plan-terminal.ts';
import { simulateCrane } from './terminal/simulate-crane.ts';
import { writeCaptures } from './terminal/write-captures.ts';
import { type Truth, truthOf } from './truth.ts';

export interface DemoOptions {
  readonly out: string;
  readonly seed?: number;
  /** Simulated minutes, 2 to 1,440; the size grows with them. */
  readonly minutes?: number;
  /** Six to forty. */
  readonly cranes?: number;
  readonly scenario?: 'terminal';
}

export interface DemoSummary {
  readonly captures: string;
  readonly site: string;
  readonly truthFile: string;
  readonly truth: Truth;
  readonly frames: number;
  readonly bytes: number;
}

const defaults = { seed: 20260914, minutes: 20, cranes: 6 } as const;

/**
 * Writes the demonstration terminal: `<out>/captures`, `<out>/site` and `<out>/truth.json`. The same options give the
 * same bytes. Files of an earlier run with other options are not removed.
 */
export async function generateDemo(options: DemoOptions): Promise<DemoSummary> {
  const terminal = planTerminal({
    seed: options.seed ?? defaults.seed,
    minutes: options.minutes ?? defaults.minutes,
    cranes: options.cranes ?? defaults.cranes,
  });
  const captures = join(options.out, 'captures');
  const site = join(options.out, 'site');
  mkdirSync(captures, { recursive: true });
  mkdirSync(join(site, 'contract'), { recursive: true });

  const random = new Random(terminal.seed).fork('traffic');
  const written: Truth['captures'][number][] = [];
  for (const crane of terminal.cranes) {
    const frames = simulateCrane(terminal, crane, random.fork(crane.id));
    for (const file of writeCaptures(captures, terminal, crane, frames)) written.push({ crane: crane.id, ...file });
    writeFileSync(join(site, 'contract', `${crane.id.toLowerCase()}.cdx.json`), contractBom(crane));
    // Cranes are seconds of work each; whoever shows progress gets a turn between them.
    await new Promise((resolve) => setImmediate(resolve));
  }
  writeFileSync(join(site, 'site.yaml'), siteYaml(terminal));
  const truth = truthOf(terminal, written);
  const truthFile = join(options.out, 'truth.json');
  writeFileSync(truthFile, `${JSON.stringify(truth, null, 2)}\n`);
  return {
    captures,
    site,
    truthFile,
    truth,
    frames: written.reduce((sum, file) => sum + file.frames, 0),
    bytes: written.reduce((sum, file) => sum + file.bytes, 0),
  };
}
