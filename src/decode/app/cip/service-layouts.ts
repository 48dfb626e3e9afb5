import type { Part } from './attribute-part.ts';
import { CONNECTION, CONNECTION_MANAGER, CONNECTION_CONFIGURATION, MODBUS, SAFETY_SUPERVISOR } from './classes.ts';

/** Data of a service's request and of its good answer; without parts, none. */
export interface ServiceLayout {
  readonly asked: readonly Part[];
  readonly answered: readonly Part[];
}

const TRIAD: readonly Part[] = [
  ['cip.cm.conn_serial_num', 2],
  ['cip.cm.vendor', 2],
  ['cip.cm.orig_serial_num', 4],
];

/** What a connection manager knows of one connection (volume 1, chapter 3, get connection data). */
const CONNECTION_DATA: readonly Part[] = [
  ['cip.cm.conn_number', 2],
  ['cip.cm.conn_state', 2],
  ['cip.cm.orig_port', 2],
  ['cip.cm.targ_port', 2],
  ...TRIAD,
  ['cip.cm.ot_connid', 4],
  ['cip.cm.targ_ot_connid', 4],
  ['cip.cm.timeout_multiplier', 1],
  ['', 'pad3'],
  ['cip.cm.otrpi', 4],
  ['cip.cm.otapi', 4],
  ['cip.cm.orig_to_connid', 4],
  ['cip.cm.to_connid', 4],
  ['cip.cm.to_timeout_multiplier', 1],
  ['', 'pad3'],
  ['cip.cm.torpi', 4],
  ['cip.cm.toapi', 4],
];

const safety = (name: string): string => `cipsafety.ssupervisor.${name}`;
/** Network number and node of a device, as one. */
const unid = (name: string): Part => [safety(name), 'bytes10'];
/** Passed over: a password is never kept. */
const PASSWORD: Part = ['', 'secret16'];
const VALIDATED: readonly Part[] = [
  [safety('validate_configuration.sccrc'), 4],
  [safety('validate_configuration.scts'), 'bytes6'],
];
const CHANGE_TYPE: readonly Part[] = [['cip.cco.change_type', 2]];
/** Services of objects that are read part by part, by `class * 128 + service`. */
export const serviceLayouts: ReadonlyMap<number, ServiceLayout> = new Map(
  (
    [
      [
        CONNECTION,
        0x4b,
        [
          ['cip.conn.bound', 2],
          ['cip.conn.bound', 2],
        ],
        [],
      ],
      [CONNECTION, 0x4c, [['cip.epath', 'rest']], [['cip.conn.producing', 'list2']]],
      [CONNECTION_MANAGER, 0x56, [['cip.cm.conn_number', 2]], CONNECTION_DATA],
      [CONNECTION_MANAGER, 0x57, TRIAD, CONNECTION_DATA],
      [
        CONNECTION_MANAGER,
        0x5a,
        [
          ['', 'pad1'],
          ['cip.epath', 'epath'],
        ],
        [
          ['cip.cm.gco.conn', 1],
          ['cip.cm.gco.coo_conn', 1],
          ['cip.cm.gco.roo_conn', 1],
          ['cip.cm.gco.la', 1],
          ...TRIAD,
        ],
      ],
      [0x0f, 0x4b, [['cip.parameter.enum', 1]], [['cip.parameter.enum_string', 'text1']]],
      [SAFETY_SUPERVISOR, 0x4b, [], []],
      [SAFETY_SUPERVISOR, 0x4c, [], []],
      [SAFETY_SUPERVISOR, 0x4d, [PASSWORD, unid('configure_request.tunid'), unid('configure_request.ounid')], []],
      [SAFETY_SUPERVISOR, 0x4e, VALIDATED, VALIDATED],
      [SAFETY_SUPERVISOR, 0x4f, [PASSWORD, PASSWORD], []],
      [SAFETY_SUPERVISOR, 0x50, [[safety('configure_lock.lock'), 1], PASSWORD, unid('configure_lock.tunid')], []],
      [SAFETY_SUPERVISOR, 0x51, [[safety('mode_change.value'), 1], PASSWORD], []],
      [
        SAFETY_SUPERVISOR,
        0x52,
        [
          [safety('reset.type'), 1],
          PASSWORD,
          unid('reset.tunid'),
          // Only where the type says that some attributes are kept.
          [safety('reset.attr_bitmap'), 1],
        ],
        [],
      ],
      [SAFETY_SUPERVISOR, 0x53, [['', 'secret1']], []],
      [SAFETY_SUPERVISOR, 0x54, [unid('propose_tunid.tunid')], []],
      [SAFETY_SUPERVISOR, 0x55, [unid('apply_tunid.tunid')], []],
      [
        MODBUS,
        0x51,
        [
          ['cip.mb.function', 1],
          ['cip.mb.data', 'rest'],
        ],
        [
          ['cip.mb.function', 1],
          ['cip.mb.data', 'rest'],
        ],
      ],
      [CONNECTION_CONFIGURATION, 0x4f, [], []],
      [CONNECTION_CONFIGURATION, 0x51, CHANGE_TYPE, []],
      [CONNECTION_CONFIGURATION, 0x52, CHANGE_TYPE, []],
    ] as const satisfies readonly (readonly [number, number, readonly Part[], readonly Part[]])[]
  ).map(([classId, service, asked, answered]) => [classId * 128 + service, { asked, answered }]),
);

/** Fields of services that attributes do not have. */
export const serviceFields: readonly string[] = [
  ...new Set(
    [...serviceLayouts.values()].flatMap(({ asked, answered }) => [...asked, ...answered].map(([field]) => field)),
  ),
].filter((field) => field !== '');
