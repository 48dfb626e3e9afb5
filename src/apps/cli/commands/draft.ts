import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stdout } from 'node:process';
import { SpoolFolder } from '../../../adapters/capture-files/spool-folder.ts';
import { draftSite } from '../../../declare/draft/draft-site.ts';
import { readDeclaration, SITE_FILE } from '../../../declare/read-declaration.ts';
import { gatherInputs } from '../../analyse/gather-inputs.ts';
import { NOTHING_DECLARED } from '../../case/declared.ts';
import { draftInputOf } from '../../case/draft-input-of.ts';
import { examine } from '../../case/examine.ts';
import { loadKnowledge } from '../../case/load-knowledge.ts';
import { complain, complainAll } from '../complain.ts';
import { EXIT_DONE, EXIT_INTERNAL, EXIT_NO_INPUT, EXIT_USAGE } from '../exit-codes.ts';

export interface DraftOptions {
  readonly out: string;
  readonly workers?: number;
}

/** Writes a first declaration from what was seen: every entry observed, none of them permitting anything yet. */
export async function draft(args: readonly string[], options: DraftOptions): Promise<void> {
  const path = join(options.out, SITE_FILE);
  if (existsSync(path)) {
    complain(`${path} exists and is not overwritten; name another folder with --out and compare the two.`);
    process.exitCode = EXIT_USAGE;
    return;
  }
  const knowledge = loadKnowledge();
  if (!knowledge.ok) {
    complain(knowledge.error.message);
    process.exitCode = EXIT_INTERNAL;
    return;
  }
  let spool: SpoolFolder | undefined;
  try {
    const inputs = await gatherInputs(args, () => (spool ??= new SpoolFolder()));
    complainAll(inputs.problems);
    const examined = await examine(inputs, NOTHING_DECLARED, knowledge.value, options);
    if (examined.frames === 0) {
      complain('no capture gave a frame, so there is nothing to draft.');
      process.exitCode = EXIT_NO_INPUT;
      return;
    }
    const text = draftSite(draftInputOf(examined.estate));
    const read = readDeclaration([{ path: SITE_FILE, text }]);
    if (!read.ok) throw new Error(`the draft does not pass its own check: ${read.error[0]?.message ?? ''}`);
    mkdirSync(options.out, { recursive: true });
    writeFileSync(path, text, { flag: 'wx' });
    const { taps, networks, devices, gateways } = read.value;
    stdout.write(
      `${path}: ${taps.length} tap(s), ${networks.length} network(s), ${devices.length} device(s), ${gateways.length} gateway(s), all "observed".\n` +
        'Go through it entry by entry; what belongs there becomes "status: agreed".\n',
    );
    process.exitCode = EXIT_DONE;
  } finally {
    spool?.close();
  }
}
