import { expect, test } from 'vitest';
import {
  block,
  bytesOf,
  codes,
  frameData,
  garbage,
  interfaceBlock,
  NO_MORE_OPTIONS,
  option,
  packetBlock,
  readBytes,
  section,
  u16,
  u32,
} from './capture-bytes.cases.ts';
import {
  MAX_BLOCK_BYTES,
  MAX_FRAME_BYTES,
  MAX_INTERFACES_PER_SECTION,
  MAX_KEPT_NAMES,
  MAX_LISTED_INTERFACES,
  MAX_RESYNC_BLOCK_BYTES,
  MAX_TEXT_BYTES,
  RESYNC_WINDOW_BYTES,
} from './capture-limits.ts';

const DATA = frameData(61);
const START = bytesOf(section(), interfaceBlock(1));

test('the least file with one packet, field by field', () => {
  const file = bytesOf(
    [0x0a, 0x0d, 0x0d, 0x0a], // section header
    [0x1c, 0x00, 0x00, 0x00], // 28 bytes
    [0x4d, 0x3c, 0x2b, 0x1a], // little endian
    [0x01, 0x00, 0x00, 0x00], // version 1.0
    [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], // length of the section not stated
    [0x1c, 0x00, 0x00, 0x00], // 28 bytes again
    [0x01, 0x00, 0x00, 0x00], // interface description
    [0x14, 0x00, 0x00, 0x00], // 20 bytes
    [0x71, 0x00], // link type 113, Linux cooked
    [0x00, 0x00], // reserved
    [0x00, 0x00, 0x04, 0x00], // snap length 262144
    [0x14, 0x00, 0x00, 0x00], // 20 bytes again
    [0x06, 0x00, 0x00, 0x00], // enhanced packet
    [0x24, 0x00, 0x00, 0x00], // 36 bytes
    [0x00, 0x00, 0x00, 0x00], // interface 0
    [0x24, 0x0a, 0x06, 0x00], // time, upper half: 1700000000.000001 s is 0x60a24181e4001 microseconds
    [0x01, 0x40, 0x1e, 0x18], // time, lower half
    [0x02, 0x00, 0x00, 0x00], // 2 bytes captured
    [0x40, 0x00, 0x00, 0x00], // of 64
    [0xab, 0xcd, 0x00, 0x00], // the frame, padded
    [0x24, 0x00, 0x00, 0x00], // 36 bytes again
  );
  const { frames, summary } = readBytes(file);
  expect(frames).toEqual([
    {
      number: 1,
      seconds: 1_700_000_000,
      nanos: 1_000,
      wireLength: 64,
      linkType: 113,
      iface: 0,
      direction: 0,
      data: 'abcd',
    },
  ]);
  expect(summary).toMatchObject({
    format: 'pcapng',
    byteOrder: 'little',
    sections: 1,
    frames: 1,
    snappedFrames: 1,
    capturedBytes: 2,
    wireBytes: 64,
    problems: [],
    bytesUnread: 0,
  });
});

test('sections of both byte orders each have their own interfaces', () => {
  const file = bytesOf(
    section(),
    interfaceBlock(1),
    packetBlock({ data: DATA }),
    section(false),
    interfaceBlock(113, [], false),
    interfaceBlock(101, [], false),
    packetBlock({ data: DATA, iface: 1, little: false }),
    packetBlock({ data: DATA, iface: 0, little: false }),
  );
  const { frames, summary } = readBytes(file);
  expect(frames.map(({ number, linkType, iface }) => [number, linkType, iface])).toEqual([
    [1, 1, 0],
    [2, 101, 1],
    [3, 113, 0],
  ]);
  expect(summary).toMatchObject({ sections: 2, byteOrder: 'mixed', problems: [] });
  expect(summary.interfaces.map(({ section: s, index, frames: n }) => [s, index, n])).toEqual([
    [0, 0, 1],
    [1, 0, 1],
    [1, 1, 1],
  ]);
});

test('resolution and offset belong to the interface', () => {
  const nano = bytesOf(option(9, [9]), option(14, [100, 0, 0, 0, 0, 0, 0, 0]), NO_MORE_OPTIONS);
  const binary = bytesOf(option(9, [0x80 | 10]), NO_MORE_OPTIONS);
  const file = bytesOf(
    section(),
    interfaceBlock(1, nano),
    interfaceBlock(1, binary),
    packetBlock({ data: DATA, high: 1, low: 5 }), // 4294967301 ns
    packetBlock({ data: DATA, iface: 1, high: 0, low: 1_536 }), // 1.5 s in units of 1/1024
  );
  const { frames, summary } = readBytes(file);
  expect(frames.map(({ seconds, nanos }) => [seconds, nanos])).toEqual([
    [104, 294_967_301],
    [1, 500_000_000],
  ]);
  expect(summary.interfaces.map((row) => row.resolution)).toEqual(['10^-9', '2^-10']);
});

test('times outside 1970 to 2106 are clamped and counted', () => {
  const before = bytesOf(option(14, new Array<number>(8).fill(0xff)), NO_MORE_OPTIONS); // one second back
  const file = bytesOf(
    section(),
    interfaceBlock(1, before),
    packetBlock({ data: DATA, high: 0, low: 5 }),
    packetBlock({ data: DATA, high: 0xffff_ffff, low: 0 }),
  );
  const { frames, summary } = readBytes(file);
  expect(frames.map(({ seconds, nanos }) => [seconds, nanos])).toEqual([
    [0, 0],
    [0xffff_ffff, 999_999_999],
  ]);
  expect(codes(summary)).toEqual(['QW_FRAME_TIME@64x2']);
});

test('names, description, filter and programs are kept as text', () => {
  const about = bytesOf(option(2, bytesOf('probe')), option(3, bytesOf('Linux')), option(4, bytesOf('Dumpcap 4')));
  const options = bytesOf(
    option(1, bytesOf('mirror of port 7')),
    option(2, bytesOf('eth0')),
    option(3, bytesOf('crane 3')),
    option(11, bytesOf(0, 'tcp port 502')), // kind 0: text
    option(13, [4]),
  );
  const { summary } = readBytes(bytesOf(section(true, about), interfaceBlock(1, options)));
  expect(summary).toMatchObject({
    hardware: 'probe',
    operatingSystem: 'Linux',
    application: 'Dumpcap 4',
    comments: 1,
  });
  expect(summary.interfaces[0]).toMatchObject({
    name: 'eth0',
    description: 'crane 3',
    filter: 'tcp port 502',
    fcsBytes: 4,
  });
});

test('a text keeps MAX_TEXT_BYTES', () => {
  const name = option(2, bytesOf('x'.repeat(MAX_TEXT_BYTES + 9)));
  const { summary } = readBytes(bytesOf(section(), interfaceBlock(1, name)));
  expect(summary.interfaces[0]?.name).toHaveLength(MAX_TEXT_BYTES);
});

test('packet flags give the direction, drop counts and comments are counted', () => {
  const inbound = bytesOf(option(1, bytesOf('look')), option(2, u32(1)), option(4, [3, 0, 0, 0, 0, 0, 0, 0]));
  const outbound = bytesOf(option(2, u32(2)), NO_MORE_OPTIONS);
  const file = bytesOf(
    START,
    packetBlock({ data: DATA, options: inbound }),
    packetBlock({ data: DATA, options: outbound }),
    packetBlock({ data: DATA }),
  );
  const { frames, summary } = readBytes(file);
  expect(frames.map((frame) => frame.direction)).toEqual([1, 2, 0]);
  expect(summary).toMatchObject({ comments: 1, drops: 3 });
});

test('interface statistics: the last counters of each interface hold', () => {
  const statistics = (received: number, dropped: number): Uint8Array =>
    block(
      5,
      bytesOf(
        u32(0), // interface
        [0, 0, 0, 0, 0, 0, 0, 0], // time
        option(4, bytesOf(u32(received), u32(0))),
        option(5, bytesOf(u32(dropped), u32(0))),
        option(7, bytesOf(u32(2), u32(0))),
        NO_MORE_OPTIONS,
      ),
    );
  const { summary } = readBytes(bytesOf(START, statistics(10, 1), statistics(90, 4)));
  expect(summary.interfaces[0]).toMatchObject({ received: 90, dropped: 4, droppedBySystem: 2 });
  expect(summary.drops).toBe(6);
});

test('simple packets have neither time nor interface of their own', () => {
  const file = bytesOf(section(), interfaceBlock(1, [], true, 64), block(3, bytesOf(u32(1_500), frameData(64))));
  const { frames, summary } = readBytes(file);
  expect(frames[0]).toMatchObject({ wireLength: 1_500, seconds: 0, nanos: 0, iface: 0 });
  expect(frames[0]?.data).toHaveLength(128);
  expect(summary.framesWithoutTime).toBe(1);
  expect(summary.firstTime).toBeUndefined();
});

test('the obsolete packet block is read, with its drop count', () => {
  const old = block(2, bytesOf(u16(0), u16(5), u32(0), u32(2_000_000), u32(4), u32(4), [1, 2, 3, 4]));
  const unknown = block(2, bytesOf(u16(0), u16(0xffff), u32(0), u32(3_000_000), u32(4), u32(4), [1, 2, 3, 4]));
  const { frames, summary } = readBytes(bytesOf(START, old, unknown));
  expect(frames.map((frame) => frame.seconds)).toEqual([2, 3]);
  expect(summary.drops).toBe(5);
});

test('resolved names are kept up to a limit, and counted', () => {
  const record = (type: number, value: Uint8Array): Uint8Array =>
    bytesOf(u16(type), u16(value.length), value, new Array<number>(-value.length & 3).fill(0));
  const names = block(
    4,
    bytesOf(
      record(1, bytesOf([192, 0, 2, 7], 'plc-3', 0, 'hoist', 0)),
      record(2, bytesOf([0x20, 0x01, 0x0d, 0xb8], new Array<number>(11).fill(0), 1, 'cms', 0)),
      record(3, bytesOf([2, 0, 0, 0, 0, 9], 'mac', 0)),
      u32(0), // end of records
      option(1, bytesOf('a comment')),
    ),
  );
  const { summary } = readBytes(bytesOf(START, names));
  expect(summary.names).toEqual([
    { address: '192.0.2.7', name: 'plc-3' },
    { address: '192.0.2.7', name: 'hoist' },
    { address: '2001:db8::1', name: 'cms' },
    { address: '02:00:00:00:00:09', name: 'mac' },
  ]);
  expect(summary).toMatchObject({ namesResolved: 4, comments: 1, problems: [] });
  const many = block(
    4,
    bytesOf(...Array.from({ length: MAX_KEPT_NAMES + 3 }, () => record(1, bytesOf([1, 2, 3, 4], 'x')))),
  );
  const full = readBytes(bytesOf(START, many)).summary;
  expect(full.namesResolved).toBe(MAX_KEPT_NAMES + 3);
  expect(full.names).toHaveLength(MAX_KEPT_NAMES);
});

test('secrets, custom, journal, event and unknown blocks are counted; numbers skip where Wireshark numbers them', () => {
  const packet = packetBlock({ data: DATA });
  const file = bytesOf(
    START,
    packet, // 1
    block(10, bytesOf(u32(0x544c534b), u32(4), 'KEYS')), // decryption secrets
    block(9, bytesOf('MESSAGE=x')), // journal: 2
    block(0x0bad, bytesOf(u32(32_473), 'abcd')), // custom: 3
    block(0x4000_0bad, bytesOf(u32(32_473), 'abcd')), // custom, not to be copied: 4
    block(0x204, frameData(28)), // sysdig event: 5
    block(0x77, frameData(8)), // unknown
    packet, // 6
  );
  const { frames, summary } = readBytes(file);
  expect(frames.map((frame) => frame.number)).toEqual([1, 6]);
  expect(summary).toMatchObject({
    frames: 2,
    decryptionSecrets: 1,
    journalEntries: 1,
    customBlocks: 2,
    eventBlocks: 1,
    unknownBlocks: 1,
    bytesUnread: 0,
  });
  expect(JSON.stringify(summary)).not.toContain('KEYS');
});

test('a packet of an interface that was never described is left out and counted', () => {
  const file = bytesOf(START, packetBlock({ data: DATA, iface: 7 }), packetBlock({ data: DATA }));
  const { frames, summary } = readBytes(file);
  expect(frames).toHaveLength(1);
  expect(codes(summary)).toEqual(['QW_PCAPNG_BLOCK@48x1']);
  expect(summary.bytesUnread).toBe(96);
});

test('an interface description too short to read keeps the numbers behind it right', () => {
  const file = bytesOf(section(), block(1, [1, 0, 0, 0]), interfaceBlock(113), packetBlock({ data: DATA, iface: 1 }));
  expect(readBytes(file).frames.map((frame) => frame.linkType)).toEqual([113]);
});

test('a captured length beyond its block is left out, without reading beyond it', () => {
  const packet = packetBlock({ data: DATA });
  packet.set(u32(65), 20); // 64 padded bytes are there
  expect(readBytes(bytesOf(START, packet)).frames).toHaveLength(0);
});

test('a section of another version is left out until the next section', () => {
  const file = bytesOf(
    section(true, [], 2),
    interfaceBlock(1),
    packetBlock({ data: DATA }),
    START,
    packetBlock({ data: DATA }),
  );
  const { frames, summary } = readBytes(file);
  expect(frames).toHaveLength(1);
  expect(summary.sections).toBe(1);
  expect(codes(summary)).toContain('QW_PCAPNG_VERSION@0x1');
});

test('a length that is no multiple of four is read as its padded block', () => {
  const block93 = packetBlock({ data: frameData(60) });
  block93.set(u32(91), 4);
  block93.set(u32(91), 88);
  expect(readBytes(bytesOf(START, block93, packetBlock({ data: DATA }))).frames).toHaveLength(2);
});

test('garbage between blocks is stepped over, even when the next block lies askew', () => {
  for (const length of [1_000, 1_001, 3]) {
    const file = bytesOf(START, packetBlock({ data: DATA }), garbage(length), packetBlock({ data: DATA }));
    const { frames, summary } = readBytes(file);
    expect(frames).toHaveLength(2);
    expect(codes(summary)).toEqual(['QW_CAPTURE_DAMAGED@144x1']);
    expect(summary.bytesUnread).toBe(length);
  }
});

test('two lengths of a block that differ break the chain at that block only', () => {
  const spoiled = packetBlock({ data: DATA });
  spoiled.set([9], spoiled.length - 4);
  const { frames, summary } = readBytes(bytesOf(START, spoiled, packetBlock({ data: DATA })));
  expect(frames).toHaveLength(1);
  expect(summary.bytesUnread).toBe(spoiled.length);
});

test('a file cut in the middle of a block is read to its last whole block', () => {
  const file = bytesOf(START, packetBlock({ data: DATA }), packetBlock({ data: DATA }));
  for (const missing of [1, 50, 95]) {
    const { frames, summary } = readBytes(file.subarray(0, file.length - missing));
    expect(frames).toHaveLength(1);
    expect(codes(summary)).toEqual(['QW_CAPTURE_CUT@144x1']);
    expect(summary.bytesUnread).toBe(96 - missing);
  }
});

test('a block longer than MAX_BLOCK_BYTES is damage: no caller is asked to hold it', () => {
  const { summary } = readBytes(bytesOf(START, u32(0x77), u32(MAX_BLOCK_BYTES + 4), new Array<number>(40).fill(0x99)));
  expect(codes(summary)).toEqual(['QW_CAPTURE_DAMAGED@48x1']);
});

test('a packet longer than MAX_FRAME_BYTES is left out', () => {
  const unlimited = bytesOf(section(), interfaceBlock(1, [], true, 0));
  expect(readBytes(bytesOf(unlimited, packetBlock({ data: frameData(MAX_FRAME_BYTES) }))).frames).toHaveLength(1);
  expect(readBytes(bytesOf(unlimited, packetBlock({ data: frameData(MAX_FRAME_BYTES + 1) }))).frames).toHaveLength(0);
});

test('behind damage, neither a block beyond MAX_RESYNC_BLOCK_BYTES nor one beyond RESYNC_WINDOW_BYTES is found', () => {
  const long = block(0x0bad, new Uint8Array(MAX_RESYNC_BLOCK_BYTES));
  const { summary } = readBytes(bytesOf(START, garbage(8), long, packetBlock({ data: DATA })));
  expect(summary).toMatchObject({ frames: 1, customBlocks: 0 });
  const file = new Uint8Array(48 + RESYNC_WINDOW_BYTES + 200).fill(0xff);
  file.set(START);
  file.set(packetBlock({ data: DATA }), file.length - 96);
  expect(readBytes(file).summary).toMatchObject({ frames: 0, bytesUnread: RESYNC_WINDOW_BYTES + 200 });
});

test('interfaces beyond MAX_LISTED_INTERFACES are summed, beyond MAX_INTERFACES_PER_SECTION left out', () => {
  const one = interfaceBlock(1);
  const count = MAX_INTERFACES_PER_SECTION + 2;
  const file = new Uint8Array(28 + count * 20 + 2 * 96);
  file.set(section());
  for (let i = 0; i < count; i++) file.set(one, 28 + i * 20);
  file.set(packetBlock({ data: DATA, iface: MAX_LISTED_INTERFACES + 9 }), 28 + count * 20);
  file.set(packetBlock({ data: DATA, iface: MAX_INTERFACES_PER_SECTION }), 28 + count * 20 + 96);
  const { frames, summary } = readBytes(file);
  expect(frames.map((frame) => frame.iface)).toEqual([MAX_LISTED_INTERFACES + 9]);
  expect(summary.interfaces).toHaveLength(MAX_LISTED_INTERFACES + 1);
  expect(summary.interfaces.at(-1)).toMatchObject({ section: -1, frames: 1 });
  expect(summary.interfacesUnlisted).toBe(MAX_INTERFACES_PER_SECTION - MAX_LISTED_INTERFACES);
  expect(codes(summary)).toEqual([`QW_PCAPNG_BLOCK@${28 + MAX_INTERFACES_PER_SECTION * 20}x3`]);
});
