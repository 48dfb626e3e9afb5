import { MAX_DEPTH, MAX_JSON_NODES } from '../limits.ts';
import type { SourceFault } from './read-yaml.ts';
import type { SourceEntry, SourceNode } from './source-node.ts';

/**
 * Reads JSON (RFC 8259) into nodes with lines.
 *
 * A YAML parser would read JSON too, but ten times slower, and it takes things that are not JSON. A key that
 * stands twice is an error here, since readers disagree on which one counts (RFC 8259 section 4).
 */
export function readJson(text: string, faults: SourceFault[]): SourceNode | undefined {
  const reader = new JsonReader(text);
  const node = reader.document();
  if (reader.fault) {
    faults.push(reader.fault);
    return undefined;
  }
  return node;
}

class JsonReader {
  readonly #text: string;
  #at = 0;
  #line = 1;
  #nodes = 0;
  fault: SourceFault | undefined;

  constructor(text: string) {
    this.#text = text;
    if (text.charCodeAt(0) === 0xfeff) this.#at = 1;
  }

  document(): SourceNode {
    const node = this.#value(0);
    this.#space();
    if (!this.fault && this.#at < this.#text.length) this.#fail('text after the end of the document');
    return node;
  }

  #value(depth: number): SourceNode {
    this.#space();
    const line = this.#line;
    const nothing: SourceNode = { kind: 'null', line, value: null };
    if (this.fault) return nothing;
    if (++this.#nodes > MAX_JSON_NODES) return this.#limit(nothing, `more than ${MAX_JSON_NODES} values`);
    if (depth > MAX_DEPTH) return this.#limit(nothing, `nested deeper than ${MAX_DEPTH} levels`);
    const first = this.#text[this.#at];
    if (first === '{') return { kind: 'map', line, entries: this.#entries(depth) };
    if (first === '[') return { kind: 'list', line, items: this.#items(depth) };
    if (first === '"') return { kind: 'text', line, value: this.#string() };
    for (const [word, value] of WORDS) {
      if (!this.#text.startsWith(word, this.#at)) continue;
      this.#at += word.length;
      return value === null ? nothing : { kind: 'boolean', line, value };
    }
    NUMBER.lastIndex = this.#at;
    const number = NUMBER.exec(this.#text)?.[0];
    if (number !== undefined) {
      this.#at += number.length;
      return { kind: 'number', line, value: Number(number) };
    }
    this.#fail(first === undefined ? 'the file ends where a value is expected' : 'a value is expected here');
    return nothing;
  }

  #entries(depth: number): SourceEntry[] {
    const entries: SourceEntry[] = [];
    const seen = new Set<string>();
    this.#at++;
    this.#space();
    if (this.#take('}')) return entries;
    while (!this.fault) {
      this.#space();
      const line = this.#line;
      if (this.#text[this.#at] !== '"') this.#fail('a key in double quotes is expected here');
      else {
        const key = this.#string();
        if (seen.has(key)) this.#fail(`the key ${JSON.stringify(key)} stands twice`);
        seen.add(key);
        this.#space();
        if (!this.#take(':')) this.#fail('":" is expected here');
        entries.push({ key, line, value: this.#value(depth + 1) });
        this.#space();
        if (this.#take('}')) break;
        if (!this.#take(',')) this.#fail('"," or "}" is expected here');
      }
    }
    return entries;
  }

  #items(depth: number): SourceNode[] {
    const items: SourceNode[] = [];
    this.#at++;
    this.#space();
    if (this.#take(']')) return items;
    while (!this.fault) {
      items.push(this.#value(depth + 1));
      this.#space();
      if (this.#take(']')) break;
      if (!this.#take(',')) this.#fail('"," or "]" is expected here');
    }
    return items;
  }

  /** The string that begins here. Runs without escapes are cut out whole. */
  #string(): string {
    let value = '';
    let from = ++this.#at;
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === QUOTE) {
        value += this.#text.slice(from, this.#at++);
        return value;
      }
      if (code === BACKSLASH) {
        value += this.#text.slice(from, this.#at) + this.#escape();
        from = this.#at;
      } else if (code >= 0x20) this.#at++;
      else {
        // Control characters, and NaN at the end of the text.
        this.#fail('a string does not end on its line');
        return value;
      }
      if (this.fault) return value;
    }
  }

  #escape(): string {
    const letter = this.#text[this.#at + 1] ?? '';
    const plain = ESCAPES.get(letter);
    if (plain !== undefined) {
      this.#at += 2;
      return plain;
    }
    const hex = this.#text.slice(this.#at + 2, this.#at + 6);
    if (letter !== 'u' || !/^[0-9a-fA-F]{4}$/.test(hex)) {
      this.#fail('an unknown escape in a string');
      return '';
    }
    this.#at += 6;
    return String.fromCharCode(Number.parseInt(hex, 16));
  }

  #space(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code === NEWLINE) this.#line++;
      else if (code !== 0x20 && code !== 0x09 && code !== 0x0d) return;
      this.#at++;
    }
  }

  #take(letter: string): boolean {
    if (this.fault || this.#text[this.#at] !== letter) return false;
    this.#at++;
    return true;
  }

  #fail(text: string): void {
    this.fault ??= { kind: 'syntax', line: this.#line, text: `JSON: ${text}` };
  }

  #limit(nothing: SourceNode, text: string): SourceNode {
    this.fault ??= { kind: 'limit', line: this.#line, text };
    return nothing;
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORDS: readonly (readonly [string, boolean | null])[] = [
  ['true', true],
  ['false', false],
  ['null', null],
];
const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);
