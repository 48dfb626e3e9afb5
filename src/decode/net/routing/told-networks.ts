import { ipv4Text, ipv6Text } from '../../../kernel/ip.ts';
import type { Turn } from '../../turn.ts';

/** Networks of one message that are told; the largest link carries some hundred in a message. */
export const MAX_NETWORKS = 1024;

/**
 * Networks that a router says it reaches. Each is a field, and a fact: who sends it is a way to there. Prefixes come
 * with as many bytes as they need (BGP, EIGRP, OSPF for IPv6), or with all.
 */
export class ToldNetworks {
  readonly #whole = new Uint8Array(16);
  #told = 0;

  /** Begins a message. */
  begin(): void {
    this.#told = 0;
  }

  /** True where one more is over the limit of one message; the caller says so once and stops. */
  get full(): boolean {
    return this.#told >= MAX_NETWORKS;
  }

  /** `present` bytes of an address at `at`, `bits` of them the network's. Says nothing where the numbers do not fit. */
  tell(turn: Turn, field: string, bytes: Uint8Array, at: number, present: number, bits: number, family: 4 | 16): void {
    if (this.full || bits > family * 8 || present > family) return;
    this.#told++;
    const whole = this.#whole;
    whole.fill(0);
    whole.set(bytes.subarray(at, at + present));
    for (let i = bits >> 3; i < family; i++) {
      whole[i] = (whole[i] as number) & (i === bits >> 3 ? ~(0xff >> (bits & 7)) : 0);
    }
    if (turn.tracing) turn.field(field, `${family === 4 ? ipv4Text(whole, 0) : ipv6Text(whole, 0)}/${bits}`);
    turn.forwarding('routing-protocol', turn.sender, turn.ip(whole, 0, family));
  }
}

/** Bits of a mask that begins at `at`; -1 where ones follow a zero. */
export function maskBits(view: DataView, at: number): number {
  const mask = view.getUint32(at);
  const bits = Math.clz32(~mask);
  return bits === 32 || (mask << bits) >>> 0 === 0 ? bits : -1;
}
