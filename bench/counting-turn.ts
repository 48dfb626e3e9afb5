import { nodeCrypto } from '../src/adapters/node-crypto.ts';
import type { Turn } from '../src/decode/turn.ts';
import type { Crypto } from '../src/kernel/crypto.ts';

/** A {@link Turn} that keeps nothing but counts, so that what is timed is the decoder. */
export class CountingTurn implements Turn {
  seconds = 1_767_225_600;
  nanos = 0;
  frame = 1;
  fromServer = false;
  sourcePort = 40_000;
  destinationPort = 1;
  sender = 1;
  receiver = 2;
  senderMac = 3;
  receiverMac = 4;
  ttl = 64;
  readonly crypto: Crypto = nodeCrypto;
  readonly tracing = false;
  messages = 0;
  skipped = 0;
  facts = 0;

  message(): void {
    this.messages++;
  }
  inside(): void {}
  field(): void {}
  anomaly(): void {
    this.facts++;
  }
  encrypted(): void {}
  unrecognised(): void {}
  skip(bytes: number): void {
    this.skipped += bytes;
  }
  giveWay(): void {}
  carry(): void {}
  mac(): number {
    return 5;
  }
  ip(): number {
    return 6;
  }
  text(): number {
    return 7;
  }
  claim(): void {
    this.facts++;
  }
  binding(): void {
    this.facts++;
  }
  name(): void {
    this.facts++;
  }
  forwarding(): void {
    this.facts++;
  }
  certificate(): void {
    this.facts++;
  }
  program(): void {
    this.facts++;
  }
  command(): number {
    return ++this.facts;
  }
  outcome(): void {
    this.facts++;
  }
}
