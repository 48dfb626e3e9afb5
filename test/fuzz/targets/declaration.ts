import type { DeclarationFile } from '../../../src/declare/declaration-file.ts';
import { readDeclaration } from '../../../src/declare/read-declaration.ts';
import { holds, type Target } from '../engine/target.ts';

/** One site that contracts can name cranes of. */
const SITE =
  'version: 1\nsite: { name: Fuzz }\ncranes: [{ id: STS1 }]\ntaps: [{ id: t1, crane: STS1, files: ["a*"] }]\n';

/** The readers of a declaration's files: what a person wrote, or somebody sent. */
export function declarationTargets(): Target[] {
  return [
    declarationTarget('declaration-yaml', (text) => [{ path: 'site.yaml', text }], { base: 400_000, perByte: 6_000 }),
    declarationTarget(
      'declaration-cyclonedx',
      (text) => [
        { path: 'site.yaml', text: SITE },
        { path: 'contract/sts1.cdx.json', text },
      ],
      { base: 400_000, perByte: 2_000 },
    ),
    declarationTarget(
      'declaration-csv',
      (text) => [
        { path: 'site.yaml', text: SITE },
        { path: 'contract/sts1.csv', text },
      ],
      { base: 400_000, perByte: 2_000 },
    ),
  ];
}

function declarationTarget(name: string, files: (text: string) => DeclarationFile[], blocks: Target['blocks']): Target {
  return {
    name,
    maxLength: 65_536,
    blocks,
    execute(input) {
      const given = files(new TextDecoder().decode(input));
      const read = readDeclaration(given);
      const again = readDeclaration(given.toReversed());
      holds(plain(read) === plain(again), () => 'the order of files matters');
      if (read.ok) return;
      holds(read.error.length > 0, () => 'it failed and says nothing');
      for (const problem of read.error) {
        holds(
          problem.message.length > 0 && problem.message.length < 4_000,
          () => `a problem of ${problem.message.length} characters`,
        );
        holds((problem.line ?? 1) >= 1, () => `a problem in line ${problem.line}`);
      }
    },
  };
}

function plain(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part));
}
