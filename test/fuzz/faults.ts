import type { SeededFault } from './engine/build-instrumented.ts';

/** A fault as it gets in by mistake, and the target that must find it. */
export interface KnownFault extends SeededFault {
  readonly name: string;
  readonly kind: 'length + 1' | 'cut' | 'unbounded count' | 'missing limit' | 'wrong sum';
  readonly target: string;
}

/** Faults of the four kinds that hostile input looks for, in readers, decoders and tables. */
export const faults: readonly KnownFault[] = [
  {
    name: 'a cursor reads one byte behind its window',
    kind: 'length + 1',
    file: 'src/kernel/cursor.ts',
    find: 'if (at + 2 > this.end) return this.#fail();\n    this.at = at + 2;\n    return this.view.getUint16(at);',
    replace:
      'if (at + 2 > this.end + 1) return this.#fail();\n    this.at = at + 2;\n    return this.view.getUint16(at);',
    target: 'packet-stp',
  },
  {
    name: 'a TCP option ends one byte behind the header',
    kind: 'length + 1',
    file: 'src/decode/transport/tcp-options.ts',
    find: 'if (length < 2 || at + length > end) {',
    replace: 'if (length < 2 || at + length > end + 1) {',
    target: 'tcp-options',
  },
  {
    name: 'a DER element ends one byte behind its level',
    kind: 'length + 1',
    file: 'src/decode/app/tls/der.ts',
    find: 'if (start + length > this.#limit) return false;',
    replace: 'if (start + length > this.#limit + 1) return false;',
    target: 'der-certificate',
  },
  {
    name: 'a pcapng packet may reach into the length behind it',
    kind: 'length + 1',
    file: 'src/capture/pcapng-reader.ts',
    find: 'if (size > maxFrame || body + size > next - 4) break;',
    replace: 'if (size > maxFrame || body + size > next) break;',
    target: 'capture-pcapng',
  },
  {
    name: 'an IPv4 header is read without asking whether it was captured',
    kind: 'cut',
    file: 'src/decode/net/ipv4.ts',
    find: 'if (at + 20 > p.end) {',
    replace: 'if (at + 2 > p.end) {',
    target: 'link-101',
  },
  {
    name: 'a UDP header is read without asking whether it was captured',
    kind: 'cut',
    file: 'src/decode/transport/walk-transport.ts',
    find: 'if (at + 8 > p.end) {',
    replace: 'if (at + 4 > p.end) {',
    target: 'link-1',
  },
  {
    name: 'an IPv6 extension header is read without asking whether it was captured',
    kind: 'cut',
    file: 'src/decode/net/ipv6.ts',
    find: 'if (offset + 8 > p.end) {',
    replace: 'if (offset > p.end) {',
    target: 'link-229',
  },
  {
    name: 'a compressed name is followed for ever',
    kind: 'unbounded count',
    file: 'src/decode/app/dns/name.ts',
    find: 'MAX_POINTERS = 16',
    replace: 'MAX_POINTERS = Infinity',
    target: 'app-dns-datagram',
  },
  {
    name: 'requests that nobody answers are kept for ever',
    kind: 'unbounded count',
    file: 'src/kernel/open-requests.ts',
    find: 'else if (this.#open < this.#limit) {',
    replace: 'else if (this.#open < Infinity) {',
    target: 'app-modbus-stream',
  },
  {
    name: 'a pcapng block of length zero is passed over',
    kind: 'unbounded count',
    file: 'src/capture/pcapng-reader.ts',
    find: 'if (length < MIN_BLOCK_BYTES || length > MAX_BLOCK_BYTES) {',
    replace: 'if (length > MAX_BLOCK_BYTES) {',
    target: 'capture-pcapng',
  },
  {
    name: 'a pcapng block may be of any length',
    kind: 'missing limit',
    file: 'src/capture/pcapng-reader.ts',
    find: 'if (length < MIN_BLOCK_BYTES || length > MAX_BLOCK_BYTES) {',
    replace: 'if (length < MIN_BLOCK_BYTES) {',
    target: 'capture-pcapng',
  },
  {
    name: 'fragments of one pair are kept without limit',
    kind: 'missing limit',
    file: 'src/decode/net/fragments.ts',
    find: 'if (pair.datagrams.size >= MAX_DATAGRAMS_PER_PAIR) {',
    replace: 'if (pair.datagrams.size >= Infinity) {',
    target: 'net-fragments',
  },
  {
    name: 'requests for pages that nobody answers are kept for ever',
    kind: 'missing limit',
    file: 'src/decode/app/http/state.ts',
    find: 'export const MAX_WAITING = 128;',
    replace: 'export const MAX_WAITING = Infinity;',
    target: 'app-http-stream',
  },
  {
    name: 'maps inside maps of a declaration are entered without limit',
    kind: 'missing limit',
    file: 'src/declare/limits.ts',
    find: 'export const MAX_DEPTH = 64;',
    replace: 'export const MAX_DEPTH = Infinity;',
    target: 'declaration-cyclonedx',
  },
  {
    name: 'bytes of a damaged frame are counted nowhere',
    kind: 'wrong sum',
    file: 'src/observe/tap-observer.ts',
    find: 'coverage.add(index, DECODED, good);',
    replace: 'if (good > 20) coverage.add(index, DECODED, good);',
    target: 'tap-observer',
  },
  {
    name: 'a frame belongs to the share of its sender alone',
    kind: 'wrong sum',
    file: 'src/observe/share.ts',
    find: 'return (mix(a, 0x51ed270b) + mix(b, 0x51ed270b)) & (PLACES - 1);',
    replace: 'return mix(a, 0x51ed270b) & (PLACES - 1);',
    target: 'tap-observer',
  },
];
