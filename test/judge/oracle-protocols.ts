import { dhcp } from '../../src/decode/app/dhcp.ts';
import { dnsOverUdp } from '../../src/decode/app/dns.ts';
import { enipOverTcp } from '../../src/decode/app/enip.ts';
import { modbus } from '../../src/decode/app/modbus.ts';
import { s7comm } from '../../src/decode/app/s7comm.ts';
import { tls } from '../../src/decode/app/tls.ts';
import { arp } from '../../src/decode/net/arp.ts';
import { icmp } from '../../src/decode/net/icmp.ts';

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
  {
    name: 'arp',
    layer: 'arp',
    fields: ['arp.opcode'],
    read: (field) => field('arp.opcode').map((code) => nameOf(arp, Number(code))),
    ours: same,
  },
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
  {
    name: 'dns',
    layer: 'dns',
    fields: ['dns.flags'],
    read: (field) =>
      field('dns.flags').map((flags) => {
        const bits = Number(flags);
        return nameOf(dnsOverUdp, ((bits >> 11) & 15) | ((bits & 0x8000) === 0 ? 0 : 16));
      }),
    ours: same,
  },
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
  {
    name: 'icmp',
    layer: 'icmp',
    fields: ['icmp.type', 'icmp.code'],
    read: (field) => {
      const codes = field('icmp.code');
      return field('icmp.type').map((type, i) => nameOf(icmp, Number(type) * 256 + Number(codes[i] ?? 0)));
    },
    ours: same,
  },
];
