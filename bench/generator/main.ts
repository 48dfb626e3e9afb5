import { parseArgs } from 'node:util';
import { type BenchKind, benchKinds, generateBench } from './generate-bench.ts';
import { generateDemo } from './generate-demo.ts';

const usage = `Usage:
  main.ts demo  --out DIR [--seed N] [--minutes N] [--cranes N]
  main.ts bench --file FILE --kind ${benchKinds.join('|')} [--bytes N | --frames N] [--flows N]
                [--flows-per-thousand-frames N] [--seed N]`;

class UsageError extends Error {}

function wholeNumber(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text.replaceAll('_', ''));
  if (!Number.isSafeInteger(value) || value < 0) throw new UsageError(`--${name} wants a whole number, not ${text}`);
  return value;
}

/** Leaves out what was not given, so that the generators' own defaults hold. */
function given<T extends Record<string, number | undefined>>(values: T): { [K in keyof T]?: number } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: number;
  };
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      file: { type: 'string' },
      kind: { type: 'string' },
      seed: { type: 'string' },
      minutes: { type: 'string' },
      cranes: { type: 'string' },
      bytes: { type: 'string' },
      frames: { type: 'string' },
      flows: { type: 'string' },
      'flows-per-thousand-frames': { type: 'string' },
    },
  });
  const seed = wholeNumber('seed', values.seed);
  if (positionals[0] === 'demo' && values.out !== undefined) {
    const summary = await generateDemo({
      out: values.out,
      ...given({ seed, minutes: wholeNumber('minutes', values.minutes), cranes: wholeNumber('cranes', values.cranes) }),
    });
    console.log(
      `${summary.frames} frames, ${summary.bytes} bytes in ${summary.truth.captures.length} files: ${summary.captures}`,
    );
    return;
  }
  const kind = benchKinds.find((candidate): candidate is BenchKind => candidate === values.kind);
  if (positionals[0] === 'bench' && values.file !== undefined && kind !== undefined) {
    const summary = await generateBench({
      file: values.file,
      kind,
      ...given({
        seed,
        bytes: wholeNumber('bytes', values.bytes),
        frames: wholeNumber('frames', values.frames),
        flows: wholeNumber('flows', values.flows),
        flowsPerThousandFrames: wholeNumber('flows-per-thousand-frames', values['flows-per-thousand-frames']),
      }),
    });
    console.log(`${summary.frames} frames, ${summary.flows} flows, ${summary.bytes} bytes: ${values.file}`);
    return;
  }
  throw new UsageError('what shall be generated?');
}

try {
  await main();
} catch (error) {
  const known =
    error instanceof UsageError || error instanceof RangeError || (error instanceof TypeError && 'code' in error);
  console.error(known ? `${error.message}\n${usage}` : error);
  process.exitCode = known ? 2 : 4;
}
