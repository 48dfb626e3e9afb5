import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

/** Services. */
export const knxServices: ReadonlyMap<number, string> = new Map([
  [0x0201, 'search request'],
  [0x0202, 'search response'],
  [0x0203, 'description request'],
  [0x0204, 'description response'],
  [0x0205, 'connect request'],
  [0x0206, 'connect response'],
  [0x0207, 'connection state request'],
  [0x0208, 'connection state response'],
  [0x0209, 'disconnect request'],
  [0x020a, 'disconnect response'],
  [0x020b, 'extended search request'],
  [0x020c, 'extended search response'],
  [0x0310, 'device configuration request'],
  [0x0311, 'device configuration acknowledgment'],
  [0x0420, 'tunnelling request'],
  [0x0421, 'tunnelling acknowledgment'],
  [0x0422, 'tunnelling feature get'],
  [0x0423, 'tunnelling feature response'],
  [0x0424, 'tunnelling feature set'],
  [0x0425, 'tunnelling feature info'],
  [0x0530, 'routing indication'],
  [0x0531, 'routing lost message'],
  [0x0532, 'routing busy'],
  [0x0533, 'routing system broadcast'],
  [0x0740, 'remote diagnostic request'],
  [0x0741, 'remote diagnostic response'],
  [0x0742, 'remote basic configuration request'],
  [0x0743, 'remote reset request'],
  [0x0950, 'secure wrapper'],
  [0x0951, 'secure session request'],
  [0x0952, 'secure session response'],
  [0x0953, 'secure session authenticate'],
  [0x0954, 'secure session status'],
  [0x0955, 'secure timer notify'],
]);

export const knxFields: Readonly<Record<string, FieldSpec>> = {
  'knxip.service': { doc: 'service' },
  'knxip.totallength': { doc: 'length of the message', unit: 'bytes' },
  'knxip.device.name': { doc: 'name that people gave the device' },
  'knxip.knxaddr': { doc: 'address of the device on the bus' },
  'knxip.sernr': { doc: 'serial number' },
  'knxip.macaddr': { doc: 'MAC address that the device says it has' },
  'knxip.channel': { doc: 'channel of a connection' },
  'knxip.status': { doc: '0 is success' },
  'cemi.mc': { doc: 'what a message of the bus is: request, confirmation, indication' },
  'cemi.sa': { doc: 'who speaks on the bus' },
  'cemi.da': { doc: 'to whom: a group a/b/c, or a device a.b.c' },
  'cemi.ax': { doc: 'what is asked for' },
};

export const knxAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'cut-short': { doc: 'a part of the message is shorter than it says' },
  'too-many-entries': { doc: 'more descriptions than are read' },
};
