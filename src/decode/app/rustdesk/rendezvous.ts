/** Messages of the rendezvous by the number of their field (rendezvous.proto). */
export const REGISTER_PEER = 6;
export const PUNCH_HOLE_REQUEST = 8;
export const REGISTER_PK = 15;
export const REQUEST_RELAY = 18;
export const PEER_DISCOVERY = 22;
export const ONLINE_REQUEST = 23;

export const rendezvousNames: ReadonlyMap<number, string> = new Map([
  [REGISTER_PEER, 'register peer'],
  [7, 'register peer response'],
  [PUNCH_HOLE_REQUEST, 'punch hole request'],
  [9, 'punch hole'],
  [10, 'punch hole sent'],
  [11, 'punch hole response'],
  [12, 'fetch local address'],
  [13, 'local address'],
  [14, 'configuration update'],
  [REGISTER_PK, 'register key'],
  [16, 'register key response'],
  [17, 'software update'],
  [REQUEST_RELAY, 'request relay'],
  [19, 'relay response'],
  [20, 'NAT test request'],
  [21, 'NAT test response'],
  [PEER_DISCOVERY, 'peer discovery'],
  [ONLINE_REQUEST, 'online request'],
  [24, 'online response'],
  [25, 'key exchange'],
  [26, 'health check'],
]);

/** Messages that say an id in their first text, and by which a flow is told. */
export const TELLING: ReadonlySet<number> = new Set([
  REGISTER_PEER,
  PUNCH_HOLE_REQUEST,
  REGISTER_PK,
  REQUEST_RELAY,
  PEER_DISCOVERY,
  ONLINE_REQUEST,
]);
