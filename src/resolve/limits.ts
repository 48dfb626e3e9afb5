/** Limits of the estate. Each is per key with canonical survivors: the smallest in text order, whatever came first. */

/** Conversations kept apart per tap; beyond it they fold by level, see conversations.ts. 400 bytes each. */
export const MAX_CONVERSATIONS = 100_000;
/** Outside addresses, and clients, listed per forwarding link address; the rest is counted. */
export const MAX_REMOTES_PER_ROUTER = 1_000;
/** Addresses listed per device; the rest is counted. */
export const MAX_ADDRESSES_PER_DEVICE = 256;
/** Values of one attribute, services, segment sizes, peers: lists that people read. */
export const MAX_LISTED = 64;
/** Hosts that ask for one address, listed. */
export const MAX_ASKERS = 256;
/** Addresses that one host may ask for before the rest no longer shapes the local networks: a scanner asks for all. */
export const MAX_WANTED_PER_HOST = 4_096;
/** Local networks derived per tap. */
export const MAX_NETWORKS = 512;
/** Pairs of an address and a cloud, relay or tunnel that it asked for. */
export const MAX_RELAY_USES = 4_096;
/** Pairs of a host and a domain below which it asks for many long names. */
export const MAX_NAME_LOADS = 1_024;
