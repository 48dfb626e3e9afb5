import { parseIp, prefixContains } from '../kernel/ip.ts';
import { type AddressKind, addressKindOfBytes } from '../knowledge/address-kind.ts';
import type { LocalNetwork } from './estate.ts';

/** Kinds that can lie beyond a router; all others never leave a network. */
const ROUTED: ReadonlySet<AddressKind> = new Set<AddressKind>(['public', 'private', 'carrier']);
/** Answers kept; when full they are thrown away, which changes the time taken and nothing else. */
const MAX_KEPT = 65_536;

/** Tells local addresses from outside ones, a million times a second. */
export class LocalTest {
  readonly #networks: readonly LocalNetwork[];
  readonly #kept = new Map<string, AddressKind | 'local'>();

  constructor(networks: readonly LocalNetwork[]) {
    this.#networks = networks;
  }

  /** The kind of an address from outside; `local` for addresses of a local network and for those that are never routed. */
  outside(ip: string): AddressKind | 'local' {
    const kept = this.#kept.get(ip);
    if (kept !== undefined) return kept;
    if (this.#kept.size >= MAX_KEPT) this.#kept.clear();
    const answer = this.#decide(ip);
    this.#kept.set(ip, answer);
    return answer;
  }

  #decide(ip: string): AddressKind | 'local' {
    const bytes = parseIp(ip);
    if (bytes === undefined) return 'local';
    const kind = addressKindOfBytes(bytes);
    if (!ROUTED.has(kind)) return 'local';
    return this.#networks.some(({ prefix }) => prefixContains(prefix, bytes)) ? 'local' : kind;
  }
}
