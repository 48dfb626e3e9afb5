import { latin1 } from '../../kernel/cursor.ts';
import { FRAGMENT_BAD, FRAGMENT_CUT_SHORT, FRAGMENTS_OVER_LIMIT, type Packet } from '../packet.ts';
import { walkTransport } from '../transport/walk-transport.ts';
import { walkIpv6Extensions } from './ipv6.ts';
import { CONFLICT, DUPLICATE, NO_ROOM, OVERLAP, PagePool, Reassembly } from './reassembly.ts';

/** Datagrams in the making between one source and one destination; one more drops the oldest of theirs. */
export const MAX_DATAGRAMS_PER_PAIR = 32;
/** Fragments of one datagram, duplicates included: no datagram has more than 8,192 units of eight bytes. */
export const MAX_FRAGMENTS_PER_DATAGRAM = 8192;
/** Seconds of capture time from a datagram's first fragment to its last (Linux waits 30, RFC 8200 says 60). */
export const MAX_AGE_SECONDS = 30;
/** Largest datagram, headers included (RFC 791, RFC 8200: a length field of 16 bits). */
export const MAX_DATAGRAM_BYTES = 65535;
/** Bytes of the link and network headers kept before a datagram that was put together. */
export const MAX_HEADER_BYTES = 1024;
/** Pages of 2 KiB held at once by all pairs together, 32 MiB. Only hostile captures reach it; see {@link FragmentCounts.refused}. */
export const MAX_PAGES = 16384;
/** Datagrams in the making of all pairs together. */
export const MAX_DATAGRAMS = 16384;

/** What became of the fragments of one tap. */
export interface FragmentCounts {
  /** Fragments seen. */
  fragments: number;
  /** Datagrams put together. */
  datagrams: number;
  /** Fragments all of whose bytes had come before, the same. */
  duplicates: number;
  /** Fragments that overlapped others with the same bytes. */
  overlaps: number;
  /** Fragments that overlapped others with different bytes: two hosts may read two datagrams (an evasion). */
  conflicts: number;
  /** Fragments with an impossible length or offset. */
  bad: number;
  /** Fragments reaching beyond the largest datagram (the "ping of death"). */
  tooLong: number;
  /** Fragments that the capture's snap length cut. */
  cutShort: number;
  /** Datagrams given up: too old, of too many pieces, crowded out within their pair, or unfinished at the end. */
  incomplete: number;
  /** Of those, the ones crowded out by {@link MAX_DATAGRAMS_PER_PAIR}. */
  crowdedOut: number;
  /** Fragments refused because a limit over all pairs was reached: above zero the result may depend on the workers. */
  refused: number;
}

interface Pair {
  readonly key: string;
  /** By protocol and identification, in order of first arrival. */
  readonly datagrams: Map<number, Reassembly>;
}

/**
 * Puts fragmented IPv4 and IPv6 datagrams together again.
 *
 * Of overlapping bytes the first to arrive are kept, and both kinds of overlap are counted; an IPv6 datagram with
 * an overlap is dropped as a whole, as RFC 5722 3 demands. What happens to a pair's fragments depends on that pair
 * alone, so that workers who share the pairs out get what one worker gets.
 */
export class Fragments {
  readonly counts: FragmentCounts = {
    fragments: 0,
    datagrams: 0,
    duplicates: 0,
    overlaps: 0,
    conflicts: 0,
    bad: 0,
    tooLong: 0,
    cutShort: 0,
    incomplete: 0,
    crowdedOut: 0,
    refused: 0,
  };
  readonly #pairs = new Map<string, Pair>();
  readonly #pool: PagePool;
  readonly #bytes: Uint8Array = new Uint8Array(MAX_HEADER_BYTES + MAX_DATAGRAM_BYTES);
  readonly #view: DataView = new DataView(this.#bytes.buffer);
  #datagrams = 0;

  constructor(maxPages: number = MAX_PAGES) {
    this.#pool = new PagePool(maxPages);
  }

  /**
   * Takes the fragment that `p` shows (call it only while {@link Packet.fragment} is set, after `walkFrame`). True
   * when it was the last piece missing: then `p` shows the whole datagram, in a buffer valid until the next call,
   * with its transport header read. Otherwise `p.damage` says whether the fragment was refused.
   */
  add(p: Packet): boolean {
    const { counts } = this;
    counts.fragments++;
    p.stoppedAt = p.transport;
    const length = p.payloadLength;
    if (p.transport + length > p.end) return refuse(p, FRAGMENT_CUT_SHORT, counts, 'cutShort');
    if (length <= 0 || (p.moreFragments && (length & 7) !== 0)) return refuse(p, FRAGMENT_BAD, counts, 'bad');
    if (p.transport - baseOf(p) > MAX_HEADER_BYTES) return refuse(p, FRAGMENT_BAD, counts, 'bad');
    const end = p.fragmentOffset + length;
    if (end > MAX_DATAGRAM_BYTES - headerBytes(p)) return refuse(p, FRAGMENT_BAD, counts, 'tooLong');

    const pair = this.#pair(p);
    const key = p.ipVersion === 4 ? p.protocol * 0x10000 + p.fragmentId : p.fragmentId;
    let datagram = pair.datagrams.get(key);
    if (datagram && tooOld(datagram, p.frame.seconds)) {
      this.#giveUp(pair, key, datagram);
      datagram = undefined;
    }
    if (!datagram) {
      datagram = this.#open(pair, key, p.frame.seconds);
      if (!datagram) return refuse(p, FRAGMENTS_OVER_LIMIT, counts, 'refused');
    }
    if (++datagram.fragments > MAX_FRAGMENTS_PER_DATAGRAM) spoil(datagram);
    if (datagram.spoiled) return refuse(p, FRAGMENT_BAD, counts, 'bad');
    // Nothing may lie behind the last fragment, and there is but one last fragment.
    if (datagram.length >= 0 ? end > datagram.length || (!p.moreFragments && end !== datagram.length) : false) {
      return refuse(p, FRAGMENT_BAD, counts, 'bad');
    }
    if (!p.moreFragments && end < datagram.reach) return refuse(p, FRAGMENT_BAD, counts, 'bad');

    const found = datagram.store(p.bytes, p.transport, p.transport + length, p.fragmentOffset);
    if (found === NO_ROOM) return refuse(p, FRAGMENTS_OVER_LIMIT, counts, 'refused');
    if (found === DUPLICATE) counts.duplicates++;
    else if (found === OVERLAP) counts.overlaps++;
    else if (found === CONFLICT) counts.conflicts++;
    if (p.ipVersion === 6 && (found === OVERLAP || found === CONFLICT)) {
      spoil(datagram);
      p.damage = FRAGMENT_BAD;
      return false;
    }
    if (!p.moreFragments) datagram.length = end;
    if (p.ipVersion === 4 || p.fragmentOffset === 0) datagram.protocol = p.protocol;
    if (!datagram.complete) return false;
    this.#present(p, datagram);
    counts.datagrams++;
    this.#forget(pair, key, datagram);
    return true;
  }

  /**
   * Gives up what is older than {@link MAX_AGE_SECONDS}, to free memory. Call it at points that do not depend on
   * which pairs this worker owns, e.g. at every 65,536th frame of the sequence.
   */
  expire(seconds: number): void {
    for (const pair of this.#pairs.values()) {
      for (const [key, datagram] of pair.datagrams) if (tooOld(datagram, seconds)) this.#giveUp(pair, key, datagram);
    }
  }

  /** Counts what is still unfinished as incomplete, and forgets it. */
  finish(): Readonly<FragmentCounts> {
    for (const pair of this.#pairs.values()) {
      for (const [key, datagram] of pair.datagrams) this.#giveUp(pair, key, datagram);
    }
    return this.counts;
  }

  /** Frames of two VLANs or tunnels may bear the same addresses and identification, so both are part of a pair. */
  #pair(p: Packet): Pair {
    const key = `${p.tunnel},${p.vlan},${p.innerVlan},${latin1(p.bytes, p.source, p.source + (p.ipVersion === 4 ? 8 : 32))}`;
    let pair = this.#pairs.get(key);
    if (!pair) {
      pair = { key, datagrams: new Map() };
      this.#pairs.set(key, pair);
    }
    return pair;
  }

  #open(pair: Pair, key: number, seconds: number): Reassembly | undefined {
    if (pair.datagrams.size >= MAX_DATAGRAMS_PER_PAIR) {
      const [oldestKey, oldest] = pair.datagrams.entries().next().value as [number, Reassembly];
      pair.datagrams.delete(oldestKey);
      this.#datagrams--;
      oldest.release();
      this.counts.incomplete++;
      if (!tooOld(oldest, seconds)) this.counts.crowdedOut++;
    }
    if (this.#datagrams >= MAX_DATAGRAMS) {
      if (pair.datagrams.size === 0) this.#pairs.delete(pair.key);
      return undefined;
    }
    const datagram = new Reassembly(this.#pool, seconds);
    pair.datagrams.set(key, datagram);
    // Giving up the pair's only datagram a moment ago has forgotten the pair.
    this.#pairs.set(pair.key, pair);
    this.#datagrams++;
    return datagram;
  }

  #giveUp(pair: Pair, key: number, datagram: Reassembly): void {
    this.counts.incomplete++;
    this.#forget(pair, key, datagram);
  }

  #forget(pair: Pair, key: number, datagram: Reassembly): void {
    datagram.release();
    pair.datagrams.delete(key);
    this.#datagrams--;
    if (pair.datagrams.size === 0) this.#pairs.delete(pair.key);
  }

  /** Lays the completing frame's headers before the datagram, so that every offset of `p` stays true in one buffer. */
  #present(p: Packet, datagram: Reassembly): void {
    const base = baseOf(p);
    const header = p.transport - base;
    this.#bytes.set(p.bytes.subarray(base, p.transport), 0);
    datagram.copy(this.#bytes, header);
    p.bytes = this.#bytes;
    p.view = this.#view;
    if (p.sourceMac >= 0) p.sourceMac -= base;
    if (p.destinationMac >= 0) p.destinationMac -= base;
    p.start -= base;
    p.network -= base;
    p.source -= base;
    p.destination -= base;
    p.transport = header;
    p.end = header + datagram.length;
    p.payloadLength = datagram.length;
    p.protocol = datagram.protocol;
    p.fragment = false;
    p.moreFragments = false;
    p.fragmentOffset = 0;
    p.stoppedAt = header;
    if (p.ipVersion === 6) walkIpv6Extensions(p, datagram.protocol, header, p.end);
    if (p.fragment) {
      // A fragment within a fragment: no sender makes it, and it is not put together (RFC 8200 4.5).
      p.fragment = false;
      p.damage = FRAGMENT_BAD;
    }
    if (p.damage === 0) walkTransport(p);
  }
}

/** Where the frame begins in the packet's bytes: what was put together lies in a buffer of its own, at its start. */
function baseOf(p: Packet): number {
  return p.bytes === p.frame.bytes ? p.frame.start : 0;
}

/** Bytes before the fragmented part that count against the length field: IPv4's header, IPv6's extension headers. */
function headerBytes(p: Packet): number {
  return p.ipVersion === 4 ? p.transport - (p.source - 12) : p.transport - 8 - (p.source + 32);
}

/** Also when the clock went back by as much: then the two cannot belong together either. */
function tooOld(datagram: Reassembly, seconds: number): boolean {
  const age = seconds - datagram.seconds;
  return age > MAX_AGE_SECONDS || age < -MAX_AGE_SECONDS;
}

function spoil(datagram: Reassembly): void {
  datagram.spoiled = true;
  datagram.release();
}

function refuse(p: Packet, damage: number, counts: FragmentCounts, as: keyof FragmentCounts): false {
  p.damage = damage;
  counts[as]++;
  return false;
}
