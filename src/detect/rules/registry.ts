import type { Rule } from '../rule.ts';
import { controllerAccessRule } from './controller-access.ts';
import { deviceChanged } from './device-changed.ts';
import { deviceMissing } from './device-missing.ts';
import { deviceNotListed } from './device-not-listed.ts';
import { hiddenPath } from './hidden-path.ts';
import { identityTwice } from './identity-twice.ts';
import { zoneCrossing } from './zone-crossing.ts';

/** Every rule. A new one is one file, its cases, and one line here. */
export const rules: readonly Rule[] = [
  hiddenPath,
  controllerAccessRule,
  zoneCrossing,
  deviceNotListed,
  deviceMissing,
  deviceChanged,
  identityTwice,
];
