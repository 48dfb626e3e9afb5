import { type Access, OTHER, PROGRAM, READ, STOP, WRITE } from '../../../schema/facts/vocabulary.ts';

export const MEMORY_READ = 0x0101;
export const MEMORY_WRITE = 0x0102;
export const MEMORY_FILL = 0x0103;
export const MULTIPLE_READ = 0x0104;
export const MEMORY_TRANSFER = 0x0105;
export const PARAMETER_READ = 0x0201;
export const PARAMETER_CLEAR = 0x0203;
export const PROGRAM_READ = 0x0306;
export const PROGRAM_WRITE = 0x0307;
export const RUN = 0x0401;
export const CONTROLLER_DATA = 0x0501;
export const CONNECTION_DATA = 0x0502;
export const CONTROLLER_STATUS = 0x0601;
export const FORCED_SET = 0x2301;

interface Command {
  readonly name: string;
  readonly access: Access;
}

/** Command codes: main code in the upper byte, sub-code in the lower one. */
const commands: ReadonlyMap<number, Command> = new Map<number, Command>([
  [MEMORY_READ, { name: 'memory area read', access: READ }],
  [MEMORY_WRITE, { name: 'memory area write', access: WRITE }],
  [MEMORY_FILL, { name: 'memory area fill', access: WRITE }],
  [MULTIPLE_READ, { name: 'multiple memory area read', access: READ }],
  [MEMORY_TRANSFER, { name: 'memory area transfer', access: WRITE }],
  [PARAMETER_READ, { name: 'parameter area read', access: READ }],
  [0x0202, { name: 'parameter area write', access: PROGRAM }],
  [PARAMETER_CLEAR, { name: 'parameter area clear', access: PROGRAM }],
  [0x0220, { name: 'data link table read', access: READ }],
  [0x0221, { name: 'data link table write', access: PROGRAM }],
  [0x0304, { name: 'program area protect', access: PROGRAM }],
  [0x0305, { name: 'program area protect clear', access: PROGRAM }],
  [PROGRAM_READ, { name: 'program area read', access: PROGRAM }],
  [PROGRAM_WRITE, { name: 'program area write', access: PROGRAM }],
  [0x0308, { name: 'program area clear', access: PROGRAM }],
  [RUN, { name: 'run', access: STOP }],
  [0x0402, { name: 'stop', access: STOP }],
  [0x0403, { name: 'reset', access: STOP }],
  [CONTROLLER_DATA, { name: 'controller data read', access: OTHER }],
  [CONNECTION_DATA, { name: 'connection data read', access: OTHER }],
  [CONTROLLER_STATUS, { name: 'controller status read', access: OTHER }],
  [0x0602, { name: 'network status read', access: OTHER }],
  [0x0603, { name: 'data link status read', access: OTHER }],
  [0x0620, { name: 'cycle time read', access: OTHER }],
  [0x0701, { name: 'clock read', access: READ }],
  [0x0702, { name: 'clock write', access: WRITE }],
  [0x0801, { name: 'loop-back test', access: OTHER }],
  [0x0802, { name: 'broadcast test results read', access: OTHER }],
  [0x0803, { name: 'broadcast test data send', access: OTHER }],
  [0x0920, { name: 'message read or clear', access: OTHER }],
  [0x0c01, { name: 'access right acquire', access: OTHER }],
  [0x0c02, { name: 'access right forced acquire', access: OTHER }],
  [0x0c03, { name: 'access right release', access: OTHER }],
  [0x2101, { name: 'error clear', access: WRITE }],
  [0x2102, { name: 'error log read', access: READ }],
  [0x2103, { name: 'error log clear', access: WRITE }],
  [0x2140, { name: 'write access log read', access: READ }],
  [0x2141, { name: 'write access log clear', access: WRITE }],
  [0x2201, { name: 'file name read', access: READ }],
  [0x2202, { name: 'single file read', access: READ }],
  [0x2203, { name: 'single file write', access: PROGRAM }],
  [0x2204, { name: 'file memory format', access: PROGRAM }],
  [0x2205, { name: 'file delete', access: PROGRAM }],
  [0x2206, { name: 'volume label create or delete', access: PROGRAM }],
  [0x2207, { name: 'file copy', access: PROGRAM }],
  [0x2208, { name: 'file name change', access: PROGRAM }],
  [0x2209, { name: 'file data check', access: OTHER }],
  [0x220a, { name: 'memory area file transfer', access: PROGRAM }],
  [0x220b, { name: 'parameter area file transfer', access: PROGRAM }],
  [0x220c, { name: 'program area file transfer', access: PROGRAM }],
  [0x220f, { name: 'file memory index read', access: READ }],
  [0x2210, { name: 'file memory read', access: READ }],
  [0x2211, { name: 'file memory write', access: PROGRAM }],
  [0x2215, { name: 'directory create or delete', access: PROGRAM }],
  [0x2220, { name: 'memory cassette transfer', access: PROGRAM }],
  [FORCED_SET, { name: 'forced set or reset', access: WRITE }],
  [0x2302, { name: 'forced set or reset cancel', access: WRITE }],
  [0x230a, { name: 'multiple forced status read', access: READ }],
  [0x2601, { name: 'name set', access: WRITE }],
  [0x2602, { name: 'name delete', access: WRITE }],
  [0x2603, { name: 'name read', access: READ }],
]);

export function functionName(fn: number): string | undefined {
  return commands.get(fn)?.name;
}

export function isCommand(fn: number): boolean {
  return commands.has(fn);
}

export function accessOf(fn: number): Access {
  return commands.get(fn)?.access ?? OTHER;
}
