import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

/** Eclipse Sparkplug 3.0, 4.1; a message's function is its place here. */
export const sparkplugTypes: readonly string[] = [
  'NBIRTH',
  'NDEATH',
  'DBIRTH',
  'DDEATH',
  'NDATA',
  'DDATA',
  'NCMD',
  'DCMD',
  'STATE',
];

export const sparkplugFields: Readonly<Record<string, FieldSpec>> = {
  'sparkplug.groupid': { doc: 'group of edge nodes' },
  'sparkplug.messagetype': { doc: 'birth, death, data or command' },
  'sparkplug.edgenodeid': { doc: 'edge node' },
  'sparkplug.deviceid': { doc: 'device behind the edge node' },
  'sparkplug.timestamp': { doc: 'when it was sent', unit: 'ms since 1970' },
  'sparkplug.seq': { doc: 'number of the message, 0 to 255' },
  'sparkplug.metric.name': { doc: 'what is measured or commanded' },
  'sparkplug.metric.alias': { doc: 'number that stands for a name after the birth' },
  'sparkplug.metric.value': { doc: 'its value' },
};

export const sparkplugAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'payload-malformed': { doc: 'the payload is not what Protocol Buffers make' },
  'payload-over-limit': { doc: 'a payload that is longer than is kept; it is not read' },
  'too-many-entries': { doc: 'more metrics or fields than are read' },
};
