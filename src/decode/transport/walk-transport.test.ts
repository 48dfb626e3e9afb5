import { expect, test } from 'vitest';
import { hex, walked } from '../link/walk-link.cases.ts';
import { damageNames } from '../packet.ts';

const ip = (protocol: string, total: string): string =>
  `45 00 ${total} 0001 4000 40 ${protocol} 0000 0a000001 0a000002`;

test('a TCP header gives ports, numbers, flags, options and payload', () => {
  const p = walked(hex(`${ip('06', '002e')} 03e8 01f6 00000010 00000020 6012 1000 0000 0000 02 04 05b4 6869`), 101);
  expect([p.sourcePort, p.destinationPort, p.sequence, p.acknowledgement, p.flags, p.window]).toEqual([
    1000, 502, 16, 32, 0x12, 4096,
  ]);
  expect([p.optionsAt, p.payload, p.payloadEnd, p.payloadLength]).toEqual([40, 44, 46, 2]);
});

test.each([
  ['shorter than it can be', '4012'],
  ['longer than the segment', 'f012'],
])('a TCP header %s is damage', (_name, offsetAndFlags) => {
  const p = walked(hex(`${ip('06', '0028')} 03e8 01f6 00000010 00000020 ${offsetAndFlags} 1000 0000 0000`), 101);
  expect(damageNames[p.damage]).toBe('tcp-header-bad');
});

test('an authentication header hides nothing of what it signs', () => {
  const header = '11 04 0000 00000001 00000002 aaaaaaaa bbbbbbbb cccccccc';
  const p = walked(hex(`${ip('33', '0036')} ${header} 03e8 07d0 000a 0000 6869`), 101);
  expect([p.protocol, p.sourcePort, p.destinationPort, p.payload, p.payloadEnd, p.payloadLength]).toEqual([
    17, 1000, 2000, 52, 54, 2,
  ]);
});

test.each([
  ['longer than the datagram', '11 ff 0000 00000001 00000002'],
  ['shorter than it can be', '11 00 0000 00000001 00000002'],
  ['cut', '11 04 0000'],
])('an authentication header %s is left alone', (_name, header) => {
  const bytes = hex(`${ip('33', '0020')} ${header}`);
  const p = walked(bytes, 101);
  expect([p.protocol, p.transport, p.payload, p.damage]).toEqual([51, 20, -1, 0]);
});

test('link padding behind a datagram is not payload', () => {
  const p = walked(hex(`${ip('11', '001e')} 03e8 07d0 000a 0000 6869 000000000000`), 101);
  expect([p.payloadEnd - p.payload, p.payloadLength]).toEqual([2, 2]);
});

test('bytes between the end of UDP and the end of IP are not payload', () => {
  const p = walked(hex(`${ip('11', '0022')} 03e8 07d0 000a 0000 6869 ffffffff`), 101);
  expect([p.payloadEnd - p.payload, p.payloadLength]).toEqual([2, 2]);
});

test.each(['0007', '000b', 'ffff'])('a UDP length of %s in a datagram of ten bytes is damage', (length) => {
  expect(damageNames[walked(hex(`${ip('11', '001e')} 03e8 07d0 ${length} 0000 6869`), 101).damage]).toBe(
    'udp-length-bad',
  );
});

test('a UDP length of zero means all that IP carries', () => {
  expect(walked(hex(`${ip('11', '001e')} 03e8 07d0 0000 0000 6869`), 101).payloadLength).toBe(2);
});

test('an IP length of zero, as segmentation offload leaves it, means the frame', () => {
  expect(walked(hex(`${ip('11', '0000')} 03e8 07d0 000a 0000 6869`), 101).payloadLength).toBe(2);
});

test('an IP length beyond what was on the wire does not invent payload', () => {
  const p = walked(hex(`${ip('06', '0528')} 03e8 01f6 00000010 00000020 5012 1000 0000 0000 6869`), 101);
  expect([p.payloadLength, p.damage]).toEqual([2, 0]);
});

test.each([
  ['a version that is not 4', `55${ip('11', '001e').slice(2)}`, 'ip-header-bad'],
  ['a header of less than 20 bytes', `44${ip('11', '001e').slice(2)}`, 'ip-header-bad'],
  ['a total length below the header', ip('11', '0010'), 'ip-length-bad'],
])('IPv4 with %s is damage', (_name, header, damage) => {
  const bytes = hex(`020000000002 020000000001 0800 ${header} 03e8 07d0 000a 0000 6869`);
  expect(damageNames[walked(bytes).damage]).toBe(damage);
});

test('IPv6 extension headers are walked to the transport header, and no more of them than the limit', () => {
  const fixed = (length: number, next: string): string =>
    `60000000 ${length.toString(16).padStart(4, '0')} ${next} 40 ${'20010db8000000000000000000000001'.repeat(2)}`;
  const udp = '03e8 07d0 000a 0000 6869';
  const p = walked(hex(`${fixed(34, '00')} 3c00000000000000 2b00000000000000 1100000000000000 ${udp}`), 101);
  expect([p.destinationPort, p.protocol, p.payloadLength]).toEqual([2000, 17, 2]);
  const options = '3c00000000000000'.repeat(20);
  expect(damageNames[walked(hex(`${fixed(170, '3c')} ${options} ${udp}`), 101).damage]).toBe(
    'too-many-extension-headers',
  );
  const atomic = walked(hex(`${fixed(18, '2c')} 1100000000000001 ${udp}`), 101);
  expect([atomic.fragment, atomic.destinationPort]).toEqual([false, 2000]);
  const empty = walked(hex(`${fixed(0, '3b')} ffffffffffff`), 101);
  expect([empty.protocol, empty.payloadLength, empty.end]).toEqual([59, 0, 40]);
});

test('an IPv6 extension header that says to be longer than its frame leaves no offset outside of it', () => {
  const addresses = '20010db8000000000000000000000001 20010db8000000000000000000000002';
  // Payload 8 bytes, next header 60 (destination options) of 256 units of 8 bytes.
  const p = walked(hex(`60000000 0008 3c 40 ${addresses} 11 ff 000000000000`), 101);
  expect([p.transport, p.stoppedAt, p.payload]).toEqual([48, 48, -1]);
  expect(p.damage).not.toBe(0);
});
