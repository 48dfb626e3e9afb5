import { dhcp } from '../../src/decode/app/dhcp.ts';
import { dnsOverUdp } from '../../src/decode/app/dns.ts';
import { enipOverTcp } from '../../src/decode/app/enip.ts';
import { hsrp } from '../../src/decode/app/hsrp.ts';
import { modbus } from '../../src/decode/app/modbus.ts';
import { nbns } from '../../src/decode/app/nbns.ts';
import { s7comm } from '../../src/decode/app/s7comm.ts';
import { tls } from '../../src/decode/app/tls.ts';
import { arp } from '../../src/decode/net/arp.ts';
import { icmp } from '../../src/decode/net/icmp.ts';
import { icmpv6 } from '../../src/decode/net/icmpv6.ts';
import { igmp } from '../../src/decode/net/igmp.ts';
import { stp } from '../../src/decode/net/stp.ts';
import { vrrp } from '../../src/decode/net/vrrp.ts';

/** Values of one frame by field name; a field that occurs several times has several. */
export type FrameFields = (field: string) => readonly string[];

/** How tshark's fields become counts that can be laid beside those of `decode --summary`. */
export interface OracleProtocol {
  /** As in `decode --summary`. */
  readonly name: string;
  /** As in tshark's `frame.protocols`. */
  readonly layer: string;
  readonly fields: readonly string[];
  /** One text for each message or part of it that is compared: our name of its function. */
  read(field: FrameFields): string[];
  /** Our functions' names in the terms of {@link read}; an empty list leaves a message out. */
  ours(functionName: string): string[];
}

type Naming = { functionName(fn: number): string | undefined };
const nameOf = (protocol: Naming, fn: number): string => protocol.functionName(fn) ?? String(fn);
const same = (name: string): string[] => [name];
const all = (): string[] => ['message'];

const S7_JOB = 0x100;
const S7_FIRST_KINDS = ['job', 'ack data', 'ack'];
const s7Kinds = new Map([
  ['1', 'job'],
  ['2', 'ack'],
  ['3', 'ack data'],
  ['7', 'userdata'],
]);
const COMPARED_HELLOS = [1, 2];
const STP_SAP = 0x42;
const SNAP_SAP = 0xaa;

/** DNS, and what has its bytes under other ports. */
function dnsLike(name: string): OracleProtocol {
  return {
    name,
    layer: name,
    fields: ['dns.flags'],
    read: (field) =>
      field('dns.flags').map((flags) => {
        const bits = Number(flags);
        return nameOf(dnsOverUdp, ((bits >> 11) & 15) | ((bits & 0x8000) === 0 ? 0 : 16));
      }),
    ours: same,
  };
}

/** A protocol whose function is a number that tshark has a field for. */
function numbered(protocol: Naming & { readonly name: string }, number: string): OracleProtocol {
  const { name } = protocol;
  return {
    name,
    layer: name,
    fields: [number],
    read: (field) => field(number).map((fn) => nameOf(protocol, Number(fn))),
    ours: same,
  };
}

/** ICMP in either version; of the packet that an error quotes nothing is compared. */
function typeAndCode(protocol: Naming & { readonly name: string }): OracleProtocol {
  const { name } = protocol;
  return {
    name,
    layer: name,
    fields: [`${name}.type`, `${name}.code`],
    read: (field) => {
      const [type] = field(`${name}.type`);
      return type === undefined ? [] : [nameOf(protocol, Number(type) * 256 + Number(field(`${name}.code`)[0] ?? 0))];
    },
    ours: same,
  };
}

/** Spanning tree, and Cisco's of one VLAN, which differ in what carries them. */
function spanningTree(name: string, sap: number): OracleProtocol {
  return {
    name,
    layer: 'stp',
    fields: ['stp.type', 'llc.dsap'],
    read: (field) =>
      Number(field('llc.dsap')[0]) === sap ? field('stp.type').map((type) => nameOf(stp, Number(type))) : [],
    ours: same,
  };
}

export const oracleProtocols: readonly OracleProtocol[] = [
  {
    name: 'modbus',
    layer: 'modbus',
    fields: ['modbus.func_code'],
    read: (field) => field('modbus.func_code').map((code) => nameOf(modbus, Number(code))),
    ours: same,
  },
  {
    name: 's7comm',
    layer: 's7comm',
    fields: ['s7comm.header.rosctr', 's7comm.param.func'],
    // The kind of every message, and the function of those that have one: two counts of the same messages.
    read: (field) => [
      ...field('s7comm.header.rosctr').map((rosctr) => s7Kinds.get(rosctr) ?? `rosctr ${rosctr}`),
      ...field('s7comm.param.func').map((code) => `: ${nameOf(s7comm, S7_JOB + Number(code)).slice('job '.length)}`),
    ],
    ours: (name) => {
      const kind = S7_FIRST_KINDS.find((first) => name === first || name.startsWith(`${first} `));
      if (kind === undefined) return [name.startsWith('rosctr') ? name : 'userdata'];
      const code = name.slice(kind.length + 1);
      return code === '' ? [kind] : [kind, `: ${code}`];
    },
  },
  {
    name: 'enip',
    layer: 'enip',
    fields: ['enip.command'],
    read: (field) => field('enip.command').map((code) => nameOf(enipOverTcp, Number(code))),
    ours: same,
  },
  {
    name: 'cip',
    layer: 'cip',
    fields: ['cip.service'],
    // Services of an object share numbers, and which object answers is not among an answer's fields.
    read: (field) => field('cip.service').map(() => 'message'),
    ours: all,
  },
  numbered(arp, 'arp.opcode'),
  {
    name: 'dhcp',
    layer: 'dhcp',
    fields: ['dhcp.type', 'dhcp.option.dhcp'],
    read: (field) => {
      const kinds = field('dhcp.option.dhcp');
      return field('dhcp.type').map((_, i) => nameOf(dhcp, Number(kinds[i] ?? 0)));
    },
    ours: same,
  },
  dnsLike('dns'),
  dnsLike('mdns'),
  dnsLike('llmnr'),
  {
    name: 'ntp',
    layer: 'ntp',
    fields: ['ntp.flags'],
    read: (field) => field('ntp.flags').map(() => 'message'),
    ours: all,
  },
  {
    name: 'tls',
    layer: 'tls',
    fields: ['tls.handshake.type'],
    // Of handshakes the hellos only: they are never encrypted, and what tshark calls a record differs by version.
    read: (field) =>
      field('tls.handshake.type')
        .map(Number)
        .filter((type) => COMPARED_HELLOS.includes(type))
        .map((type) => nameOf(tls, type)),
    ours: (name) => {
      if (name === 'hello retry request') return [nameOf(tls, 2)];
      if (name === 'client hello (SSLv2)') return [nameOf(tls, 1)];
      return COMPARED_HELLOS.some((type) => nameOf(tls, type) === name) ? [name] : [];
    },
  },
  {
    name: 'http',
    layer: 'http',
    fields: ['http.request.method', 'http.response.code'],
    read: (field) => [
      ...field('http.request.method').map(() => 'request'),
      ...field('http.response.code').map(() => 'response'),
    ],
    ours: (name) => [/^\d+$/.test(name) ? 'response' : 'request'],
  },
  typeAndCode(icmp),
  typeAndCode(icmpv6),
  // What IGMP carries for PIM version 1 tshark calls PIM.
  { ...numbered(igmp, 'igmp.type'), ours: (name) => (name === 'PIM version 1' ? [] : [name]) },
  numbered(vrrp, 'vrrp.type'),
  spanningTree('stp', STP_SAP),
  spanningTree('pvst', SNAP_SAP),
  {
    name: 'lldp',
    layer: 'lldp',
    fields: ['lldp.tlv.type'],
    read: () => ['message'],
    ours: all,
  },
  {
    name: 'hsrp',
    layer: 'hsrp',
    fields: ['hsrp.opcode', 'hsrp2.opcode'],
    read: (field) => [...field('hsrp.opcode'), ...field('hsrp2.opcode')].map((code) => nameOf(hsrp, Number(code))),
    ours: same,
  },
  {
    name: 'nbns',
    layer: 'nbns',
    fields: ['nbns.flags.opcode', 'nbns.flags.response'],
    read: (field) => {
      const responses = field('nbns.flags.response');
      return field('nbns.flags.opcode').map((code, i) => nameOf(nbns, Number(code) | (Number(responses[i]) * 16)));
    },
    ours: same,
  },
  {
    name: 'ssdp',
    layer: 'ssdp',
    fields: ['http.request.method', 'http.response.code'],
    read: (field) => [
      ...field('http.request.method').map((method) => (method === 'NOTIFY' ? 'notify' : 'search')),
      ...field('http.response.code').map(() => 'search response'),
    ],
    ours: same,
  },
];
