/**
 * `npm run demo`: from a fresh clone to a report. Installs what is missing, builds, runs `quaywatch demo`,
 * and says where the report lies. Plain Node: it runs before there are packages.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = 'out/demo';

step('tools/setup.mjs');
step('tools/build.mjs');
step('quaywatch', 'demo', '--out', out, ...process.argv.slice(2));

const report = join(root, out, 'case', 'report.html');
if (!existsSync(report)) {
  process.stderr.write(`demo: ended well, yet ${report} is missing\n`);
  process.exit(1);
}
process.stdout.write(`\nOpen the report in a browser: ${report}\n`);

function step(script, ...args) {
  const { status } = spawnSync(process.execPath, [join(root, script), ...args], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
