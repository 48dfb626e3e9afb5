import type { Layout, Part } from './attribute-part.ts';
import { SAFETY_SUPERVISOR } from './classes.ts';

const supervisor = (name: string): string => `cipsafety.ssupervisor.${name}`;
const validator = (name: string): string => `cipsafety.svalidator.${name}`;

/** Three details of an exception: common ones, those of the device and those of its maker. */
const DETAIL: readonly Part[] = [
  [supervisor('exception_detail.ced.detail'), 'sized1'],
  [supervisor('exception_detail.ded.detail'), 'sized1'],
  [supervisor('exception_detail.med.detail'), 'sized1'],
];

/** Safety supervisor, safety validator and SERCOS III link: volume 5, chapter 5. Numbers that are free have no parts. */
export const safetyLayouts: readonly Layout[] = [
  [
    SAFETY_SUPERVISOR,
    [
      [[supervisor('num_attr'), 1]],
      [['', 'each', [[supervisor('attr_item'), 1]]]],
      [],
      [],
      [[supervisor('manufacture_name'), 'text1']],
      [[supervisor('manufacture_model_number'), 'text1']],
      [[supervisor('sw_rev_level'), 'text1']],
      [[supervisor('hw_rev_level'), 'text1']],
      [[supervisor('manufacture_serial_number'), 'text1']],
      [[supervisor('device_config'), 'text1']],
      [[supervisor('device_status'), 1]],
      [[supervisor('exception_status'), 1]],
      DETAIL,
      DETAIL,
      [[supervisor('alarm_enable'), 1]],
      [[supervisor('warning_enable'), 1]],
      [[supervisor('time'), 'bytes6']],
      [[supervisor('clock_power_cycle_behavior'), 1]],
      [[supervisor('last_maintenance_date'), 2]],
      [[supervisor('next_scheduled_maintenance_date'), 2]],
      [[supervisor('scheduled_maintenance_expiration_timer'), 'signed2']],
      [[supervisor('scheduled_maintenance_expiration_warning'), 1]],
      [[supervisor('run_hours'), 4]],
      [[supervisor('configuration_lock'), 1]],
      [[supervisor('configuration_unid'), 'bytes10']],
      [[supervisor('safety_configuration_id'), 'bytes10']],
      [[supervisor('target_unid'), 'bytes10']],
      [
        [
          supervisor('cp_owners.num_entries'),
          'each2',
          [
            [supervisor('cp_owners.ocpunid'), 'bytes10'],
            ['cip.epath', 'sized1'],
          ],
        ],
      ],
      [[supervisor('proposed_tunid'), 'bytes10']],
    ],
  ],
  [
    0x3a,
    [
      [[validator('state'), 1]],
      [[validator('type'), 1]],
      [[validator('ping_epi'), 2]],
      [[validator('time_coord_msg_min_mult.size'), 'each1', [[validator('time_coord_msg_min_mult.item'), 2]]]],
      [[validator('network_time_multiplier.size'), 'each1', [[validator('network_time_multiplier.item'), 2]]]],
      [[validator('timeout_multiplier.size'), 'each1', [[validator('timeout_multiplier.item'), 1]]]],
      [[validator('max_consumer_num'), 1]],
      [[validator('data_conn_inst'), 2]],
      [[validator('coordination_conn_inst.size'), 'each1', [[validator('coordination_conn_inst.item'), 2]]]],
      [[validator('correction_conn_inst'), 2]],
      [[validator('cco_binding'), 2]],
      [[validator('max_data_age'), 2]],
      [['cip.epath', 'rest']],
      [[validator('error_code'), 2]],
      [[validator('prod_cons_fault_count.size'), 'each1', [[validator('prod_cons_fault_count.item'), 1]]]],
    ],
  ],
  [
    0x4c,
    [
      [['cipsafety.sercosiii_link.snn', 'bytes6']],
      [['cipsafety.sercosiii_link.communication_cycle_time', 4]],
      [['cipsafety.sercosiii_link.interface_status', 2]],
      [['cipsafety.sercosiii_link.error_count_mstps', 2]],
      [
        ['cipsafety.sercosiii_link.error_count_p1', 2],
        ['cipsafety.sercosiii_link.error_count_p2', 2],
      ],
      [['cipsafety.sercosiii_link.sercos_address', 2]],
    ],
  ],
];
