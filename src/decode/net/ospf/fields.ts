import type { FieldSpec } from '../../protocol.ts';

/** RFC 2328 A.3.1; a message's function is its type. */
export const ospfTypes: readonly string[] = [
  '',
  'hello',
  'database description',
  'link state request',
  'link state update',
  'link state acknowledgment',
];

export const ospfFields: Readonly<Record<string, FieldSpec>> = {
  'ospf.version': { doc: 'protocol version: 2 for IPv4, 3 for IPv6' },
  'ospf.msg': { doc: 'packet type' },
  'ospf.srcrouter': { doc: 'identifier of the sending router' },
  'ospf.area_id': { doc: 'area of the link; 0.0.0.0 is the backbone' },
  'ospf.auth.type': { doc: 'authentication of version 2: 0 none, 1 password in clear, 2 digest' },
  'ospf.auth.simple': { doc: 'password, in clear' },
  'ospf.instance_id': { doc: 'instance on the link, version 3' },
  'ospf.hello.network_mask': { doc: 'mask of the link' },
  'ospf.hello.hello_interval': { doc: 'time between hellos', unit: 's' },
  'ospf.hello.router_priority': { doc: 'priority in the election of the designated router' },
  'ospf.hello.designated_router': { doc: 'designated router' },
  'ospf.hello.backup_designated_router': { doc: 'its deputy' },
  'ospf.hello.active_neighbor': { doc: 'router that the sender hears' },
  'ospf.db.dd_sequence': { doc: 'number of a description in its sequence' },
  'ospf.ls.number_of_lsas': { doc: 'advertisements of an update' },
  'ospf.lsa': { doc: 'type of an advertisement, version 2' },
  'ospf.v3.lsa': { doc: 'type of an advertisement, version 3' },
  'ospf.lsa.id': { doc: 'what an advertisement is about: an address or a number, by its type' },
  'ospf.advrouter': { doc: 'router that an advertisement comes from' },
  'ospf.network': { doc: 'network that is advertised' },
};
