/** The licences of every package that ships: those bundled into dist/ and the native ones beside it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param {string} root the repository
 * @param {readonly string[]} inputs esbuild's inputs, relative to root
 * @param {readonly string[]} native packages kept outside the bundle
 */
export function thirdPartyText(root, inputs, native) {
  const folders = new Set();
  for (const input of inputs) {
    const match = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (match) folders.add(match[1]);
  }
  for (const name of native) for (const one of withDependencies(root, name, new Set())) folders.add(one);

  const sections = [...folders].map((folder) => section(join(root, folder))).sort((a, b) => (a < b ? -1 : 1));
  const head = 'Quaywatch contains the following packages, each under its own licence.';
  return `${[head, ...new Set(sections)].join(`\n\n${'-'.repeat(78)}\n`)}\n`;
}

/** Folders of a native package and of what it loads at run time, as far as they are installed. */
export function withDependencies(root, name, seen) {
  const folder = `node_modules/${name}`;
  if (seen.has(folder) || !existsSync(join(root, folder, 'package.json'))) return seen;
  seen.add(folder);
  const { dependencies = {}, optionalDependencies = {} } = readPackage(join(root, folder));
  for (const one of Object.keys({ ...dependencies, ...optionalDependencies })) withDependencies(root, one, seen);
  return seen;
}

function section(folder) {
  const { name, version, license, homepage, repository } = readPackage(folder);
  const from = homepage ?? (typeof repository === 'string' ? repository : repository?.url) ?? '';
  const licence = typeof license === 'string' ? license : (license?.type ?? 'see below');
  const texts = readdirSync(folder)
    .filter((file) => /^(licen[cs]e|notice|copying)([.-].*)?$/i.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8').trim());
  if (texts.length === 0 && licence === 'see below') throw new Error(`${name} ships without a licence`);
  return `${name} ${version}\nLicence: ${licence}\n${from}\n\n${texts.join('\n\n')}`.trim();
}

function readPackage(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
