import { nodeCrypto } from '../../src/adapters/node-crypto.ts';
import type { Declaration, Device, Gateway, Network } from '../../src/declare/declaration.ts';
import { EMPTY_DECLARATION } from '../../src/declare/empty-declaration.ts';
import { detect, type Detected } from '../../src/detect/detect.ts';
import type { Crypto } from '../../src/kernel/crypto.ts';
import { parsePrefix, type Prefix } from '../../src/kernel/ip.ts';
import { resolve } from '../../src/resolve/resolve.ts';
import type { Part } from '../../src/schema/facts/part.ts';
import { type End, PartBuilder } from './part-builder.ts';
import { testKnowledge } from './test-knowledge.ts';

export const testCrypto: Crypto = nodeCrypto;

/** A crane as it should be: controller, CMS computer, drive, and a gateway to the shore that is declared. */
export const plc: End = { mac: '00:30:de:00:00:10', ip: '10.1.1.10' };
export const cms: End = { mac: '00:30:de:00:00:20', ip: '10.1.1.20' };
export const drive: End = { mac: '00:30:de:00:00:30', ip: '10.1.1.30' };
export const gate: End = { mac: '00:30:de:00:00:01', ip: '10.1.1.1' };
/** Generic maker, TTL 64, full segments, no banner. */
export const stranger: End = { mac: '00:30:de:00:00:99', ip: '10.1.1.254' };

export function behind(router: End, ip: string): End {
  return { mac: router.mac, ip };
}

/** An ordinary hour of crane work, with nothing that was not agreed. */
export function ordinaryCrane(tap = 'sts-1'): PartBuilder {
  return new PartBuilder(tap)
    .arp(cms, plc.ip, plc.mac)
    .arp(plc, drive.ip, drive.mac)
    .arp(cms, gate.ip, gate.mac)
    .command(cms, plc, 'read', 'holding registers 0-9')
    .talk(plc, drive, { port: 502 })
    .talk(cms, behind(gate, '10.20.0.5'), { port: 8080, ttlIn: 63 })
    .name(cms.ip, 'query', 'tos.example.com')
    .claim(`ip:${plc.ip}`, 'model', 'controller', 'modbus');
}

/** The hard case: a router that nobody declared serves the CMS computer, without anything telling about it. */
export function withHiddenRouter(builder: PartBuilder, router: End = stranger): PartBuilder {
  return builder
    .arp(cms, router.ip, router.mac)
    .talk(cms, behind(router, '203.0.113.7'), { port: 443 })
    .talk(cms, behind(router, '198.51.100.9'), { port: 8883 });
}

const source = { file: 'site.yaml', line: 1 };
const entry = { status: 'agreed', source, cranes: [], segments: [] } as const;

export function device(id: string, end: End, more: Partial<Device> = {}): Device {
  return { ...entry, id, macs: [end.mac], ips: [end.ip], ...more };
}

export function gateway(id: string, end: End, more: Partial<Gateway> = {}): Gateway {
  return { ...entry, id, macs: [end.mac], ips: [end.ip], wan: 'fibre', validity: {}, ...more };
}

export function network(id: string, cidr: string, more: Partial<Network> = {}): Network {
  return { ...entry, id, prefix: parsePrefix(cidr) as Prefix, ...more };
}

/** One declared crane, tap `sts-1`. */
export function craneDeclaration(more: Partial<Declaration> = {}): Declaration {
  return {
    ...EMPTY_DECLARATION,
    cranes: [{ id: 'STS1', status: 'agreed', source, map: [] }],
    taps: [{ id: 'sts-1', status: 'agreed', source, patterns: [], crane: 'STS1', when: {}, clockOffset: 0n }],
    zones: [
      { id: 'control', status: 'agreed', source },
      { id: 'shore', status: 'agreed', source },
    ],
    networks: [
      network('crane-net', '10.1.1.0/24', { zone: 'control', cranes: ['STS1'] }),
      network('shore-net', '10.20.0.0/24', { zone: 'shore' }),
    ],
    conduits: [{ id: 'up', status: 'agreed', source, from: 'control', to: 'shore', direction: 'both' }],
    gateways: [gateway('crane-firewall', gate)],
    devices: [
      device('PLC', plc, { cranes: ['STS1'], clients: [{ device: 'CMS', functions: ['read'] }] }),
      device('CMS', cms, { cranes: ['STS1'] }),
      device('DRIVE', drive, { cranes: ['STS1'] }),
    ],
    ...more,
  };
}

export function inspect(parts: readonly Part[], declaration: Declaration = craneDeclaration()): Detected {
  return detect(resolve(parts, testKnowledge()), declaration, testKnowledge(), testCrypto);
}
