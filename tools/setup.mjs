/**
 * Makes a fresh clone usable: `node tools/setup.mjs [--tests]`. Plain Node without packages, since it runs
 * before there are any. Installs what package-lock.json names when node_modules lacks it; with --tests also
 * the Debian packages that tests use. Does nothing, in a few milliseconds, when all is there.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Command → Debian package. What each is for stands in CONTRIBUTING.md. */
const testCommands = {
  tshark: 'tshark',
  capinfos: 'wireshark-common',
  editcap: 'wireshark-common',
  chromium: 'chromium',
  strace: 'strace',
  zstd: 'zstd',
  gcc: 'gcc',
  unshare: 'util-linux',
  ip: 'iproute2',
  tar: 'tar',
  gzip: 'gzip',
};

requireNode();
requirePackages();
if (process.argv.includes('--tests')) requireCommands();

function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 ? major === 21 : major < 20 || minor < 11) {
    stop(`Quaywatch needs Node 20.11 or later (20 or from 22 on), this is ${process.versions.node}.`);
  }
}

function requirePackages() {
  const reason = missingPackage();
  if (reason === undefined) return;
  say(`${reason}: npm ci`);
  const done = run('npm', ['ci', '--no-audit', '--no-fund']);
  if (done.status !== 0) stop('npm ci failed; what it said stands above. It needs the npm registry or a mirror of it.');
  const still = missingPackage();
  if (still !== undefined) stop(`npm ci ended well, yet ${still}.`);
}

/** Why node_modules is not what package-lock.json says; undefined when it is. */
function missingPackage() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return 'no packages installed yet';
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const found = JSON.parse(readFileSync(installed, 'utf8')).packages;
  for (const [path, { version, optional, link, os, cpu }] of Object.entries(wanted)) {
    if (path === '' || link || !path.startsWith('node_modules/')) continue;
    const name = path.slice('node_modules/'.length);
    if (found[path] === undefined) {
      // Optional ones are builds for one system each, and only ours must be there.
      const forUs = os?.includes(process.platform) && cpu?.includes(process.arch) && !path.endsWith('-musl');
      if (!optional || forUs) return `${name} is not installed`;
    } else if (found[path].version !== version) {
      return `${name} is ${found[path].version}, package-lock.json says ${version}`;
    }
  }
  return undefined;
}

function requireCommands() {
  const missing = Object.keys(testCommands).filter((command) => !onPath(command));
  if (missing.length === 0) return;
  const packages = [...new Set(missing.map((command) => testCommands[command]))].sort();
  const install = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  const first = `The tests need ${missing.join(', ')}.`;
  if (!onPath('apt-get')) stop(`${first} Install what your system calls ${packages.join(', ')} (names in Debian).`);

  const sudo = process.getuid() === 0 ? [] : ['sudo', '-n'];
  if (sudo.length > 0 && spawnSync('sudo', ['-n', 'true']).status !== 0) {
    stop(`${first} Please run:\n  sudo apt-get update && sudo ${install}`);
  }
  say(`${first} ${install}`);
  // Debian asks whether others than root may capture; the tests only read files.
  const quiet = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args) => {
    const [command, ...rest] = [...sudo, 'apt-get', '-q', ...args];
    return run(command, rest, quiet);
  };
  apt('update');
  const done = apt('install', '-y', '--no-install-recommends', ...packages);
  const still = missing.filter((command) => !onPath(command));
  if (done.status !== 0 || still.length > 0) {
    stop(`${still.join(', ') || 'apt-get'} could not be installed; please run as root:\n  ${install}`);
  }
}

function onPath(command) {
  return [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'].some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** What is installed goes to stderr: standard output belongs to the command that set-up serves. */
function run(command, args, env = process.env) {
  return spawnSync(command, args, { cwd: root, env, stdio: ['ignore', 2, 2] });
}

function say(text) {
  process.stderr.write(`set-up: ${text}\n`);
}

function stop(text) {
  process.stderr.write(`set-up: ${text}\n`);
  process.exit(1);
}
