import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runTraced, whyNoTracedRun } from '../support/outside-calls.ts';

const root = join(import.meta.dirname, '../..');
const leftOut = whyNoTracedRun();
if (leftOut) console.warn(`offline: left out, ${leftOut}`);
const built = existsSync(join(root, 'dist/cli.js'));
if (!built) console.warn('offline: the demo is left out, dist/cli.js is not built');

describe.skipIf(leftOut !== undefined)('without a network', () => {
  it('a program that calls out is seen doing so, over TCP and UDP, IPv4 and IPv6', () => {
    const script =
      "require('net').connect(80, '192.0.2.1').on('error', () => {});" +
      "require('net').connect(80, '2001:db8::1').on('error', () => {});" +
      "require('dgram').createSocket('udp4').send('x', 53, '198.51.100.7', () => process.exit());";
    const { outside } = runTraced([process.execPath, '-e', script], root);
    for (const address of ['192.0.2.1', '2001:db8::1', '198.51.100.7']) {
      expect(outside.filter((line) => line.includes(address))).toHaveLength(1);
    }
  });

  it.skipIf(!built)(
    'the demo does its whole job and asks nobody for anything',
    () => {
      const out = mkdtempSync(join(tmpdir(), 'quaywatch-offline-'));
      const done = runTraced([join(root, 'quaywatch'), 'demo', '--out', out], root);
      expect(done.stderr).not.toMatch(/\bError\b/);
      expect(done.status).toBe(0);
      expect(existsSync(join(out, 'case/report.html'))).toBe(true);
      expect(done.outside).toEqual([]);
      rmSync(out, { recursive: true, force: true });
    },
    180_000,
  );
});
