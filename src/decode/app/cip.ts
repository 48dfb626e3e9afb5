import type { CarriedProtocol } from '../protocol.ts';
import { cipAnomalies, cipFields } from './cip/fields.ts';
import { objectName } from './cip/objects.ts';
import { functionName } from './cip/services.ts';
import { specLists } from './cip/spec-lists.ts';

/**
 * The Common Industrial Protocol: requests to objects of a device and their answers, as EtherNet/IP carries them. Each
 * request and each answer is a message, those within a packet of several and within an unconnected send too, beside
 * the one that holds them.
 */
export const cip: CarriedProtocol = {
  kind: 'carried',
  name: 'cip',
  title: 'Common Industrial Protocol',
  spec:
    'The CIP Networks Library, volume 1: Common Industrial Protocol (ODVA); Logix 5000 Controllers Data Access, ' +
    '1756-PM020; DF1 Protocol and Command Set, 1770-6.5.16 (Rockwell Automation)',
  fields: cipFields,
  anomalies: cipAnomalies,
  functionName,
  objectName,
  specLists,
  undecoded:
    'Values of attributes of objects that specLists does not name; the contents of templates and firmware; passwords, which are passed over on purpose; services that makers keep for themselves; safety and motion data.',
};
