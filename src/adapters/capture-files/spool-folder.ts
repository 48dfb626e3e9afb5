import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder for what must be unpacked or received before it can be read. It is removed by {@link close}, at exit and
 * on SIGINT, SIGTERM and SIGHUP, unless it is to be kept; only SIGKILL and a power cut leave it behind.
 */
export class SpoolFolder {
  readonly path: string;
  #files = 0;
  #keep = false;

  constructor(parent: string = tmpdir()) {
    this.path = mkdtempSync(join(parent, 'quaywatch-'));
    if (open.size === 0) watch();
    open.add(this);
  }

  /** The path of a new file; the name given is only for people and is reduced to harmless characters. */
  newFile(name: string): string {
    const harmless = name.replace(/[^A-Za-z0-9._-]/g, '_').slice(-64);
    return join(this.path, `${this.#files++}-${harmless}`);
  }

  /** From now on the folder stays when the program ends. */
  keep(): void {
    this.#keep = true;
  }

  close(): void {
    if (!open.delete(this)) return;
    if (open.size === 0) unwatch();
    if (!this.#keep) rmSync(this.path, { recursive: true, force: true });
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

const open: Set<SpoolFolder> = new Set();

function closeAll(): void {
  for (const folder of open) folder.close();
}

/** Cleans up, then lets the signal do what it would have done, so that the caller sees the true cause of death. */
function onSignal(signal: NodeJS.Signals): void {
  closeAll();
  if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
}

function watch(): void {
  process.on('exit', closeAll);
  for (const signal of SIGNALS) process.on(signal, onSignal);
}

function unwatch(): void {
  process.off('exit', closeAll);
  for (const signal of SIGNALS) process.off(signal, onSignal);
}
