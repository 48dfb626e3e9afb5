import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

export const OPEN = 1;
export const UPDATE = 2;
export const NOTIFICATION = 3;
export const KEEPALIVE = 4;
export const ROUTE_REFRESH = 5;

/** RFC 4271 4.1, RFC 2918; a message's function is its type. */
export const bgpTypes: readonly string[] = ['', 'open', 'update', 'notification', 'keepalive', 'route refresh'];

/** RFC 4271 4.5. */
export const bgpErrors: readonly string[] = [
  '',
  'message header',
  'open message',
  'update message',
  'hold timer expired',
  'state machine',
  'cease',
  'route refresh',
];

export const bgpFields: Readonly<Record<string, FieldSpec>> = {
  'bgp.type': { doc: 'message type' },
  'bgp.length': { doc: 'length of the message', unit: 'bytes' },
  'bgp.open.version': { doc: 'protocol version' },
  'bgp.open.myas': { doc: "sender's autonomous system; 23456 where it has 32 bits" },
  'bgp.open.holdtime': { doc: 'after how long a silent peer is given up', unit: 's' },
  'bgp.open.identifier': { doc: "sender's identifier" },
  'bgp.cap.type': { doc: 'capability' },
  'bgp.cap.4as': { doc: "sender's autonomous system in 32 bits" },
  'bgp.cap.orf.fqdn.hostname': { doc: "sender's name" },
  'bgp.cap.orf.fqdn.domain_name': { doc: "domain of the sender's name" },
  'bgp.withdrawn_prefix': { doc: 'network that is no longer reached' },
  'bgp.nlri_prefix': { doc: 'network that is reached' },
  'bgp.update.path_attribute.type_code': { doc: 'attribute of a path' },
  'bgp.update.path_attribute.as_path_segment': { doc: 'autonomous systems on the way' },
  'bgp.update.path_attribute.next_hop': { doc: 'router that leads there' },
  'bgp.notify.major_error': { doc: 'kind of error' },
  'bgp.notify.major_error_text': { doc: 'kind of error, by name' },
  'bgp.notify.minor_error': { doc: 'error within its kind' },
  'bgp.notify.communication': { doc: 'what an operator had to say when taking it down' },
  'bgp.route_refresh.afi': { doc: 'address family that is asked for again' },
};

export const bgpAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'cut-short': { doc: 'a part of the message is shorter than it says' },
  'type-unknown': { doc: 'a message type that no specification has' },
  'too-many-entries': { doc: 'more attributes, capabilities or networks than are read' },
};
