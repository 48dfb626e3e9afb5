import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

export const discoveryFields: Readonly<Record<string, FieldSpec>> = {
  'ads.udp.service': { doc: 'Service of the system over UDP; bit 31 is set in responses' },
  'ads.udp.invokeid': { doc: 'Number that a response repeats' },
  'ads.udp.netid': { doc: 'Net id of the sender' },
  'ads.udp.port': { doc: 'Port of the sender' },
  'ads.udp.tag': { doc: 'Kinds of what is told' },
  'ads.udp.hostname': { doc: 'Name of the host' },
  'ads.udp.os': { doc: 'Version of the operating system' },
  'ads.udp.version': { doc: 'Version of TwinCAT' },
  'ads.udp.route': { doc: 'Name of the route to be added' },
  'ads.udp.user': { doc: 'Name at the sign-in for a route' },
  'ads.udp.status': { doc: 'Result of a service; 0 is none' },
};

export const discoveryAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'password-in-clear': { doc: 'A route is added with a password that anyone on the link can read' },
  'tag-malformed': { doc: 'A tagged value that ends behind the message' },
  'tags-over-limit': { doc: 'More tagged values than are read of one message' },
};
