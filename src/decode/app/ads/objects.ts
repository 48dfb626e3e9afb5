import { groupName, states } from './functions.ts';

/** Areas beside index groups, which are 32 bits of which these were never met. */
export const NAMED = 0xffff_ff01;
export const STATE = 0xffff_ff02;
export const DEVICE = 0xffff_ff03;
export const SUBSCRIPTION = 0xffff_ff04;
/** A route or a host that UDP services speak of. */
export const SYSTEM = 0xffff_ff05;

/** How a command's object reads, e.g. `symbol MAIN.speed` or `outputs %Q 0, 4 bytes`. */
export function objectName(
  _fn: number,
  area: number,
  start: number,
  count: number,
  text?: (id: number) => string,
): string {
  switch (area) {
    case NAMED:
      return `symbol ${text?.(start) ?? start}`;
    case STATE:
      return `state ${states[start] ?? start}`;
    case DEVICE:
      return 'device';
    case SUBSCRIPTION:
      return `notification ${start}`;
    case SYSTEM:
      return count === 0 ? 'system' : `route ${text?.(start) ?? start}`;
    default: {
      const name = groupName(area) ?? `index group ${area}`;
      return `${name} ${start}, ${count} bytes`;
    }
  }
}
