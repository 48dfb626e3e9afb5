import { argv, stdout } from 'node:process';
import { version } from '../version.ts';

/** Answered before anything is loaded: scripts ask for it often, and the command line library costs 15 ms. */
if (argv.length === 3 && (argv[2] === '--version' || argv[2] === '-V')) stdout.write(`${version}\n`);
else {
  const { run } = await import('./run.ts');
  await run(argv);
}
