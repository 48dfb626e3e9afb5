/**
 * Adds to package-lock.json the optional builds for other systems that a registry mirror without them left out:
 * `node tools/complete-lock.mjs [--check]`. Without an entry for each, `npm ci` refuses the whole lock file
 * (npm 11), on every machine. They are entered without a digest, since nobody here has seen their bytes;
 * the build we promise anything for (Linux x64, glibc) must have one.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const file = join(dirname(dirname(fileURLToPath(import.meta.url))), 'package-lock.json');
const lock = JSON.parse(readFileSync(file, 'utf8'));
const added = [];
const unsealed = [];

for (const [path, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    if (lock.packages[`node_modules/${name}`] || lock.packages[`${path}/node_modules/${name}`]) continue;
    if (!/^\d+\.\d+\.\d+/.test(version)) throw new Error(`${path} wants ${name} ${version}: no exact version to enter`);
    lock.packages[`node_modules/${name}`] = { version, ...system(name), ...(dev ? { dev } : {}), optional: true };
    added.push(name);
  }
}
for (const [path, { integrity, os, cpu, libc, link }] of Object.entries(lock.packages)) {
  const ours =
    (os ?? ['linux']).includes('linux') && (cpu ?? ['x64']).includes('x64') && (libc ?? ['glibc']).includes('glibc');
  if (path.includes('node_modules/') && !link && ours && !integrity) unsealed.push(path);
}

if (unsealed.length > 0) {
  console.error(`lock file: no digest for ${unsealed.join(', ')}`);
  process.exitCode = 1;
} else if (added.length === 0) {
  console.log(`lock file: complete, ${Object.keys(lock.packages).length - 1} packages`);
} else if (process.argv.includes('--check')) {
  console.error(`lock file: no entry for ${added.join(', ')}; run \`node tools/complete-lock.mjs\` and commit it`);
  process.exitCode = 1;
} else {
  // npm's own order, so that its next change of the file is a small one.
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'));
  lock.packages = Object.fromEntries(sorted);
  writeFileSync(file, `${JSON.stringify(lock, undefined, 2)}\n`);
  console.log(`lock file: entered ${added.length} builds for other systems`);
}

/** By the words of its name, as those packages are all called: `@oxlint/binding-linux-riscv64-musl`. */
function system(name) {
  const words = name.split(/[/-]/);
  const os = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32'].find((one) => words.includes(one));
  const cpu = ['x64', 'arm64', 'arm', 'ia32', 'ppc64', 'riscv64', 's390x'].find((one) => words.includes(one));
  if (!os || !cpu) throw new Error(`the name ${name} does not say which system it is for`);
  const musl = words.some((word) => word.startsWith('musl'));
  return { cpu: [cpu], ...(os === 'linux' ? { libc: [musl ? 'musl' : 'glibc'] } : {}), os: [os] };
}
