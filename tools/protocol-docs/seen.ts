import { existsSync, readFileSync } from 'node:fs';

/** What real captures showed of one function. */
export interface SeenFunction {
  readonly messages: number;
  readonly captures: number;
  readonly examples: readonly string[];
}

/** Protocol, then function, by the names that `decode --summary` counts them under. */
export type Seen = ReadonlyMap<string, ReadonlyMap<string, SeenFunction>>;

/** Reads what `npm run judge` left of its last run over all captures; empty where there was none. */
export function readSeen(file: string): Seen {
  const seen = new Map<string, Map<string, SeenFunction>>();
  if (!existsSync(file)) return seen;
  for (const line of readFileSync(file, 'utf8').split('\n').slice(1)) {
    const [protocol, name, messages, captures, examples] = line.split('\t');
    if (protocol === undefined || name === undefined || examples === undefined) continue;
    const functions = seen.get(protocol) ?? new Map<string, SeenFunction>();
    functions.set(name, { messages: Number(messages), captures: Number(captures), examples: examples.split(' ') });
    seen.set(protocol, functions);
  }
  return seen;
}
