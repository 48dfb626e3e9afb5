import { type ProblemLog, quoted } from '../problem-log.ts';
import { pathText, type SourceMap, type SourceNode, type SourcePath } from '../source/source-node.ts';

/** A map of a CycloneDX file with its path, read key by key; a value of another kind is reported once and left out. */
export class BomNode {
  readonly line: number;
  readonly path: SourcePath;
  readonly #map: SourceMap;
  readonly #file: string;
  readonly #problems: ProblemLog;

  constructor(map: SourceMap, path: SourcePath, file: string, problems: ProblemLog) {
    this.#map = map;
    this.line = map.line;
    this.path = path;
    this.#file = file;
    this.#problems = problems;
  }

  text(key: string): string | undefined {
    const node = this.#get(key);
    if (!node || node.kind === 'text') return node?.value as string | undefined;
    return this.#wrongKind(key, node, 'text');
  }

  child(key: string): BomNode | undefined {
    const node = this.#get(key);
    if (!node || node.kind === 'map') return node && this.#at([...this.path, key], node);
    return this.#wrongKind(key, node, 'an object');
  }

  children(key: string): BomNode[] {
    const node = this.#get(key);
    if (!node) return [];
    if (node.kind !== 'list') {
      this.#wrongKind(key, node, 'an array');
      return [];
    }
    return node.items.flatMap((item, i) => {
      if (item.kind === 'map') return [this.#at([...this.path, key, i], item)];
      this.#problems.add(
        this.#file,
        item.line,
        pathText([...this.path, key, i]),
        'QW_DECLARATION_VALUE',
        'an object is expected',
      );
      return [];
    });
  }

  has(key: string): boolean {
    return this.#get(key) !== undefined;
  }

  report(
    key: string,
    text: string,
    code: 'QW_DECLARATION_VALUE' | 'QW_DECLARATION_LIMIT' | 'QW_DECLARATION_DUPLICATE' = 'QW_DECLARATION_VALUE',
    allowed?: readonly string[],
  ): void {
    const line = this.#get(key)?.line ?? this.line;
    this.#problems.add(this.#file, line, pathText(key === '' ? this.path : [...this.path, key]), code, text, allowed);
  }

  #at(path: SourcePath, node: SourceMap): BomNode {
    return new BomNode(node, path, this.#file, this.#problems);
  }

  #get(key: string): SourceNode | undefined {
    return this.#map.entries.find((entry) => entry.key === key)?.value;
  }

  #wrongKind(key: string, node: SourceNode, expected: string): undefined {
    const found = node.kind === 'map' || node.kind === 'list' ? `a ${node.kind}` : quoted(node.value);
    this.report(key, `${expected} is expected, not ${found}`);
    return undefined;
  }
}
