import type { CarriedProtocol } from '../protocol.ts';
import { dcpAnomalies, dcpFields } from './pn-dcp/fields.ts';
import { functionName, objectName } from './pn-dcp/functions.ts';
import { specLists } from './pn-dcp/spec-lists.ts';

/**
 * Discovery and Configuration Protocol of PROFINET: who is there, what each station is called, and the setting of names
 * and addresses, which every station obeys.
 */
export const pnDcp: CarriedProtocol = {
  kind: 'carried',
  name: 'pn-dcp',
  title: 'PROFINET Discovery and Configuration Protocol',
  spec: 'IEC 61158-6-10 4.3',
  fields: dcpFields,
  anomalies: dcpAnomalies,
  functionName,
  objectName,
  undecoded: 'Values of DHCP options, of network management domains and of options that makers keep for themselves.',
  specLists,
};
