import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

export const nbnsFields: Readonly<Record<string, FieldSpec>> = {
  'nbns.id': { doc: 'Transaction number' },
  'nbns.flags.response': { doc: 'The message answers' },
  'nbns.flags.opcode': { doc: 'Kind of request' },
  'nbns.flags.rcode': { doc: 'Result, 0 is success' },
  'nbns.flags.broadcast': { doc: 'The request was broadcast' },
  'nbns.count.queries': { doc: 'Questions, by the header' },
  'nbns.count.answers': { doc: 'Answer records, by the header' },
  'nbns.count.auth_rr': { doc: 'Authority records, by the header' },
  'nbns.count.add_rr': { doc: 'Additional records, by the header' },
  'nbns.name': { doc: 'Name asked for or registered, with its suffix in angle brackets' },
  'nbns.type': { doc: 'Record type: 32 name, 33 node status' },
  'nbns.class': { doc: 'Record class' },
  'nbns.ttl': { doc: 'How long a record may be kept', unit: 's' },
  'nbns.data_length': { doc: 'Length of a record’s data', unit: 'bytes' },
  'nbns.nb_flags.group': { doc: 'The name is a group’s' },
  'nbns.addr': { doc: 'Address of the name' },
  'nbns.number_of_names': { doc: 'Names in a node status' },
  'nbns.netbios_name': { doc: 'Name in a node status, with its suffix' },
  'nbns.name_flags.group': { doc: 'The name in a node status is a group’s' },
  'nbns.unit_id': { doc: 'MAC address a node states of itself' },
};

export const nbnsAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'message-cut': { doc: 'The message ends before the questions or records its header announces' },
  'name-bad': { doc: 'A name is cut, too long, or points in a circle' },
  'name-not-encoded': { doc: 'A name is not in the NetBIOS encoding' },
  'records-over-limit': { doc: 'More questions, records or addresses than are read of one message' },
  'trailing-bytes': { doc: 'Bytes behind the last record' },
};
