/** Objects by class number: volume 1 table 5-1.1, and those of vendors that everybody meets. */
export const IDENTITY = 0x01;
export const MESSAGE_ROUTER = 0x02;
export const ASSEMBLY = 0x04;
export const CONNECTION = 0x05;
export const CONNECTION_MANAGER = 0x06;
export const MOTOR_DATA = 0x28;
export const CONTROL_SUPERVISOR = 0x29;
export const AC_DRIVE = 0x2a;
export const FILE = 0x37;
export const SAFETY_SUPERVISOR = 0x39;
export const MOTION_AXIS = 0x42;
export const TIME_SYNC = 0x43;
export const MODBUS = 0x44;
export const DEVICE_LEVEL_RING = 0x47;
export const QOS = 0x48;
export const PCCC = 0x67;
export const PROGRAM = 0x68;
export const SYMBOL = 0x6b;
export const TEMPLATE = 0x6c;
export const FIRMWARE = 0xa1;
export const CONNECTION_CONFIGURATION = 0xf3;
export const PORT = 0xf4;
export const TCP_IP = 0xf5;
export const ETHERNET_LINK = 0xf6;

export const classes: ReadonlyMap<number, string> = new Map([
  [0x01, 'identity'],
  [0x02, 'message router'],
  [0x03, 'DeviceNet'],
  [0x04, 'assembly'],
  [0x05, 'connection'],
  [0x06, 'connection manager'],
  [0x07, 'register'],
  [0x08, 'discrete input point'],
  [0x09, 'discrete output point'],
  [0x0a, 'analog input point'],
  [0x0b, 'analog output point'],
  [0x0e, 'presence sensing'],
  [0x0f, 'parameter'],
  [0x10, 'parameter group'],
  [0x12, 'group'],
  [0x1d, 'discrete input group'],
  [0x1e, 'discrete output group'],
  [0x1f, 'discrete group'],
  [0x20, 'analog input group'],
  [0x21, 'analog output group'],
  [0x22, 'analog group'],
  [0x23, 'position sensor'],
  [0x24, 'position controller supervisor'],
  [0x25, 'position controller'],
  [0x26, 'block sequencer'],
  [0x27, 'command block'],
  [0x28, 'motor data'],
  [0x29, 'control supervisor'],
  [0x2a, 'AC/DC drive'],
  [0x2b, 'acknowledge handler'],
  [0x2c, 'overload'],
  [0x2d, 'softstart'],
  [0x2e, 'selection'],
  [0x30, 'S-Device supervisor'],
  [0x31, 'S-Analog sensor'],
  [0x32, 'S-Analog actuator'],
  [0x33, 'S-Single stage controller'],
  [0x34, 'S-Gas calibration'],
  [0x35, 'trip point'],
  [0x37, 'file'],
  [0x38, 'S-Partial pressure'],
  [0x39, 'safety supervisor'],
  [0x3a, 'safety validator'],
  [0x3b, 'safety discrete output point'],
  [0x3c, 'safety discrete output group'],
  [0x3d, 'safety discrete input point'],
  [0x3e, 'safety discrete input group'],
  [0x3f, 'safety dual channel output'],
  [0x40, 'S-Sensor calibration'],
  [0x41, 'event log'],
  [0x42, 'motion device axis'],
  [0x43, 'time sync'],
  [0x44, 'Modbus'],
  [0x45, 'originator connection list'],
  [0x46, 'Modbus serial link'],
  [0x47, 'device level ring'],
  [0x48, 'QoS'],
  [0x49, 'safety analog input point'],
  [0x4a, 'safety analog input group'],
  [0x4b, 'safety dual channel analog input'],
  [0x4c, 'SERCOS III link'],
  [0x4d, 'target connection list'],
  [0x4e, 'base energy'],
  [0x4f, 'electrical energy'],
  [0x50, 'non-electrical energy'],
  [0x51, 'base switch'],
  [0x52, 'SNMP'],
  [0x53, 'power management'],
  [0x54, 'RSTP bridge'],
  [0x55, 'RSTP port'],
  [0x56, 'PRP/HSR protocol'],
  [0x57, 'PRP/HSR nodes table'],
  [0x58, 'safety feedback'],
  [0x59, 'safety dual channel feedback'],
  [0x5a, 'safety stop functions'],
  [0x5b, 'safety limit functions'],
  [0x5c, 'power curtailment'],
  [0x5d, 'CIP security'],
  [0x5e, 'EtherNet/IP security'],
  [0x5f, 'certificate management'],
  [0x60, 'authority'],
  [0x61, 'password authenticator'],
  [0x62, 'certificate authenticator'],
  [0x67, 'pccc'],
  [0x68, 'program'],
  [0x6b, 'symbol'],
  [0x6c, 'template'],
  [0x70, 'task'],
  [0x8b, 'wall clock time'],
  [0xa1, 'non-volatile storage'],
  [0xf0, 'ControlNet'],
  [0xf1, 'ControlNet keeper'],
  [0xf2, 'ControlNet scheduling'],
  [0xf3, 'connection configuration'],
  [0xf4, 'port'],
  [0xf5, 'TCP/IP interface'],
  [0xf6, 'Ethernet link'],
  [0xf7, 'CompoNet'],
  [0xf8, 'CompoNet repeater'],
  [0xf9, 'HART master port'],
  [0xfa, 'I/O aggregation'],
  [0x100, 'protection trip'],
  [0x101, 'protection alarm'],
  [0x102, 'circuit breaker supervisor'],
  [0x103, 'circuit breaker statistics'],
  [0x104, 'electrical demand'],
  [0x105, 'electrical statistics'],
  [0x106, 'machine base data'],
  [0x107, 'HART process device'],
  [0x108, 'process device diagnostics'],
  [0x109, 'LLDP management'],
  [0x10a, 'LLDP data table'],
  [0x10b, 'IO-Link service parameter'],
  [0x10c, 'IO-Link master PHY'],
  [0x10d, 'IO-Link device PHY'],
  [0x10e, 'pilot light supervisor'],
  [0x10f, 'select line link'],
  [0x110, 'in-cabinet actual topology'],
  [0x111, 'in-cabinet commissioning'],
]);

/** The object's name, or its class number. */
export function className(classId: number): string {
  return classes.get(classId) ?? `class 0x${classId.toString(16).padStart(2, '0')}`;
}
