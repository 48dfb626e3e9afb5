import { ascii, hex, together } from '../../app/decoder-laws.cases.ts';

/** An element of BER with a length of one or three bytes. */
export function tlv(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = together(...parts);
  const length = content.length < 128 ? [content.length] : [0x82, content.length >> 8, content.length & 0xff];
  return together(new Uint8Array([tag, ...length]), content);
}

/** Application, length, reserved fields; then the message. */
export function apdu(content: Uint8Array, reserved = '0000'): Uint8Array {
  const length = (8 + content.length).toString(16).padStart(4, '0');
  return together(hex('3001', length, reserved, '0000'), content);
}

export const values: readonly Uint8Array[] = [
  tlv(0x83, hex('01')), // boolean
  tlv(0x84, hex('03 0000')), // bits
  tlv(0xa2, tlv(0x85, hex('fe')), tlv(0xa1, tlv(0x86, hex('07'))), tlv(0x87, hex('08 41480000'))), // structure with an array, float
  tlv(0x89, hex('0102')), // octets
  tlv(0x8a, ascii('open')), // text
  tlv(0x91, hex('65536a00 000000 0a')), // time
  tlv(0x8d, hex('11')), // decimal
];

export function publication(
  data: readonly Uint8Array[],
  more: readonly Uint8Array[] = [],
  entries = data.length,
): Uint8Array {
  return tlv(
    0x61,
    tlv(0x80, ascii('BAY1LD0/LLN0$GO$gcb1')), // control block
    tlv(0x81, hex('07d0')), // two seconds to live
    tlv(0x82, ascii('BAY1LD0/LLN0$ds1')), // data set
    tlv(0x83, ascii('interlock')), // name
    tlv(0x84, hex('65536a00 000000 0a')), // time
    tlv(0x85, hex('05')), // state
    tlv(0x86, hex('0100')), // sequence
    ...more,
    tlv(0x88, hex('01')), // revision
    tlv(0x89, hex('00')), // set up
    tlv(0x8a, entries < 256 ? new Uint8Array([entries]) : new Uint8Array([entries >> 8, entries & 0xff])),
    tlv(0xab, ...data),
  );
}

export const published: Uint8Array = apdu(publication(values));
export const managed: Uint8Array = apdu(tlv(0x60, tlv(0x80, hex('07')), tlv(0xa1, hex(''))));

/** A set of samples: name, number, revision, synchronisation, values. */
export function samples(synchronised = '02', more: readonly Uint8Array[] = []): Uint8Array {
  return tlv(
    0x30,
    tlv(0x80, ascii('MU01')),
    tlv(0x82, hex('0118')),
    tlv(0x83, hex('00000001')),
    tlv(0x85, hex(synchronised)),
    ...more,
    tlv(0x87, hex('fffe5982 00000000 00043ddc 00002000')),
  );
}

export function sampled(sets: readonly Uint8Array[], count = sets.length): Uint8Array {
  return tlv(0x60, tlv(0x80, new Uint8Array([count])), tlv(0xa2, ...sets));
}

export const sampledMessage: Uint8Array = apdu(
  sampled([
    samples(),
    samples('01', [
      tlv(0x81, ascii('MU/ds')),
      tlv(0x86, hex('0fa0')),
      tlv(0x88, hex('0001')),
      tlv(0x89, hex('020000fffe000001')),
    ]),
  ]),
);
