import { objectIdentifierText } from '../tls/der.ts';
import { enterpriseName } from './enterprises.ts';

/** The object of a command: the tree it lies in, then two arcs. */
const OTHER_TREE = 0;
/** Start: group of MIB-2 (1.3.6.1.2.1), count: the next arc. */
const MIB_2 = 1;
/** Start: enterprise number (1.3.6.1.4.1), count: the next arc. */
const ENTERPRISE = 2;
/** SNMPv2's own modules (1.3.6.1.6.3): users, views, communities. Start and count are the next two arcs. */
const SNMP_MODULES = 3;

const groups: ReadonlyMap<number, string> = new Map([
  [1, 'system'],
  [2, 'interfaces'],
  [3, 'at'],
  [4, 'ip'],
  [5, 'icmp'],
  [6, 'tcp'],
  [7, 'udp'],
  [8, 'egp'],
  [10, 'transmission'],
  [11, 'snmp'],
  [14, 'ospf'],
  [15, 'bgp'],
  [16, 'rmon'],
  [17, 'bridge'],
  [25, 'host'],
  [26, 'mau'],
  [31, 'if extensions'],
  [33, 'ups'],
  [43, 'printer'],
  [47, 'entity'],
  [99, 'entity sensors'],
  [105, 'power over ethernet'],
  [131, 'entity state'],
]);

/** Scalars of the system group. */
const system: ReadonlyMap<number, string> = new Map([
  [1, 'sysDescr'],
  [2, 'sysObjectID'],
  [3, 'sysUpTime'],
  [4, 'sysContact'],
  [5, 'sysName'],
  [6, 'sysLocation'],
  [7, 'sysServices'],
  [8, 'sysORLastChange'],
  [9, 'sysORTable'],
]);

const modules: ReadonlyMap<number, string> = new Map([
  [10, 'engine'],
  [11, 'message processing'],
  [12, 'targets'],
  [13, 'notification'],
  [15, 'users'],
  [16, 'views'],
  [18, 'communities'],
]);

/** An object in the three numbers of a command; reused. */
export class ObjectNumbers {
  area: number = OTHER_TREE;
  start = 0;
  count = 0;

  /** Reads an identifier's content `[from, to)`. */
  read(bytes: Uint8Array, from: number, to: number): void {
    this.area = OTHER_TREE;
    this.start = 0;
    this.count = 0;
    // 1.3.6.1 is the tree of the internet, below which all objects of the wire lie.
    if (to - from < 5 || bytes[from] !== 0x2b || bytes[from + 1] !== 6 || bytes[from + 2] !== 1) return;
    const branch = bytes[from + 3] as number;
    const leaf = bytes[from + 4] as number;
    if (branch === 2 && leaf === 1) this.area = MIB_2;
    else if (branch === 4 && leaf === 1) this.area = ENTERPRISE;
    else if (branch === 6 && leaf === 3) this.area = SNMP_MODULES;
    else {
      this.start = branch;
      return;
    }
    let arcs = 0;
    let value = 0;
    for (let i = from + 5; i < to && arcs < 2; i++) {
      const byte = bytes[i] as number;
      value = ((value << 7) | (byte & 0x7f)) >>> 0;
      if (byte >= 0x80) continue;
      if (arcs++ === 0) this.start = value;
      else this.count = value;
      value = 0;
    }
  }
}

/** How a command's object reads, e.g. `sysName` or `enterprise 8691 (Moxa) .1`. */
export function objectName(_fn: number, area: number, start: number, count: number): string {
  if (area === MIB_2) {
    if (start === 1 && system.has(count)) return system.get(count) as string;
    return `mib-2 ${groups.get(start) ?? start} .${count}`;
  }
  if (area === ENTERPRISE) {
    const name = enterpriseName(start);
    return `enterprise ${start}${name === undefined ? '' : ` (${name})`} .${count}`;
  }
  if (area === SNMP_MODULES) return `snmp ${modules.get(start) ?? `module ${start}`} .${count}`;
  return start === 0 ? 'object' : `object 1.3.6.1.${start}`;
}

/** Enterprise number of an identifier below 1.3.6.1.4.1, or -1. */
export function enterpriseOf(numbers: ObjectNumbers): number {
  return numbers.area === ENTERPRISE ? numbers.start : -1;
}

/** True where values are secrets: communities, users' keys. */
export function isSecret(numbers: ObjectNumbers): boolean {
  return numbers.area === SNMP_MODULES && (numbers.start === 15 || numbers.start === 18);
}

/** Dotted text; the rows of secret tables are named after the secret, so their numbers end with the module. */
export function identifierText(numbers: ObjectNumbers, bytes: Uint8Array, from: number, to: number): string {
  return isSecret(numbers) ? `1.3.6.1.6.3.${numbers.start}.***` : objectIdentifierText(bytes, from, to);
}
