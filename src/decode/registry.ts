import type { AppProtocol, PacketProtocol } from './protocol.ts';

/**
 * Every protocol that is read, in the order in which probes are asked. One line each: adding a protocol is its
 * file, its test, and its line here. Order breaks ties only between probes of equal odds.
 */
export const appProtocols: readonly AppProtocol[] = [];

export const packetProtocols: readonly PacketProtocol[] = [];
