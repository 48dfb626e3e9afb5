import { writeRecords } from '../engine/records.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const hex = (value: string): Uint8Array => new Uint8Array(Buffer.from(value.replace(/\s/g, ''), 'hex'));
const datagram = (bytes: Uint8Array): Uint8Array => writeRecords([{ head: Uint8Array.of(0), bytes }]);

/** A pcapng section header and an Ethernet interface, little endian. */
const PCAPNG = hex(
  '0a0d0d0a 1c000000 4d3c2b1a 0100 0000 ffffffffffffffff 1c000000 01000000 14000000 0100 0000 00000400 14000000',
);

function pcapng(...blocks: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat([PCAPNG, ...blocks]));
}

/** A name that points at itself, at a name that points back, and one of many pointers each to the one before. */
function pointers(count: number): Uint8Array {
  const names = Array.from({ length: count }, (_, i) =>
    i === 0 ? [0] : [0xc0 | ((12 + 2 * i - 3) >> 8), (12 + 2 * i - 3) & 0xff],
  ).flat();
  return Uint8Array.of(0, 1, 0x81, 0x80, 0, 1, 0, 0, 0, 0, 0, 0, ...names, 0, 1, 0, 1);
}

/**
 * What an attacker tries first, made by code since much of it is long and dull: loops of pointers, lengths of zero
 * and beyond the end, depth, aliases of aliases, and frames of nothing.
 */
export function nastyInputs(target: string): readonly Uint8Array[] {
  return made[target]?.() ?? (target.startsWith('link-') ? frames() : []);
}

const made: Readonly<Record<string, () => Uint8Array[]>> = {
  'declaration-yaml': () => [
    text('['.repeat(20_000)),
    text('a: {'.repeat(5_000)),
    text(Array.from({ length: 400 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')),
    // "Billion laughs": nine levels of ten aliases.
    text(
      ['a0: &a0 x', ...Array.from({ length: 9 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i},`.repeat(10)}]`)].join(
        '\n',
      ),
    ),
    text('a: &a [*a]\n'),
    text('? ? ? ? ? ? ? ? ? a\n'),
    text('- '.repeat(6_000)),
    text(`"${'\\u0000'.repeat(3_000)}"`),
    text(`x: !!binary ${'='.repeat(5_000)}`),
  ],
  'declaration-cyclonedx': () => [
    text('['.repeat(30_000)),
    text('{"a":'.repeat(10_000)),
    text(`{"bomFormat":"CycloneDX","specVersion":"1.6","components":${'[{"components":'.repeat(2_000)}`),
    text(`{"bomFormat":"CycloneDX","specVersion":"1.6","components":[${'{},'.repeat(3_000)}{}]}`),
    text(`{"${'__proto__":{"'.repeat(500)}`),
    text(`"${'\\ud800'.repeat(2_000)}"`),
    text('9'.repeat(20_000)),
  ],
  'declaration-csv': () => [
    text('"'.repeat(20_000)),
    text(','.repeat(20_000)),
    text('\r'.repeat(10_000)),
    text(`ref,name\n${'"a"b,'.repeat(4_000)}`),
  ],
  'capture-pcapng': () => [
    // Blocks with a length of zero, an odd length, a length beyond all memory, and one that ends inside itself.
    pcapng(hex('06000000 00000000'.repeat(40))),
    pcapng(hex('06000000 21000000 00000000 00000000 00000000 01000000 01000000 aa 21000000 000000')),
    pcapng(hex('06000000 ffffffff'), new Uint8Array(64)),
    pcapng(hex('06000000 fcffff03'), new Uint8Array(200)),
    pcapng(hex('0a0d0d0a 00000000 4d3c2b1a')),
    // An interface whose options have length zero and never end; one that names a resolution of 2^-127.
    pcapng(hex(`01000000 40000000 0100 0000 00000400 ${'0900 0000'.repeat(11)} 40000000`)),
    pcapng(hex('01000000 20000000 0100 0000 00000400 0900 0100 ff000000 00000000 20000000')),
    // A packet of an interface that does not exist, and a simple packet longer than its block.
    pcapng(hex('06000000 20000000 07000000 00000000 00000000 00000000 00000000 20000000')),
    pcapng(hex('03000000 10000000 ffffffff 10000000')),
    // Packets of as many bytes as their block holds, and of one more.
    pcapng(hex('06000000 24000000 00000000 00000000 00000000 04000000 04000000 aabbccdd 24000000')),
    pcapng(hex('06000000 24000000 00000000 00000000 00000000 05000000 05000000 aabbccdd 24000000')),
    pcapng(hex('03000000 14000000 04000000 01020304 14000000')),
  ],
  'capture-pcap': () => [
    hex('d4c3b2a1 0200 0400 00000000 00000000 00000000 01000000'),
    hex(`d4c3b2a1 0200 0400 00000000 00000000 ffff0000 01000000 ${'00'.repeat(160)}`),
    hex('d4c3b2a1 0200 0400 00000000 00000000 ffffffff 01000000 ffffffff ffffffff ffffffff ffffffff'),
    hex('a1b23c4d 0002 0004 00000000 00000000 0000ffff 00000001 ffffffff 3b9ac9ff 00000001 00000001 aa'),
    new Uint8Array([
      ...hex('d4c3b2a1 0200 0400 00000000 00000000 00000400 01000000 00f15365 00000000 ffff0000 ffff0000'),
      ...new Uint8Array(65_535),
    ]),
  ],
  'app-dns-datagram': () => [
    datagram(hex('0001 8180 0001 0001 0000 0000 c00c 0001 0001 c00c 0001 0001 00000001 0004 c0000201')),
    datagram(hex('0001 8180 0001 0000 0000 0000 c00e c00c 0001 0001')),
    datagram(pointers(17)),
    datagram(pointers(200)),
    datagram(hex('0001 0100 ffff ffff ffff ffff 00 0001 0001')),
    datagram(hex(`0001 0100 0001 0000 0000 0000 ${'3f'.concat('61'.repeat(63)).repeat(5)} 00 0001 0001`)),
  ],
  'app-http-stream': () => [
    datagram(text('GET / HTTP/1.1\r\nHost: a\r\n\r\n')),
    datagram(text(`GET / HTTP/1.1\r\n${'A: b\r\n'.repeat(600)}`)),
    datagram(text(`HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${'1;x\r\na\r\n'.repeat(400)}`)),
    datagram(text('HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nabc')),
    datagram(text('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffff\r\nabc')),
  ],
  'app-tls-stream': () => [
    // A handshake of 16 MB announced, in records of one byte; a record of nothing again and again.
    datagram(hex(`16 0301 0004 01 ffffff ${'16 0301 0001 00'.repeat(400)}`)),
    datagram(hex('16 0301 0000'.repeat(300))),
    datagram(hex('16 0301 ffff 01')),
  ],
  'app-modbus-stream': () => [
    datagram(hex('0001 0000 0006 01 03 0000 0001')),
    datagram(hex('0001 0000 0000 01 03')),
    datagram(hex('0001 0000 ffff 01 03')),
  ],
  'der-certificate': () => [
    hex('30 84 ff ff ff ff'),
    hex('30 80 30 80 00 00'),
    hex('30 '.repeat(400)),
    hex('31 0d 30 0b 06 03 55 04 03 0c 04 6c 6f 67 31'),
    hex('30 0f 31 0d 30 0b 06 03 55 04 03 0c 04 6c 6f 67 31'),
  ],
  'unpack-gzip': () => [
    hex('1f8b 08 ff 00000000 00 ff ffff'),
    hex('1f8b 08 00 00000000 00 03'),
    hex(`1f8b 08 08 00000000 0003 ${'61'.repeat(3_000)}`),
  ],
};

function frames(): Uint8Array[] {
  const ethernet = '020000000001 020000000002';
  return [
    new Uint8Array(1),
    new Uint8Array(14),
    new Uint8Array(1_514),
    new Uint8Array(2_000).fill(0xff),
    // VLAN tags without end; MPLS without a last label; IPv6 options without end; a jumbogram; a total length of 0.
    hex(`${ethernet} ${'8100 0001'.repeat(300)}`),
    hex(`${ethernet} 8847 ${'00000000'.repeat(300)}`),
    hex(`${ethernet} 86dd 60000000 0400 00 40 ${'00'.repeat(32)} ${'0000000000000000'.repeat(120)}`),
    hex(`${ethernet} 86dd 60000000 0000 00 40 ${'00'.repeat(32)} 0600 c204 00010000 ${'00'.repeat(40)}`),
    hex(
      `${ethernet} 0800 45000000 00004000 40060000 c0000201 c0000202 0001 0002 00000001 00000000 5018 0000 0000 0000 6869`,
    ),
    hex(`${ethernet} 0800 4f00 003c 0000 4000 4006 0000 c0000201 c0000202 ${'07'.repeat(40)}`),
    hex(
      `${ethernet} 0800 4500 0028 0000 4000 4006 0000 c0000201 c0000202 0001 0002 00000001 00000000 f002 0000 0000 0000`,
    ),
  ];
}
