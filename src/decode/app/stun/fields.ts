import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

/** Function of channel data, beside the message types, which are functions themselves. */
export const CHANNEL_DATA = 0x4000;

/** IANA "STUN Methods". */
const methods: ReadonlyMap<number, string> = new Map([
  [1, 'binding'],
  [2, 'shared secret'],
  [3, 'allocate'],
  [4, 'refresh'],
  [6, 'send'],
  [7, 'data'],
  [8, 'create permission'],
  [9, 'channel bind'],
  [10, 'connect'],
  [11, 'connection bind'],
  [12, 'connection attempt'],
  [0x80, 'google ping'],
]);
const classes: readonly string[] = ['request', 'indication', 'success', 'error'];

/** The method's twelve bits lie around the two of the class (RFC 8489 5). */
export function methodOf(type: number): number {
  return (type & 0xf) | ((type & 0xe0) >> 1) | ((type & 0x3e00) >> 2);
}

export function classOf(type: number): number {
  return ((type >> 4) & 1) | ((type >> 7) & 2);
}

export function stunFunction(type: number): string | undefined {
  if (type === CHANNEL_DATA) return 'channel data';
  if (type > CHANNEL_DATA) return undefined;
  const method = methods.get(methodOf(type));
  return method === undefined ? undefined : `${method} ${classes[classOf(type)]}`;
}

export const stunFields: Readonly<Record<string, FieldSpec>> = {
  'stun.type': { doc: 'Kind of message: method and class' },
  'stun.type.method': { doc: 'Method' },
  'stun.type.class': { doc: 'Class: 0 request, 1 indication, 2 success, 3 error' },
  'stun.length': { doc: 'Length of the attributes', unit: 'bytes' },
  'stun.id': { doc: 'Transaction, in hex' },
  'stun.att.type': { doc: 'Attributes in their order' },
  'stun.att.ipv4': { doc: 'Addresses, in the clear or behind the exclusive or' },
  'stun.att.ipv6': { doc: 'Addresses' },
  'stun.att.port': { doc: 'Ports of the addresses' },
  'stun.att.software': { doc: 'Program of the sender' },
  'stun.att.realm': { doc: 'Realm of the server' },
  'stun.att.error.class': { doc: 'Hundreds of the error code' },
  'stun.att.error': { doc: 'Error code without its hundreds' },
  'stun.att.lifetime': { doc: 'Lifetime of an allocation', unit: 's' },
  'stun.att.channelnum': { doc: 'Number of a channel' },
  'stun.channel': { doc: 'Channel that data go through' },
  'stun.tcp_frame_length': { doc: 'Length before a message (ICE over TCP)', unit: 'bytes' },
};

export const stunAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'attribute-bad': { doc: 'An attribute that does not fit its message' },
  'attributes-over-limit': { doc: 'A message with more attributes than are read' },
};
