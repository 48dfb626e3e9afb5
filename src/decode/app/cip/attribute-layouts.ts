import type { Layout, Part } from './attribute-part.ts';
import {
  ASSEMBLY,
  CONNECTION,
  CONNECTION_MANAGER,
  ETHERNET_LINK,
  FILE,
  IDENTITY,
  MESSAGE_ROUTER,
  TCP_IP,
} from './classes.ts';
import { driveLayouts } from './drive-layouts.ts';
import { energyLayouts } from './energy-layouts.ts';
import { logixLayouts } from './logix-layouts.ts';
import { networkLayouts } from './network-layouts.ts';
import { pointLayouts } from './point-layouts.ts';
import { safetyLayouts } from './safety-layouts.ts';

/** Attributes of an object's class, whatever the object: volume 1, 4-4.1. Asked of instance 0. */
export const CLASS_LEVEL = -2;

const counters = (prefix: string, size: 4 | 8, names: readonly string[]): readonly Part[] =>
  names.map((name) => [`cip.elink.${prefix}.${name}`, size] as const);

/** Objects that every device has, their classes, connections and files; volumes 1 and 2, chapters 5. */
const ownLayouts: readonly Layout[] = [
  [
    IDENTITY,
    [
      [['cip.id.vendor_id', 2]],
      [['cip.id.device_type', 2]],
      [['cip.id.product_code', 2]],
      [
        ['cip.id.major_rev', 1],
        ['cip.id.minor_rev', 1],
      ],
      [['cip.id.status', 2]],
      [['cip.id.serial_number', 4]],
      [['cip.id.product_name', 'text1']],
      [['cip.id.state', 1]],
      [['cip.id.config_value', 2]],
      [['cip.id.heartbeat', 1]],
      [['cip.id.active_language', 'bytes3']],
      [],
      [['cip.id.international_name', 'texts']],
      [
        ['cip.id.semaphore.vendor', 2],
        ['cip.id.semaphore.serial', 4],
        ['cip.id.semaphore.timer', 2],
      ],
      [['cip.id.assigned_name', 'texts']],
      [['cip.id.assigned_description', 'texts']],
      [['cip.id.location', 'texts']],
    ],
  ],
  [
    MESSAGE_ROUTER,
    [
      [['cip.mr.class', 'list2']],
      [['cip.mr.num_available', 2]],
      [['cip.mr.num_active', 2]],
      [['cip.mr.active_connections', 'list2']],
    ],
  ],
  [
    ASSEMBLY,
    [
      [['cip.assembly.members', 2]],
      [
        [
          '',
          'each',
          [
            ['cip.assembly.member_size', 2],
            ['cip.epath', 'sized2'],
          ],
        ],
      ],
      [['cip.data', 'rest']],
      [['cip.assembly.size', 2]],
    ],
  ],
  [
    CONNECTION_MANAGER,
    [
      [['cip.cm.open_requests', 2]],
      [['cip.cm.open_format_rejects', 2]],
      [['cip.cm.open_resource_rejects', 2]],
      [['cip.cm.other_open_rejects', 2]],
      [['cip.cm.close_requests', 2]],
      [['cip.cm.close_format_requests', 2]],
      [['cip.cm.close_other_requests', 2]],
      [['cip.cm.conn_timouts', 2]],
      [['cip.cm.conn_open_bits', 'bits2']],
      [],
      [['cip.cm.cpu_util', 2]],
      [['cip.cm.max_buff_size', 4]],
      [['cip.cm.buff_remaining', 4]],
    ],
  ],
  [
    TCP_IP,
    [
      [['cip.tcpip.status', 4]],
      [['cip.tcpip.config_cap', 4]],
      [['cip.tcpip.config_control', 4]],
      [['cip.tcpip.physical_link', 'path']],
      [
        ['cip.tcpip.ip_addr', 'ip'],
        ['cip.tcpip.subnet_mask', 'ip'],
        ['cip.tcpip.gateway', 'ip'],
        ['cip.tcpip.name_server', 'ip'],
        ['cip.tcpip.name_server2', 'ip'],
        ['cip.tcpip.domain_name', 'text2'],
      ],
      [['cip.tcpip.hostname', 'text2']],
      [['cip.tcpip.snn', 'bytes6']],
      [['cip.tcpip.ttl_value', 1]],
      [
        ['cip.tcpip.mcast.alloc', 1],
        ['cip.tcpip.mcast.reserved', 1],
        ['cip.tcpip.mcast.num_mcast', 2],
        ['cip.tcpip.mcast.addr_start', 'ip'],
      ],
      [['cip.tcpip.select_acd', 1]],
      [
        ['cip.tcpip.last_conflict.acd_activity', 1],
        ['cip.tcpip.last_conflict.remote_mac', 'mac'],
        ['cip.tcpip.last_conflict.arp_pdu', 'bytes28'],
      ],
      [['cip.tcpip.quick_connect', 1]],
      [['cip.tcpip.encap_inactivity', 2]],
      [
        [
          'cip.tcpip.port_count',
          'each1',
          [
            ['cip.tcpip.port_name', 'text1'],
            ['cip.tcpip.port_number', 2],
            ['cip.tcpip.protocol', 1],
            ['cip.tcpip.admin_state', 1],
            ['cip.tcpip.admin_capability', 1],
          ],
        ],
      ],
    ],
  ],
  [
    ETHERNET_LINK,
    [
      [['cip.elink.interface_speed', 4]],
      [['cip.elink.iflags', 4]],
      [['cip.elink.physical_address', 'mac']],
      counters('icount', 4, [
        'in_octets',
        'in_ucast',
        'in_nucast',
        'in_discards',
        'in_errors',
        'in_unknown_protos',
        'out_octets',
        'out_ucast',
        'out_nucast',
        'out_discards',
        'out_errors',
      ]),
      counters('mcount', 4, [
        'alignment_errors',
        'fcs_errors',
        'single_collisions',
        'multiple_collisions',
        'sqe_test_errors',
        'deferred_transmission',
        'late_collisions',
        'excessive_collisions',
        'mac_transmit_errors',
        'carrier_sense_errors',
        'frame_too_long',
        'mac_receive_errors',
      ]),
      [
        ['cip.elink.icontrol.control_bits', 2],
        ['cip.elink.icontrol.forced_speed', 2],
      ],
      [['cip.elink.interface_type', 1]],
      [['cip.elink.interface_state', 1]],
      [['cip.elink.admin_state', 1]],
      [['cip.elink.interface_label', 'text1']],
      [
        ['cip.elink.icapability.capability_bits', 4],
        ['cip.elink.icapability.modes', 'modes'],
      ],
      counters('hc_icount', 8, [
        'in_octets',
        'in_ucast',
        'in_mcast',
        'in_broadcast',
        'out_octets',
        'out_ucast',
        'out_mcast',
        'out_broadcast',
      ]),
      counters('hc_mcount', 8, [
        'stats_align_errors',
        'stats_fcs_errors',
        'stats_internal_mac_transmit_errors',
        'stats_frame_too_long',
        'stats_internal_mac_receive_errors',
        'stats_symbol_errors',
      ]),
    ],
  ],
  [
    CLASS_LEVEL,
    [
      [['cip.class_revision', 2]],
      [['cip.max_instance', 2]],
      [['cip.num_instance', 2]],
      [['cip.class.optional_attributes', 'list2']],
      [['cip.class.optional_services', 'list2']],
      [['cip.class.max_class_attribute', 2]],
      [['cip.class.max_instance_attribute', 2]],
    ],
  ],
  [
    CONNECTION,
    [
      [['cip.conn.state', 1]],
      [['cip.conn.instance_type', 1]],
      [['cip.conn.transport_class_trigger', 1]],
      [['cip.conn.devicenet_produced_id', 2]],
      [['cip.conn.devicenet_consumed_id', 2]],
      [['cip.conn.initial_characteristics', 1]],
      [['cip.conn.produced_size', 2]],
      [['cip.conn.consumed_size', 2]],
      [['cip.conn.expected_packet_rate', 2]],
      [['cip.conn.produced_id', 4]],
      [['cip.conn.consumed_id', 4]],
      [['cip.conn.watchdog_action', 1]],
      [['cip.conn.produced_path_length', 2]],
      [['cip.epath', 'rest']],
      [['cip.conn.consumed_path_length', 2]],
      [['cip.epath', 'rest']],
      [['cip.conn.production_inhibit_time', 2]],
      [['cip.conn.timeout_multiplier', 1]],
    ],
  ],
  [
    FILE,
    [
      [['cip.file.state', 1]],
      [['cip.file.instance_name', 'texts']],
      [['cip.file.format', 2]],
      [['cip.file.file_name', 'texts']],
      [
        ['cip.file.major_rev', 1],
        ['cip.file.minor_rev', 1],
      ],
      [['cip.file.size', 4]],
      [['cip.file.checksum', 2]],
      [['cip.file.invocation', 1]],
      [['cip.file.save_parameters', 1]],
      [['cip.file.access', 1]],
      [['cip.file.encoding', 1]],
    ],
  ],
];

/** Attributes by class. */
export const layouts: ReadonlyMap<number, readonly (readonly Part[])[]> = new Map([
  ...ownLayouts,
  ...driveLayouts,
  ...networkLayouts,
  ...pointLayouts,
  ...energyLayouts,
  ...safetyLayouts,
  ...logixLayouts,
]);
