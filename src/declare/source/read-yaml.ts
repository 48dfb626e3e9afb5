import {
  Composer,
  type CST,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  Parser,
} from 'yaml';
import { MAX_ALIASES, MAX_DEPTH, MAX_YAML_NODES } from '../limits.ts';
import type { SourceEntry, SourceNode } from './source-node.ts';

/** What is wrong with a file before its content can be looked at. */
export interface SourceFault {
  readonly kind: 'syntax' | 'limit';
  readonly line: number;
  readonly text: string;
}

/**
 * Reads one YAML 1.2 document (core schema) into nodes with lines.
 *
 * No tags, no directives, no merge keys, no keys but text. Aliases are expanded here and not by the library,
 * against the same budget as all other nodes. The library's own check for repeated keys is switched off: it
 * compares every key with every other, which is quadratic; ours is a set.
 *
 * The library's parser is iterative, its composer recursive: 260,000 brackets kill Node 20 outright (out of
 * memory in the regular expression compiler, at the end of the stack; nothing can catch it). So the depth is
 * taken from the parser's tokens before anything is composed. Both are linear, at most 15 µs a character seen.
 */
export function readYaml(text: string, faults: SourceFault[]): SourceNode | undefined {
  const lines = new LineCounter();
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  const before = faults.length;
  checkTokens(tokens, lines, faults);
  if (faults.length > before) return undefined;
  const documents = [...new Composer(OPTIONS).compose(tokens, false, text.length)];
  const document = documents[0];
  if (!document?.contents) {
    faults.push({ kind: 'syntax', line: 1, text: 'the file holds no entries' });
    return undefined;
  }
  if (documents.length > 1) faults.push({ kind: 'syntax', line: 1, text: 'the file holds more than one document' });
  for (const error of document.errors.slice(0, MAX_SYNTAX_FAULTS)) {
    faults.push({ kind: 'syntax', line: lines.linePos(error.pos[0]).line, text: `YAML: ${firstLine(error.message)}` });
  }
  if (faults.length > before) return undefined;
  const lineAt = (node: Node): number => lines.linePos(node.range?.[0] ?? 0).line;
  const walk: Walk = { document, lineAt, faults, nodes: 0, aliases: 0 };
  const node = convert(walk, document.contents, 0);
  return faults.length === before ? node : undefined;
}

const OPTIONS = {
  prettyErrors: false,
  uniqueKeys: false,
  stringKeys: true,
  schema: 'core',
  merge: false,
  resolveKnownTags: false,
  logLevel: 'silent',
} as const;

/** Depth, directives and broken tokens, without recursion. */
function checkTokens(tokens: readonly CST.Token[], lines: LineCounter, faults: SourceFault[]): void {
  const limit = faults.length + MAX_SYNTAX_FAULTS;
  const open: [token: CST.Token, depth: number][] = [];
  for (const token of tokens) {
    if (token.type === 'document' && token.value) open.push([token.value, 0]);
    const line = 'offset' in token ? lines.linePos(token.offset).line : 1;
    if (token.type === 'error') faults.push({ kind: 'syntax', line, text: `YAML: ${firstLine(token.message)}` });
    if (token.type === 'directive') faults.push({ kind: 'syntax', line, text: 'directives (%) are not used here' });
    if (faults.length > limit) return;
  }
  for (let next = open.pop(); next; next = open.pop()) {
    const [token, depth] = next;
    if (!('items' in token)) continue;
    if (depth > MAX_DEPTH) {
      const line = lines.linePos(token.offset).line;
      faults.push({ kind: 'limit', line, text: `nested deeper than ${MAX_DEPTH} levels` });
      return;
    }
    for (const item of token.items) {
      if (item.key) open.push([item.key, depth + 1]);
      if (item.value) open.push([item.value, depth + 1]);
    }
  }
}

/** Errors of the parser that are passed on: after the first few they repeat one mistake. */
const MAX_SYNTAX_FAULTS = 20;

interface Walk {
  readonly document: Document.Parsed;
  readonly lineAt: (node: Node) => number;
  readonly faults: SourceFault[];
  nodes: number;
  aliases: number;
}

function convert(walk: Walk, node: Node | null | undefined, depth: number): SourceNode {
  const line = node ? walk.lineAt(node) : 1;
  const nothing: SourceNode = { kind: 'null', line, value: null };
  if (!node) return nothing;
  if (++walk.nodes > MAX_YAML_NODES)
    return limit(walk, nothing, `more than ${MAX_YAML_NODES} values, aliases expanded`);
  if (depth > MAX_DEPTH) return limit(walk, nothing, `nested deeper than ${MAX_DEPTH} levels`);
  if (isAlias(node)) {
    if (++walk.aliases > MAX_ALIASES) return limit(walk, nothing, `more than ${MAX_ALIASES} aliases`);
    const target = node.resolve(walk.document);
    if (target) return convert(walk, target, depth + 1);
    walk.faults.push({ kind: 'syntax', line, text: `no anchor &${node.source} stands before this alias` });
    return nothing;
  }
  if (node.tag) {
    walk.faults.push({
      kind: 'syntax',
      line,
      text: `tags such as ${node.tag.slice(0, 40)} are not used here; remove it`,
    });
  }
  if (isMap(node)) {
    const entries: SourceEntry[] = [];
    const seen = new Set<string>();
    for (const pair of node.items) {
      if (stopped(walk)) break;
      const keyNode = pair.key as Node | null;
      const key = isScalar(keyNode) ? String((keyNode.value as string | number | boolean | null) ?? '') : '';
      const keyLine = keyNode ? walk.lineAt(keyNode) : line;
      if (seen.has(key))
        walk.faults.push({ kind: 'syntax', line: keyLine, text: `the key ${JSON.stringify(key)} stands twice` });
      seen.add(key);
      const value = pair.value as Node | null;
      entries.push({
        key,
        line: keyLine,
        value: value ? convert(walk, value, depth + 1) : { kind: 'null', line: keyLine, value: null },
      });
    }
    return { kind: 'map', line, entries };
  }
  if (isSeq(node)) {
    const items: SourceNode[] = [];
    for (const item of node.items) {
      if (stopped(walk)) break;
      items.push(item ? convert(walk, item as Node, depth + 1) : nothing);
    }
    return { kind: 'list', line, items };
  }
  return isScalar(node) ? scalar(node.value, line) : nothing;
}

function scalar(value: unknown, line: number): SourceNode {
  switch (typeof value) {
    case 'string':
      return { kind: 'text', line, value };
    case 'number':
      return { kind: 'number', line, value };
    case 'boolean':
      return { kind: 'boolean', line, value };
    default:
      return { kind: 'null', line, value: null };
  }
}

/** A limit ends the walk: without this, every further node would be one more fault. */
function limit(walk: Walk, nothing: SourceNode, words: string): SourceNode {
  if (!stopped(walk)) walk.faults.push({ kind: 'limit', line: nothing.line, text: words });
  return nothing;
}

function stopped(walk: Walk): boolean {
  return walk.faults.length > MAX_SYNTAX_FAULTS || walk.faults.some((fault) => fault.kind === 'limit');
}

function firstLine(message: string): string {
  return (message.split('\n')[0] as string).slice(0, 200);
}
