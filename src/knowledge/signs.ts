import { compareText } from '../kernel/compare.ts';
import type { SignKnowledge } from './sign.ts';
import { addressSigns } from './signs/address.ts';
import { counterSigns } from './signs/counter.ts';
import { applicationSigns, identitySigns, namingSigns, timingSigns } from './signs/identity.ts';
import { routingSigns } from './signs/routing.ts';

/** Every sign that speaks for a path nobody declared, by id. Numbers are those of the field's list of signs; gaps are signs that need other protocols. */
export const signs: readonly SignKnowledge[] = [
  ...routingSigns,
  ...addressSigns,
  ...identitySigns,
  ...namingSigns,
  ...applicationSigns,
  ...timingSigns,
].sort((a, b) => compareText(a.id, b.id));

export const counterSignList: readonly SignKnowledge[] = counterSigns;

const byId: ReadonlyMap<string, SignKnowledge> = new Map([...signs, ...counterSigns].map((sign) => [sign.id, sign]));

/** A row by its id; asking for one that is not there is a bug of ours. */
export function signById(id: string): SignKnowledge {
  const sign = byId.get(id);
  if (sign === undefined) throw new Error(`no sign ${id}`);
  return sign;
}
