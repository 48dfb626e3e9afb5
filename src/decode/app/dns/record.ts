import { ipv4Text, ipv6Text } from '../../../kernel/ip.ts';
import type { Turn } from '../../turn.ts';
import { wireText } from '../wire-text.ts';
import { DnsName } from './name.ts';
import {
  TYPE_A,
  TYPE_AAAA,
  TYPE_CNAME,
  TYPE_HINFO,
  TYPE_MX,
  TYPE_NS,
  TYPE_OPT,
  TYPE_PTR,
  TYPE_SOA,
  TYPE_SRV,
  TYPE_TXT,
} from './record-type.ts';

export const ANSWER = 0;
export const AUTHORITY = 1;
export const ADDITIONAL = 2;

/** Strings of one TXT record that are shown; the rest is not read. */
export const MAX_TXT_STRINGS = 64;

/** One resource record as offsets, reused from record to record. Its bytes are the message's and die with it. */
export class DnsRecord {
  bytes: Uint8Array = new Uint8Array(0);
  messageAt = 0;
  response = false;
  opcode = 0;
  section: number = ANSWER;
  /** The name of the first question, as sent; empty without one. */
  question = '';
  owner = '';
  type = 0;
  class = 0;
  ttl = 0;
  /** The record's data: `[at, end)`, checked to lie in the message. */
  at = 0;
  end = 0;
  /** The name inside the data of NS, CNAME, PTR, MX and SRV; empty in others. */
  target = '';
  readonly #name = new DnsName();

  /** Reads the name inside the data, where the type has one; false where it is damaged. */
  readTarget(): boolean {
    const skipped = TARGET_OFFSET.get(this.type);
    this.target = '';
    if (skipped === undefined) return true;
    // The data's end bounds the name: what it points to stands before it in the message (RFC 1035 4.1.4).
    if (!this.#name.read(this.bytes, this.messageAt, this.at + skipped, this.end)) return false;
    this.target = this.#name.text;
    return true;
  }

  /** The `index`-th character string of HINFO or TXT data, or undefined. */
  text(index: number): string | undefined {
    let at = this.at;
    for (let i = 0; at < this.end && i < MAX_TXT_STRINGS; i++) {
      const stop = at + 1 + (this.bytes[at] as number);
      if (stop > this.end) return undefined;
      if (i === index) return wireText(this.bytes, at + 1, stop);
      at = stop;
    }
    return undefined;
  }

  /** Emits what Wireshark shows of the record; called only while tracing. */
  trace(turn: Turn): void {
    const { bytes, at, end } = this;
    turn.field('dns.resp.name', this.owner);
    turn.field('dns.resp.type', this.type);
    if (this.type === TYPE_OPT) {
      turn.field('dns.rr.udp_payload_size', this.class);
      turn.field('dns.resp.len', end - at);
      return;
    }
    turn.field('dns.resp.class', this.class & 0x7fff);
    turn.field('dns.resp.ttl', this.ttl);
    turn.field('dns.resp.len', end - at);
    if (this.type === TYPE_A && end - at === 4) turn.field('dns.a', ipv4Text(bytes, at));
    else if (this.type === TYPE_AAAA && end - at === 16) turn.field('dns.aaaa', ipv6Text(bytes, at));
    else if (this.type === TYPE_TXT) {
      for (let i = 0; i < MAX_TXT_STRINGS; i++) {
        const text = this.text(i);
        if (text === undefined) break;
        turn.field('dns.txt', text);
      }
    } else if (this.type === TYPE_HINFO) {
      turn.field('dns.hinfo.cpu', this.text(0) ?? '');
      turn.field('dns.hinfo.os', this.text(1) ?? '');
    } else if (this.type === TYPE_SRV && end - at >= 7) {
      turn.field('dns.srv.priority', u16(bytes, at));
      turn.field('dns.srv.weight', u16(bytes, at + 2));
      turn.field('dns.srv.port', u16(bytes, at + 4));
      turn.field('dns.srv.target', this.target);
    } else if (this.type === TYPE_MX && end - at >= 3) {
      turn.field('dns.mx.preference', u16(bytes, at));
      turn.field('dns.mx.mail_exchange', this.target);
    } else if (this.target !== '') {
      const name = TARGET_FIELD.get(this.type);
      if (name !== undefined) turn.field(name, this.target);
    }
  }
}

/** Octets of the data before the name in it (RFC 1035 3.3, RFC 2782). */
const TARGET_OFFSET: ReadonlyMap<number, number> = new Map([
  [TYPE_NS, 0],
  [TYPE_CNAME, 0],
  [TYPE_PTR, 0],
  [TYPE_SOA, 0],
  [TYPE_MX, 2],
  [TYPE_SRV, 6],
]);

const TARGET_FIELD: ReadonlyMap<number, string> = new Map([
  [TYPE_NS, 'dns.ns'],
  [TYPE_CNAME, 'dns.cname'],
  [TYPE_PTR, 'dns.ptr.domain_name'],
  [TYPE_SOA, 'dns.soa.mname'],
]);

function u16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) << 8) | (bytes[at + 1] as number);
}
