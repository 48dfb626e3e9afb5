import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import type { TsharkFrame } from './frame-values.ts';
import type { SharedField } from './shared-fields.ts';

type KeptFrame = [frame: number, layers: string, values: Record<string, string[]>];

const VALUE = '\u001f';
/** IDMP takes any client's port for its own by chance; EtherNet/IP is met there. */
const preferences: readonly string[] = ['--disable-protocol', 'idmp'];

/**
 * Asks tshark for fields of captures, of each only once: answers are kept by its version and preferences. Where a field
 * is new, only those captures are asked again in which tshark sees one of its protocols.
 */
export class TsharkFields {
  readonly version: string;
  readonly #fields: ReadonlyMap<string, readonly string[]>;
  readonly #cache: string;
  /** Digest of a list of names; a kept answer says which list it was asked for. */
  readonly #asked: string;

  constructor(fields: readonly SharedField[], cache: string) {
    this.version = execFileSync('tshark', ['--version'], { encoding: 'utf8', stdio: 'pipe' }).split('\n')[0] ?? '';
    this.#fields = new Map(fields.map(({ name, layers }) => [name, layers]));
    this.#cache = join(cache, digest([this.version, ...preferences]));
    mkdirSync(this.#cache, { recursive: true });
    const names = [...this.#fields.keys()];
    this.#asked = digest(names);
    writeFileSync(this.#listFile(this.#asked), names.join('\n'));
  }

  /** Frames by their number. */
  async ask(id: string, path: string): Promise<Map<number, TsharkFrame>> {
    const kept = join(this.#cache, `${id}.jsonl`);
    if (!existsSync(kept) || !this.#isComplete(readFileSync(kept, 'utf8'))) {
      writeFileSync(kept, `${this.#asked}\n${compact(await this.#run(path), [...this.#fields.keys()])}`);
    }
    const frames = new Map<number, TsharkFrame>();
    for (const line of readFileSync(kept, 'utf8').split('\n').slice(1)) {
      if (line === '') continue;
      const [frame, layers, values] = JSON.parse(line) as KeptFrame;
      frames.set(frame, { layers: layers.split(':'), values: new Map(Object.entries(values)) });
    }
    return frames;
  }

  #listFile(asked: string): string {
    return join(this.#cache, `asked-${asked}.txt`);
  }

  #isComplete(text: string): boolean {
    const asked = text.slice(0, text.indexOf('\n'));
    if (asked === this.#asked) return true;
    if (!existsSync(this.#listFile(asked))) return false;
    const before = new Set(readFileSync(this.#listFile(asked), 'utf8').split('\n'));
    const layers = new Set([...this.#fields].flatMap(([name, of]) => (before.has(name) ? [] : of)));
    return text
      .split('\n')
      .slice(1)
      .every(
        (line) => line === '' || !(JSON.parse(line) as KeptFrame)[1].split(':').some((layer) => layers.has(layer)),
      );
  }

  #run(path: string): Promise<string> {
    const form = ['-T', 'fields', '-E', 'separator=/t', '-E', `aggregator=${VALUE}`];
    const names = ['frame.number', 'frame.protocols', ...this.#fields.keys()];
    const args = ['-n', ...preferences, '-r', path, ...form, ...names.flatMap((name) => ['-e', name])];
    return new Promise((resolve) => {
      // A capture that ends in the middle of a record makes tshark exit with 2 after all it could read.
      execFile('tshark', args, { maxBuffer: 1 << 29, env: { ...env, TZ: 'UTC' } }, (_, stdout) => resolve(stdout));
    });
  }
}

/** One line a frame: number, layers, and what it has of the fields. */
function compact(output: string, names: readonly string[]): string {
  const lines: string[] = [];
  for (const line of output.split('\n')) {
    if (line === '') continue;
    const cells = line.split('\t');
    const values: Record<string, string[]> = {};
    for (const [i, name] of names.entries()) {
      const cell = cells[i + 2] ?? '';
      if (cell !== '') values[name] = cell.split(VALUE);
    }
    lines.push(JSON.stringify([Number(cells[0]), cells[1] ?? '', values]));
  }
  return lines.join('\n');
}

function digest(texts: readonly string[]): string {
  return createHash('sha256').update(texts.join('\n')).digest('hex').slice(0, 12);
}
