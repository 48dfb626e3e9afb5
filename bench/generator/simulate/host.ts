import { macBytes, ipv4Bytes } from '../addresses.ts';
import type { Random } from '../random.ts';
import { millisecond, second } from './scheduler.ts';

/** What a network stack gives away about itself. */
export interface Stack {
  readonly ttl: number;
  readonly mss: number;
  readonly window: number;
  readonly windowScale?: number;
  readonly sack: boolean;
  readonly timestamps: boolean;
  /** counter: one for the host; session: each conversation its own; zero: always zero with "don't fragment". */
  readonly identification: 'counter' | 'session' | 'zero';
  readonly delayedAck: number;
  readonly arpLifetime: number;
  readonly firstPort: number;
}

export const windowsStack: Stack = {
  ttl: 128,
  mss: 1460,
  window: 64240,
  windowScale: 8,
  sack: true,
  timestamps: false,
  identification: 'counter',
  delayedAck: 40 * millisecond,
  arpLifetime: 45 * second,
  firstPort: 49152,
};

export const linuxStack: Stack = {
  ttl: 64,
  mss: 1460,
  window: 64240,
  windowScale: 7,
  sack: true,
  timestamps: true,
  identification: 'session',
  delayedAck: 40 * millisecond,
  arpLifetime: 60 * second,
  firstPort: 32768,
};

/** A controller's own small stack. */
export const controllerStack: Stack = {
  ttl: 30,
  mss: 1460,
  window: 8192,
  sack: false,
  timestamps: false,
  identification: 'counter',
  delayedAck: 150 * millisecond,
  arpLifetime: 300 * second,
  firstPort: 1025,
};

/** A light-weight stack of drives and gateways. */
export const embeddedStack: Stack = {
  ttl: 255,
  mss: 1460,
  window: 5840,
  sack: false,
  timestamps: false,
  identification: 'counter',
  delayedAck: 100 * millisecond,
  arpLifetime: 300 * second,
  firstPort: 49153,
};

/** A host with what it remembers while the simulation runs. */
export class Host {
  readonly name: string;
  readonly mac: Uint8Array;
  readonly ip: Uint8Array;
  readonly stack: Stack;
  readonly #random: Random;
  readonly #clockOffset: number;
  #identification: number;
  #port: number;

  constructor(name: string, mac: string, ip: string, stack: Stack, random: Random) {
    this.name = name;
    this.mac = macBytes(mac);
    this.ip = ipv4Bytes(ip);
    this.stack = stack;
    this.#random = random.fork(`${name} ${ip}`);
    this.#identification = this.#random.between(0, 0xffff);
    this.#clockOffset = this.#random.u32();
    this.#port = stack.firstPort + this.#random.between(0, 4000);
  }

  nextIdentification(): number {
    this.#identification = (this.#identification + 1) & 0xffff;
    return this.#identification;
  }

  nextPort(): number {
    this.#port += this.stack.firstPort < 2000 ? 1 : this.#random.between(1, 3);
    if (this.#port > 65000) this.#port = this.stack.firstPort;
    return this.#port;
  }

  /** RFC 7323: a clock of milliseconds with an offset of its own. */
  timestamp(now: number): number {
    return (this.#clockOffset + Math.floor(now / millisecond)) >>> 0;
  }
}
