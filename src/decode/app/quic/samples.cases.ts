import { createCipheriv, createHmac } from 'node:crypto';
import { hex, together } from '../decoder-laws.cases.ts';
import { quicVersion } from './versions.ts';

/** RFC 9001 A.2: the frames of the client's first packet, before 917 octets of padding. */
export const RFC_HELLO: Uint8Array = hex(
  '060040f1010000ed0303ebf8fa56f12939b9584a3896472ec40bb863cfd3e86804fe3a47f06a2b69484c00000413011302010000c0',
  '00000010000e00000b6578616d706c652e636f6dff01000100000a00080006001d0017001800100007000504616c706e0005000501',
  '00000000003300260024001d00209370b2c9caa47fbabaf4559fedba753de171fa71f50f1ce15d43e994ec74d748002b0003020304',
  '000d0010000e0403050306030203080408050806002d00020101001c00024001003900320408ffffffffffffffff05048000ffff07',
  '048000ffff0801100104800075300901100f088394c8f03e51570806048000ffff',
);
export const RFC_ID: Uint8Array = hex('8394c8f03e515708');

/** RFC 9001 A.4. */
export const RETRY_PACKET: Uint8Array = hex(
  'ff00000001 00 08f067a5502a4262b5', // retry, version 1, no destination id, source id of 8
  '746f6b656e', // token
  '04a265ba2eff4d829058fb3f0f2496ba', // integrity tag
);

export interface Sealing {
  readonly version?: number;
  /** Connection id that keys come from, if not the packet's own. */
  readonly keysOf?: Uint8Array;
  readonly id?: Uint8Array;
  readonly sourceId?: Uint8Array;
  readonly number?: number;
  readonly first?: number;
}

/** A client's Initial packet as RFC 9001 5 has it made, with a packet number of four octets; its own way from opening. */
export function sealed(frames: Uint8Array, given: Sealing = {}): Uint8Array {
  const { version = 1, id = RFC_ID, sourceId = hex(''), number = 2, first = 0xc3 } = given;
  const { salt = hex(''), label = '' } = quicVersion(version) ?? {};
  const secret = expand(hmac(salt, given.keysOf ?? id), 'client in', 32);
  const numberBytes = new Uint8Array(4);
  new DataView(numberBytes.buffer).setUint32(0, number);
  const length = 4 + frames.length + 16;
  const head = together(
    hex(first.toString(16), version.toString(16).padStart(8, '0')),
    Uint8Array.of(id.length),
    id,
    Uint8Array.of(sourceId.length),
    sourceId,
    hex('00'), // no token
    Uint8Array.of(0x40 | (length >> 8), length & 255),
    numberBytes,
  );
  const nonce = expand(secret, `${label}iv`, 12);
  for (let i = 0; i < 4; i++) nonce[8 + i] = (nonce[8 + i] as number) ^ (numberBytes[i] as number);
  const cipher = createCipheriv('aes-128-gcm', expand(secret, `${label}key`, 16), nonce).setAAD(head);
  const body = Buffer.concat([cipher.update(frames), cipher.final(), cipher.getAuthTag()]);
  const mask = createCipheriv('aes-128-ecb', expand(secret, `${label}hp`, 16), null)
    .setAutoPadding(false)
    .update(body.subarray(0, 16));
  head[0] = (head[0] as number) ^ ((mask[0] as number) & 15);
  for (let i = 0; i < 4; i++) {
    const at = head.length - 4 + i;
    head[at] = (head[at] as number) ^ (mask[1 + i] as number);
  }
  return together(head, body);
}

function hmac(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHmac('sha256', key).update(bytes).digest());
}

function expand(secret: Uint8Array, label: string, length: number): Uint8Array {
  const text = Buffer.from(`tls13 ${label}`);
  const info = Buffer.concat([Buffer.from([0, length, text.length]), text, Buffer.from([0, 1])]);
  return hmac(secret, info).slice(0, length);
}

/** CRYPTO frame: type, offset and length in two octets each. */
export function cryptoFrame(offset: number, data: Uint8Array, type = 6): Uint8Array {
  const two = (value: number): Uint8Array => Uint8Array.of(0x40 | (value >> 8), value & 255);
  return together(Uint8Array.of(type), two(offset), two(data.length), data);
}

/** Google's hello: tags and their values. */
export function googleHello(tags: readonly (readonly [string, string])[]): Uint8Array {
  const little = (value: number, size: number): Uint8Array =>
    Uint8Array.from({ length: size }, (_, i) => (value >> (8 * i)) & 255);
  let end = 0;
  const entries = tags.map(([tag, value]) => {
    end += value.length;
    return together(new Uint8Array(Buffer.from(tag.padEnd(4, '\0'))), little(end, 4));
  });
  const values = new Uint8Array(Buffer.from(tags.map(([, value]) => value).join('')));
  return together(hex('43484c4f'), little(tags.length, 2), hex('0000'), ...entries, values);
}

const HELLO = googleHello([
  ['SNI', 'rms.example.net'],
  ['VER', 'Q039'],
  ['UAID', 'Chrome/61.0 Linux'],
]);

export const Q039_HELLO: Uint8Array = together(
  hex('0d'), // version and connection id, packet number of one octet
  hex('e71ad5d7756c4d4d'), // connection id
  hex('51303339'), // Q039
  hex('01'), // packet number
  hex('ab'.repeat(12)), // hash
  hex('a0 01'), // stream 1, data length given
  Uint8Array.of(HELLO.length >> 8, HELLO.length & 255),
  HELLO,
);

export const Q046_HELLO: Uint8Array = together(
  hex('c3 51303436 50'), // long header, Q046, ids of 8 and 0 octets
  hex('d1a3abacf61c6cd1'), // connection id
  hex('00000001'), // packet number
  hex('cd'.repeat(12)), // hash
  hex('a0 01'),
  Uint8Array.of(HELLO.length >> 8, HELLO.length & 255),
  HELLO,
);

export const GOOGLE_TAGS: Uint8Array = HELLO;

export const NEGOTIATION_PACKET: Uint8Array = hex(
  '80 00000000', // long header, version 0
  '04 01020304 00', // ids
  '00000001 6b3343cf ff00001d', // versions 1, 2 and draft 29
);
