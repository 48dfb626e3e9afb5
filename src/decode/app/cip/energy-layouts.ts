import type { Layout, Part } from './attribute-part.ts';

/** Five numbers of three digits, from thousandths of a kilowatt hour up to terawatt hours. */
const odometer = (name: string): readonly Part[] => Array.from({ length: 5 }, (): Part => [`cip.energy.${name}`, 2]);
const signedOdometer = (name: string): readonly Part[] =>
  Array.from({ length: 5 }, (): Part => [`cip.energy.${name}`, 'signed2']);
const reals = (...names: readonly string[]): readonly (readonly Part[])[] =>
  names.map((name): readonly Part[] => [[`cip.energy.${name}`, 'real']]);

/** What meters of energy measure: volume 1, chapter 5, base energy and electrical energy. */
export const energyLayouts: readonly Layout[] = [
  [
    0x4e,
    [
      [['cip.energy.type', 2]],
      [['cip.energy.capabilities', 2]],
      [['cip.energy.accuracy', 2]],
      [['cip.energy.accuracy_basis', 2]],
      [['cip.energy.full_scale', 'real']],
      [['cip.energy.status', 2]],
      odometer('consumed'),
      odometer('generated'),
      signedOdometer('net'),
      [['cip.energy.transfer_rate', 'real']],
    ],
  ],
  [
    0x4f,
    [
      odometer('real_consumed'),
      odometer('real_generated'),
      signedOdometer('real_net'),
      odometer('reactive_consumed'),
      odometer('reactive_generated'),
      signedOdometer('reactive_net'),
      odometer('apparent'),
      odometer('kiloampere_hours'),
      ...reals(
        'frequency',
        'current_l1',
        'current_l2',
        'current_l3',
        'current_average',
        'current_unbalance',
        'voltage_l1_n',
        'voltage_l2_n',
        'voltage_l3_n',
        'voltage_n_average',
        'voltage_n_unbalance',
        'voltage_l1_l2',
        'voltage_l2_l3',
        'voltage_l3_l1',
        'voltage_l_average',
        'voltage_l_unbalance',
        'real_power_l1',
        'real_power_l2',
        'real_power_l3',
        'real_power',
        'reactive_power_l1',
        'reactive_power_l2',
        'reactive_power_l3',
        'reactive_power',
        'apparent_power_l1',
        'apparent_power_l2',
        'apparent_power_l3',
        'apparent_power',
        'power_factor_l1',
        'power_factor_l2',
        'power_factor_l3',
        'power_factor',
      ),
      [['cip.energy.phase_rotation', 2]],
    ],
  ],
];
