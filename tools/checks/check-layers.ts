/**
 * Holds the import table (layer-rules.ts) over src/, bench/, tools/, test/ and console/. Usage:
 * `tsx tools/checks/check-layers.ts [ROOT]`.
 *
 * dependency-cruiser passes silently when it sees nothing: with a TypeScript it cannot load it reports 0
 * modules and "no violations". So the files on disk are counted first and the cruise must have seen every one.
 */
import { existsSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { layerRules } from './layer-rules.ts';
import { rooms } from './rooms.ts';
import { sourceFiles } from './source-files.ts';

export interface LayerReport {
  readonly files: number;
  readonly modules: number;
  readonly problems: readonly string[];
}

const FOLDERS = ['src', 'bench', 'tools', 'test', 'console/src'];

/** `look` is dependency-cruiser; a test hands in a blind one. */
export async function checkLayers(root: string, look: typeof cruise = cruise): Promise<LayerReport> {
  const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)));
  const files = folders.flatMap((folder) => sourceFiles(join(root, folder))).map((file) => file.slice(root.length + 1));
  const problems = strangeRooms(files);
  if (files.length === 0) return { files: 0, modules: 0, problems: [...problems, 'no source file found to check'] };

  const cruised = await look(folders, {
    baseDir: root,
    ruleSet: { forbidden: layerRules() },
    validate: true,
    tsPreCompilationDeps: true,
    preserveSymlinks: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^(dist|out|\\.build)/'] },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  });
  const result = cruised.output as ICruiseResult;
  const seen = new Set(result.modules.map((module) => module.source));
  const unseen = files.filter((file) => !seen.has(file));
  if (unseen.length > 0) {
    problems.push(
      `dependency-cruiser saw ${files.length - unseen.length} of ${files.length} files (first unseen: ${unseen[0]}): the check proves nothing`,
    );
  }
  for (const { from, to, rule, cycle } of result.summary.violations) {
    const path = cycle ? `${from} -> ${cycle.map((step) => step.name).join(' -> ')}` : `${from} -> ${to}`;
    const comment = layerRules().find((one) => one.name === rule.name)?.comment ?? '';
    problems.push(`${path}\n    ${rule.name}: ${comment}`);
  }
  return { files: files.length, modules: seen.size, problems };
}

/** A folder the table does not know would be held by no rule. */
function strangeRooms(files: readonly string[]): string[] {
  const known = new Set(rooms.map((room) => room.name));
  const strange = new Set<string>();
  for (const file of files) {
    const room = /^src\/(?:([^/]+)\/)?/.exec(file);
    if (room && !known.has(room[1] ?? '')) strange.add(file);
  }
  return [...strange].map((file) => `${file} stands in no room: add the room to tools/checks/rooms.ts and an ADR`);
}

if (process.argv[1] && realpathSync(process.argv[1]) === import.meta.filename) {
  const report = await checkLayers(realpathSync(resolve(process.argv[2] ?? '.')));
  for (const problem of report.problems) console.error(problem);
  console.log(`layers: ${report.files} files, ${report.modules} modules, ${report.problems.length} problems`);
  if (report.problems.length > 0) process.exitCode = 1;
}
