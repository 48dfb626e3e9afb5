import type { Packet } from '../packet.ts';

/** Reads a link header at `at`: sets addresses, VLANs, the type of the payload and {@link Packet.network}, or damage. */
export type LinkWalker = (p: Packet, at: number) => void;

/** By LINKTYPE_ number. Ethernet is not here: {@link walkFrame} calls it directly, as nearly every frame is one. */
export const linkWalkers: ReadonlyMap<number, LinkWalker> = new Map<number, LinkWalker>([]);
