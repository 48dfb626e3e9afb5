import { parseIp } from '../kernel/ip.ts';
import { PrefixIndex } from '../kernel/prefix-index.ts';
import { type AddressKind, addressKindOfBytes } from '../knowledge/address-kind.ts';
import type { LocalNetwork } from './estate.ts';

/** Kinds that can lie beyond a router; all others never leave a network. */
const ROUTED: ReadonlySet<AddressKind> = new Set<AddressKind>(['public', 'private', 'carrier']);
/** Answers kept, of the first addresses that come: which they are changes the time taken and nothing else. */
const MAX_KEPT = 16_384;

/** Tells local addresses from outside ones, a million times a second. */
export class LocalTest {
  readonly #networks: PrefixIndex;
  readonly #kept = new Map<string, AddressKind | 'local'>();

  constructor(networks: readonly LocalNetwork[]) {
    this.#networks = new PrefixIndex(networks.map(({ prefix }) => prefix));
  }

  /** The kind of an address from outside; `local` for addresses of a local network and for those that are never routed. */
  outside(ip: string): AddressKind | 'local' {
    const kept = this.#kept.get(ip);
    if (kept !== undefined) return kept;
    const answer = this.#decide(ip);
    if (this.#kept.size < MAX_KEPT) this.#kept.set(ip, answer);
    return answer;
  }

  #decide(ip: string): AddressKind | 'local' {
    const bytes = parseIp(ip);
    if (bytes === undefined) return 'local';
    const kind = addressKindOfBytes(bytes);
    if (!ROUTED.has(kind)) return 'local';
    return this.#networks.contains(bytes) ? 'local' : kind;
  }
}
