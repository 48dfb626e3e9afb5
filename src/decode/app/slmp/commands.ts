import { type Access, OTHER, PROGRAM, READ, STOP, WRITE } from '../../../schema/facts/vocabulary.ts';

/** What an answer is counted under whose request was not seen: it does not say what it answers. */
export const RESPONSE = 0;
export const READ_TYPE = 0x0101;
export const BATCH_READ = 0x0401;
export const RANDOM_READ = 0x0403;
export const BLOCK_READ = 0x0406;
export const BATCH_WRITE = 0x1401;
export const RANDOM_WRITE = 0x1402;
export const BLOCK_WRITE = 0x1406;
export const REGISTER_MONITOR = 0x0801;
export const UNLOCK = 0x1630;
export const LOCK = 0x1631;

interface Command {
  readonly name: string;
  readonly access: Access;
}

const commands: ReadonlyMap<number, Command> = new Map<number, Command>([
  [RESPONSE, { name: 'response', access: OTHER }],
  [READ_TYPE, { name: 'read type name', access: OTHER }],
  [BATCH_READ, { name: 'batch read', access: READ }],
  [RANDOM_READ, { name: 'random read', access: READ }],
  [BLOCK_READ, { name: 'block batch read', access: READ }],
  [0x0601, { name: 'intelligent module read', access: READ }],
  [0x0613, { name: 'buffer memory read', access: READ }],
  [0x0619, { name: 'self test', access: OTHER }],
  [REGISTER_MONITOR, { name: 'monitor registration', access: READ }],
  [0x0802, { name: 'monitor', access: READ }],
  [0x0e30, { name: 'node search', access: OTHER }],
  [0x0e31, { name: 'IP address set', access: WRITE }],
  [0x0e32, { name: 'device information compare', access: OTHER }],
  [0x0e33, { name: 'parameter get', access: READ }],
  [0x0e34, { name: 'parameter set', access: PROGRAM }],
  [0x0e35, { name: 'parameter set cancel', access: PROGRAM }],
  [0x1001, { name: 'remote run', access: STOP }],
  [0x1002, { name: 'remote stop', access: STOP }],
  [0x1003, { name: 'remote pause', access: STOP }],
  [0x1005, { name: 'remote latch clear', access: STOP }],
  [0x1006, { name: 'remote reset', access: STOP }],
  [BATCH_WRITE, { name: 'batch write', access: WRITE }],
  [RANDOM_WRITE, { name: 'random write', access: WRITE }],
  [BLOCK_WRITE, { name: 'block batch write', access: WRITE }],
  [0x1601, { name: 'intelligent module write', access: WRITE }],
  [0x1613, { name: 'buffer memory write', access: WRITE }],
  [0x1617, { name: 'error clear', access: WRITE }],
  [UNLOCK, { name: 'password unlock', access: OTHER }],
  [LOCK, { name: 'password lock', access: OTHER }],
  [0x1810, { name: 'directory or file information read', access: READ }],
  [0x1811, { name: 'directory or file search', access: READ }],
  [0x1820, { name: 'new file', access: PROGRAM }],
  [0x1822, { name: 'file delete', access: PROGRAM }],
  [0x1824, { name: 'file copy', access: PROGRAM }],
  [0x1825, { name: 'file attribute change', access: PROGRAM }],
  [0x1826, { name: 'file date change', access: PROGRAM }],
  [0x1827, { name: 'file open', access: PROGRAM }],
  [0x1828, { name: 'file read', access: PROGRAM }],
  [0x1829, { name: 'file write', access: PROGRAM }],
  [0x182a, { name: 'file close', access: PROGRAM }],
  [0x2101, { name: 'on demand', access: OTHER }],
]);

export function functionName(fn: number): string | undefined {
  return commands.get(fn)?.name;
}

/** A request's command: one that is known, with a sub-command that some command has. */
export function isRequest(fn: number, sub: number): boolean {
  return fn !== RESPONSE && commands.has(fn) && (sub <= 0x0005 || sub === 0x0040 || (sub >= 0x0080 && sub <= 0x0083));
}

export function accessOf(fn: number): Access {
  return commands.get(fn)?.access ?? OTHER;
}
