import type { Layout } from './attribute-part.ts';
import { DEVICE_LEVEL_RING, PORT, QOS, TIME_SYNC } from './classes.ts';

const security = (name: string): string => `cip.eip_security.${name}`;

/** Clock, ring, priorities and ports of a device: volume 1, chapter 5, time sync and port; volume 2, chapter 5; volume 8. */
export const networkLayouts: readonly Layout[] = [
  [
    TIME_SYNC,
    [
      [['cip.time_sync.ptp_enable', 1]],
      [['cip.time_sync.is_synchronized', 1]],
      [['cip.time_sync.sys_time_micro', 8]],
      [['cip.time_sync.sys_time_nano', 8]],
      [['cip.time_sync.offset_from_master', 8]],
      [['cip.time_sync.max_offset_from_master', 8]],
      [['cip.time_sync.mean_path_delay_to_master', 8]],
      [
        ['cip.time_sync.gm_clock.clock_id', 'bytes8'],
        ['cip.time_sync.gm_clock.clock_class', 2],
        ['cip.time_sync.gm_clock.time_accuracy', 2],
        ['cip.time_sync.gm_clock.offset_scaled_log_variance', 2],
        ['cip.time_sync.gm_clock.current_utc_offset', 2],
        ['cip.time_sync.gm_clock.time_property_flags', 2],
        ['cip.time_sync.gm_clock.time_source', 2],
        ['cip.time_sync.gm_clock.priority1', 2],
        ['cip.time_sync.gm_clock.priority2', 2],
      ],
      [
        ['cip.time_sync.parent_clock.clock_id', 'bytes8'],
        ['cip.time_sync.parent_clock.port_number', 2],
        ['cip.time_sync.parent_clock.observed_offset_scaled_log_variance', 2],
        ['cip.time_sync.parent_clock.observed_phase_change_rate', 4],
      ],
      [
        ['cip.time_sync.local_clock.clock_id', 'bytes8'],
        ['cip.time_sync.local_clock.clock_class', 2],
        ['cip.time_sync.local_clock.time_accuracy', 2],
        ['cip.time_sync.local_clock.offset_scaled_log_variance', 2],
        ['cip.time_sync.local_clock.current_utc_offset', 2],
        ['cip.time_sync.local_clock.time_property_flags', 2],
        ['cip.time_sync.local_clock.time_source', 2],
      ],
      [['cip.time_sync.port_number', 2]],
      [
        [
          'cip.time_sync.port_state_info.num_ports',
          'each2',
          [
            ['cip.time_sync.port_state_info.port_number', 2],
            ['cip.time_sync.port_state_info.port_state', 2],
          ],
        ],
      ],
      [
        [
          'cip.time_sync.port_enable_cfg.num_ports',
          'each2',
          [
            ['cip.time_sync.port_enable_cfg.port_number', 2],
            ['cip.time_sync.port_enable_cfg.port_enable', 2],
          ],
        ],
      ],
      [
        [
          'cip.time_sync.port_log_announce.num_ports',
          'each2',
          [
            ['cip.time_sync.port_log_announce.port_number', 2],
            ['cip.time_sync.port_log_announce.interval', 2],
          ],
        ],
      ],
      [
        [
          'cip.time_sync.port_log_sync.num_ports',
          'each2',
          [
            ['cip.time_sync.port_log_sync.port_number', 2],
            ['cip.time_sync.port_log_sync.port_log_sync_interval', 2],
          ],
        ],
      ],
      [['cip.time_sync.priority1', 1]],
      [['cip.time_sync.priority2', 1]],
      [['cip.time_sync.domain_number', 1]],
      [['cip.time_sync.clock_type', 2]],
      [['cip.time_sync.manufacture_id', 4]],
      [['cip.time_sync.prod_desc', 'text4']],
      [['cip.time_sync.revision_data', 'text4']],
      [['cip.time_sync.user_desc', 'text4']],
      [
        [
          'cip.time_sync.port_profile_id_info.num_ports',
          'each2',
          [
            ['cip.time_sync.port_profile_id_info.port_number', 2],
            ['cip.time_sync.port_profile_id_info.profile_id', 'bytes8'],
          ],
        ],
      ],
      [
        [
          'cip.time_sync.port_phys_addr_info.num_ports',
          'each2',
          [
            ['cip.time_sync.port_phys_addr_info.port_number', 2],
            ['cip.time_sync.port_profile_id_info.phys_proto', 'bytes16'],
            ['cip.time_sync.port_phys_addr_info.addr_size', 2],
            ['cip.time_sync.port_profile_id_info.phys_addr', 'bytes16'],
          ],
        ],
      ],
      [
        [
          'cip.time_sync.port_proto_addr_info.num_ports',
          'each2',
          [
            ['cip.time_sync.port_proto_addr_info.port_number', 2],
            ['cip.time_sync.port_proto_addr_info.network_proto', 2],
            ['cip.time_sync.port_proto_addr_info.addr_size', 2],
            ['cip.time_sync.port_profile_id_info.port_proto_addr', 'bytes16'],
          ],
        ],
      ],
      [['cip.time_sync.steps_removed', 2]],
      [
        ['cip.time_sync.sys_time_and_offset.time', 8],
        ['cip.time_sync.sys_time_and_offset.offset', 8],
      ],
    ],
  ],
  [
    DEVICE_LEVEL_RING,
    [
      [['cip.dlr.network_topology', 1]],
      [['cip.dlr.network_status', 1]],
      [['cip.dlr.ring_supervisor_status', 1]],
      [
        ['cip.dlr.rscconfig.supervisor_enable', 1],
        ['cip.dlr.rscconfig.supervisor_precedence', 1],
        ['cip.dlr.rscconfig.beacon_interval', 4],
        ['cip.dlr.rscconfig.beacon_timeout', 4],
        ['cip.dlr.rscconfig.dlr_vlan_id', 2],
      ],
      [['cip.dlr.ring_faults_count', 2]],
      [
        ['cip.dlr.lanp1.ip_addr', 'ip'],
        ['cip.dlr.lanp1.physical_address', 'mac'],
      ],
      [
        ['cip.dlr.lanp2.ip_addr', 'ip'],
        ['cip.dlr.lanp2.physical_address', 'mac'],
      ],
      [['cip.dlr.participants_count', 2]],
      [
        [
          '',
          'each',
          [
            ['cip.dlr.rppl.ip_addr', 'ip'],
            ['cip.dlr.rppl.physical_address', 'mac'],
          ],
        ],
      ],
      [
        ['cip.dlr.asa.ip_addr', 'ip'],
        ['cip.dlr.asa.physical_address', 'mac'],
      ],
      [['cip.dlr.supervisor_precedence', 1]],
      [['cip.dlr.capflags', 4]],
      [
        ['cip.dlr.rgc.gateway_enable', 1],
        ['cip.dlr.rgc.gateway_precedence', 1],
        ['cip.dlr.rgc.advertise_interval', 4],
        ['cip.dlr.rgc.advertise_timeout', 4],
        ['cip.dlr.rgc.learning_update_enable', 1],
      ],
      [['cip.dlr.redundant_gateway_status', 1]],
      [
        ['cip.dlr.aga.ip_addr', 'ip'],
        ['cip.dlr.aga.physical_address', 'mac'],
      ],
      [['cip.dlr.active_gateway_precedence', 1]],
    ],
  ],
  [
    QOS,
    [
      [['cip.qos.8021q_enable', 1]],
      [['cip.qos.ptp_event', 1]],
      [['cip.qos.ptp_general', 1]],
      [['cip.qos.urgent', 1]],
      [['cip.qos.scheduled', 1]],
      [['cip.qos.high', 1]],
      [['cip.qos.low', 1]],
      [['cip.qos.explicit', 1]],
    ],
  ],
  [
    PORT,
    [
      [['cip.port.type', 2]],
      [['cip.port.number', 2]],
      [['cip.port.link_path', 'path']],
      [['cip.port.name', 'text1']],
      [['cip.port.type_name', 'text1']],
      [['cip.port.description', 'text1']],
      [['cip.epath', 'rest']],
      [
        ['cip.port.min_node', 2],
        ['cip.port.max_node', 2],
      ],
      [['cip.epath', 'rest']],
      [['cip.port.routing', 4]],
    ],
  ],
  [0x5d, [[['cip.security.state', 1]], [['cip.security.profiles', 2]], [['cip.security.profiles_configured', 2]]]],
  [
    0x5e,
    [
      [[security('state'), 1]],
      [[security('capability_flags'), 4]],
      [[security('num_avail_cipher_suites'), 'each1', [[security('avail_cipher_suite'), 2]]]],
      [[security('num_allow_cipher_suites'), 'each1', [[security('allow_cipher_suite'), 2]]]],
      // Keys, and paths to certificates, whose lengths are told in more ways than one.
      [],
      [],
      [],
      [],
      [[security('verify_client_cert'), 1]],
      [[security('send_cert_chain'), 1]],
      [[security('check_expiration'), 1]],
    ],
  ],
];
