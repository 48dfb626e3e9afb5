/**
 * Records of the system status lists (SZL), from Siemens, "System Software for S7-300/400, System and Standard
 * Functions", chapter "System Status Lists". By the list's number, the lower byte of its id.
 */

/** One part of a record: `size` bytes of a number, a time of eight, or text. */
export interface RecordPart {
  readonly name: string;
  readonly size: number;
  readonly kind: 'number' | 'hex' | 'text' | 'time';
}

export interface StatusListSpec {
  readonly title: string;
  /** Undefined where records are known by their length alone: they are shown as hexadecimal digits. */
  readonly parts: readonly RecordPart[] | undefined;
}

/** `name:2 name:4x name:20t name:8d`: size in bytes, then x for hexadecimal, t for text, d for a date and time. */
function record(text: string): readonly RecordPart[] {
  return text.split(' ').map((part) => {
    const [name = '', layout = ''] = part.split(':');
    const size = Number.parseInt(layout, 10);
    const kind = layout.endsWith('t')
      ? 'text'
      : layout.endsWith('d')
        ? 'time'
        : layout.endsWith('x')
          ? 'hex'
          : 'number';
    return { name, size, kind };
  });
}

const START_INFO = 'event:2x priority:1 ob:1 data_id:2x info1:2x info2:4x time:8d';

export const MODULE_IDENTIFICATION = 0x11;
export const COMPONENT_IDENTIFICATION = 0x1c;
export const ETHERNET = 0x37;
export const DIAGNOSTIC_BUFFER = 0xa0;

export const statusLists: ReadonlyMap<number, StatusListSpec> = new Map([
  [0x00, { title: 'all lists of the module', parts: record('szl_id:2x') }],
  [
    MODULE_IDENTIFICATION,
    { title: 'module identification', parts: record('index:2 order:20t type:2x version1:2x version2:2x') },
  ],
  [0x12, { title: 'CPU characteristics', parts: record('characteristic:2x') }],
  [
    0x13,
    {
      title: 'user memory areas',
      parts: record('index:2 code:2 size:4 mode:2x granularity:2 area1:4 used1:4 block1:4 area2:4 used2:4 block2:4'),
    },
  ],
  [0x14, { title: 'system areas', parts: record('index:2 code:2 quantity:2 retentive:2') }],
  [0x15, { title: 'block types', parts: record('index:2x most:2 longest:2 load_memory:4') }],
  [0x16, { title: 'priority classes', parts: undefined }],
  [0x17, { title: 'system data blocks', parts: undefined }],
  [0x18, { title: 'largest configuration of inputs and outputs', parts: undefined }],
  [0x19, { title: 'LEDs of the module', parts: record('led:2x on:1 blink:1') }],
  [COMPONENT_IDENTIFICATION, { title: 'component identification', parts: record('index:2 text:32t') }],
  [0x21, { title: 'interrupts and errors', parts: undefined }],
  [0x22, { title: 'interrupt status', parts: record(`${START_INFO} al1:2x al2:2x al3:4x`) }],
  [0x23, { title: 'priority classes and their state', parts: undefined }],
  [
    0x24,
    {
      title: 'operating modes',
      parts: record('event:2x ae:1x modes:1x reserved:4x info1:1x info2:1x info3:1x info4:1x time:8d'),
    },
  ],
  [0x25, { title: 'process images and organisation blocks', parts: record('image:1 use:1 ob:1 reserved:1') }],
  [0x31, { title: 'communication capability', parts: record('index:2 parameters:38x') }],
  [
    0x32,
    {
      title: 'communication status, protection level',
      parts: record(
        'index:2 key:2 parameter:2 level:2 mode_switch:2 restart_switch:2 reserved:2x valid:2x ' +
          'hardware1:2x hardware2:2x program1:2x program2:2x reserved:16x',
      ),
    },
  ],
  [0x33, { title: 'stations signed on for diagnostics', parts: undefined }],
  [
    ETHERNET,
    {
      title: 'Ethernet interfaces',
      parts: record(
        'address:2x ip:4x mask:4x router:4x mac:6x source:1 reserved:1 dcp_time:8d port_modes:16x reserved:2x',
      ),
    },
  ],
  [
    0x71,
    {
      title: 'redundant CPUs',
      parts: record(
        'redundancy:2x state1:1x state2:1x function:2x sample_error:2x mode0:2x mode1:2x mode2:2x valid:1x sync:1x',
      ),
    },
  ],
  [0x74, { title: 'state of the LEDs', parts: record('led:2x on:1 blink:1') }],
  [0x75, { title: 'switched DP slaves', parts: undefined }],
  [0x81, { title: 'start information', parts: record(START_INFO) }],
  [0x82, { title: 'start events', parts: record('event:2x ae:1x ob:1') }],
  [
    0x90,
    {
      title: 'DP master systems',
      parts: record('id:1 rack:1 slot:1 submodule:1 address:2x on_cpu:2x on_dpm:2x state:1x reserved:3x'),
    },
  ],
  [
    0x91,
    {
      title: 'module status',
      parts: record('address1:2x address2:2x logical:2x expected:2x actual:2x reserved:2x io_state:2x area_width:2x'),
    },
  ],
  [0x92, { title: 'rack status, 128 stations', parts: record('status:16x') }],
  [0x94, { title: 'rack status, 2,048 stations', parts: record('index:2 status:256x') }],
  [
    0x95,
    {
      title: 'DP master systems, extended',
      parts: record(
        'id:1 rack:1 slot:1 submodule:1 address:2x on_cpu:2x on_dpm:2x state:1x dp_address:1 reserved:2x ' +
          'synchronous_ob:1 reserved:1 baud_rate:4 cycle:4 reserved:16x',
      ),
    },
  ],
  [
    0x96,
    {
      title: 'module status, PROFINET and PROFIBUS',
      parts: record(
        'address:2x system:2x api:4x station:2 slot:2 subslot:2 offset:2 expected:14x differs:2x reserved:2x ' +
          'io_state:2x area_width:2x reserved:10x',
      ),
    },
  ],
  [DIAGNOSTIC_BUFFER, { title: 'diagnostic buffer', parts: record(START_INFO) }],
  [0xb1, { title: 'diagnosis of a module, four bytes', parts: record('state:4x') }],
  [0xb2, { title: 'diagnosis of a module by its place', parts: undefined }],
  [0xb3, { title: 'diagnosis of a module by its address', parts: undefined }],
  [0xb4, { title: 'diagnosis of a DP slave', parts: undefined }],
]);
