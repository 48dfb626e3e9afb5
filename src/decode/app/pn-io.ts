import type { CarriedProtocol } from '../protocol.ts';
import { ioAnomalies, ioFields } from './pn-io/fields.ts';
import { functionName, objectName } from './pn-io/functions.ts';
import { specLists } from './pn-io/spec-lists.ts';

/**
 * PROFINET IO: how a controller takes devices into service, writes and reads their records, and what alarms they send.
 * Carried in remote procedure calls over UDP, alarms in real-time frames; the cyclic data have no words of their own.
 */
export const pnIo: CarriedProtocol = {
  kind: 'carried',
  name: 'pn-io',
  title: 'PROFINET IO connections, records and alarms',
  spec: 'IEC 61158-6-10 4.7 to 5.2, IEC 61158-5-10',
  fields: ioFields,
  anomalies: ioAnomalies,
  functionName,
  objectName,
  undecoded:
    'Blocks that are named only: diagnosis, synchronisation and planned communication, parts of ring and fibre optic data, time-sensitive ' +
    'networking; records below 0x8000, which are the device’s own; datagrams past the first of a call.',
  specLists,
};
