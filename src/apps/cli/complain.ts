import { stderr } from 'node:process';
import type { Problem } from '../../kernel/result.ts';
import { escapeTerminal } from '../../report/terminal/escape.ts';
import type { Case } from '../../schema/case.ts';

/** Trouble on standard error. File names and captured texts may hold what a terminal would act on; only line feeds stay. */
export function complain(message: string): void {
  stderr.write(`quaywatch: ${message.split('\n').map(escapeTerminal).join('\n')}\n`);
}

export function complainAll(problems: readonly Problem[]): void {
  for (const { message } of problems) complain(message);
}

/** Problems inside captures, each with its file and offset; returns how many captures have any. */
export function complainOfCaptures(captures: Case['captures']): number {
  let damaged = 0;
  for (const { names, problems, frames } of captures) {
    if (problems.length > 0) damaged++;
    for (const { code, message, offset, count } of problems) {
      const where = offset < 0 ? '' : ` at byte ${offset}`;
      const times = count > 1 ? ` (${count} times)` : '';
      complain(`${names[0] ?? ''}${where}: ${message}${times} [${code}; ${frames} frame(s) read]`);
    }
  }
  return damaged;
}
