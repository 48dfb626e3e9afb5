/** A YAML or JSON value that remembers its line, so that every error can name it. */
export type SourceNode = SourceMap | SourceList | SourceScalar;

export interface SourceMap {
  readonly kind: 'map';
  readonly line: number;
  readonly entries: readonly SourceEntry[];
}

export interface SourceEntry {
  readonly key: string;
  readonly line: number;
  readonly value: SourceNode;
}

export interface SourceList {
  readonly kind: 'list';
  readonly line: number;
  readonly items: readonly SourceNode[];
}

export interface SourceScalar {
  readonly kind: 'text' | 'number' | 'boolean' | 'null';
  readonly line: number;
  readonly value: string | number | boolean | null;
}

/** Keys and indexes from the root: `['cranes', 2, 'networks', 0]`. */
export type SourcePath = readonly (string | number)[];

/** The path as people write it: `cranes[2].networks[0]`. */
export function pathText(path: SourcePath): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (/^[\w-]+$/.test(step)) text += text === '' ? step : `.${step}`;
    else text += `[${JSON.stringify(step)}]`;
  }
  return text;
}

/** The line of a path, or of its nearest ancestor that stands in the file. */
export function lineOf(root: SourceNode, path: SourcePath): number {
  let node = root;
  let line = root.line;
  for (const step of path) {
    if (node.kind === 'list' && typeof step === 'number') {
      const item = node.items[step];
      if (!item) return line;
      node = item;
      line = item.line;
    } else if (node.kind === 'map' && typeof step === 'string') {
      const entry = node.entries.find((e) => e.key === step);
      if (!entry) return line;
      node = entry.value;
      line = entry.line;
    } else return line;
  }
  return line;
}
