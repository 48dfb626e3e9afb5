import { SpoolFolder } from '../../src/adapters/capture-files/spool-folder.ts';
import { gatherInputs } from '../../src/apps/analyse/gather-inputs.ts';
import { planSequences } from '../../src/apps/analyse/plan-sequences.ts';
import { runShare } from '../../src/apps/analyse/run-share.ts';
import { EMPTY_DECLARATION } from '../../src/declare/empty-declaration.ts';
import { WHOLE } from '../../src/observe/share.ts';

type Collected = Map<string, { messages: number; values: Map<string, string[]> }>;

/** The messages that `decode` prints of one capture, by the number of the frame that completes them. */
export async function ourFrames(path: string): Promise<Map<number, Collected>> {
  const frames = new Map<number, Collected>();
  const opened: { spool?: SpoolFolder } = {};
  try {
    const { captures } = await gatherInputs([path], () => (opened.spool ??= new SpoolFolder()));
    for (const sequence of planSequences(captures, EMPTY_DECLARATION)) {
      const job = {
        files: sequence.captures.map(({ path: file, length }) => ({ path: file, length, hash: false })),
        share: WHOLE,
        seed: 1,
        clockOffset: 0,
        dropDuplicates: false,
      };
      runShare(job, {
        file: () => undefined,
        message: ({ frame, protocol, fields }) => {
          const protocols = entry(frames, frame, (): Collected => new Map());
          const said = entry(protocols, protocol, () => ({ messages: 0, values: new Map<string, string[]>() }));
          said.messages++;
          for (const [name, value] of Object.entries(fields)) {
            const values = entry(said.values, name, (): string[] => []);
            for (const one of Array.isArray(value) ? value : [value]) values.push(String(one));
          }
        },
      });
    }
  } finally {
    opened.spool?.close();
  }
  return frames;
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const before = map.get(key);
  if (before !== undefined) return before;
  const made = make();
  map.set(key, made);
  return made;
}
