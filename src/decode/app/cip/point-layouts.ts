import type { Layout, Part } from './attribute-part.ts';

const ATTRIBUTES = (object: string): readonly Part[] => [[`cip.${object}.attributes`, 1]];

/** Numbers of the attributes that an object has. */
const LIST = (object: string): readonly Part[] => [['', 'each', [[`cip.${object}.attribute_list`, 1]]]];

/**
 * Single inputs and outputs, parameters and their groups, and overloads: volume 1, chapter 5. Attributes whose type
 * another attribute says are left out.
 */
export const pointLayouts: readonly Layout[] = [
  [
    0x08,
    [
      ATTRIBUTES('dip'),
      LIST('dip'),
      [['cip.dip.value', 1]],
      [['cip.dip.status', 1]],
      [['cip.dip.off_on_delay', 2]],
      [['cip.dip.on_off_delay', 2]],
    ],
  ],
  [
    0x09,
    [
      ATTRIBUTES('dop'),
      LIST('dop'),
      [['cip.dop.value', 1]],
      [['cip.dop.status', 1]],
      [['cip.dop.fault_action', 1]],
      [['cip.dop.fault_value', 1]],
      [['cip.dop.idle_action', 1]],
      [['cip.dop.idle_value', 1]],
      [['cip.dop.command', 1]],
      [['cip.dop.flash', 1]],
      [['cip.dop.flash_rate', 1]],
      [['cip.dop.state', 1]],
    ],
  ],
  [
    0x0f,
    [
      // Of the type that attribute 5 says.
      [],
      [['cip.parameter.link_path_size', 1]],
      [['cip.epath', 'rest']],
      [['cip.parameter.descriptor', 2]],
      [['cip.parameter.type', 1]],
      [['cip.parameter.size', 1]],
      [['cip.parameter.name', 'text1']],
      [['cip.parameter.units', 'text1']],
      [['cip.parameter.help', 'text1']],
      [],
      [],
      [],
      [['cip.parameter.multiplier', 2]],
      [['cip.parameter.divisor', 2]],
      [['cip.parameter.base', 2]],
      [['cip.parameter.offset', 'signed2']],
      [['cip.parameter.multiplier_link', 2]],
      [['cip.parameter.divisor_link', 2]],
      [['cip.parameter.base_link', 2]],
      [['cip.parameter.offset_link', 2]],
      [['cip.parameter.precision', 1]],
    ],
  ],
  [0x10, [[['cip.parameter_group.name', 'text1']], [['cip.parameter_group.members', 2]]]],
  [
    0x2c,
    [
      ATTRIBUTES('overload'),
      LIST('overload'),
      [['cip.overload.trip_current', 2]],
      [['cip.overload.trip_class', 1]],
      [['cip.overload.average_current', 'signed2']],
      [['cip.overload.imbalance', 1]],
      [['cip.overload.thermal', 1]],
      [['cip.overload.current_l1', 'signed2']],
      [['cip.overload.current_l2', 'signed2']],
      [['cip.overload.current_l3', 'signed2']],
      [['cip.overload.ground_current', 'signed2']],
    ],
  ],
];
