import type { CarriedProtocol } from '../protocol.ts';
import { sparkplugAnomalies, sparkplugFields, sparkplugTypes } from './sparkplug/fields.ts';

/**
 * Sparkplug B, which MQTT carries: edge nodes and devices are born with all that they measure, report what changes, and
 * are commanded. Each publish on such a topic is a message.
 */
export const sparkplug: CarriedProtocol = {
  kind: 'carried',
  name: 'sparkplug',
  title: 'Sparkplug B',
  spec: 'Eclipse Sparkplug 3.0; Protocol Buffers encoding (protobuf.dev)',
  fields: sparkplugFields,
  anomalies: sparkplugAnomalies,
  functionName: (fn) => sparkplugTypes[fn],
  objectName: (_fn, area, start, _count, text) =>
    area === 0 ? `node #${start.toString(16).padStart(8, '0')}` : (text?.(start) ?? 'metric'),
  undecoded: 'Data sets, templates, properties and metadata of metrics; compressed payloads.',
  specLists: () => [
    {
      title: 'Message types',
      source: 'Eclipse Sparkplug 3.0, 4.1',
      entries: sparkplugTypes.map((name, id) => ({
        id: name,
        name,
        depth: name === 'STATE' ? ('named' as const) : ('decoded' as const),
        functions: [id],
      })),
    },
  ],
};
