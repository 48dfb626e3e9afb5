import type { Crypto } from '../../../kernel/crypto.ts';
import { hexText } from '../wire-text.ts';
import type { ClientHello } from './client-hello.ts';

const SERVER_NAME = 0;
const ALPN = 16;
/** JA4's stand-in for the digest of an empty list. */
const EMPTY_DIGEST = '000000000000';

/** What carries the hello, as JA4 begins: TCP or QUIC. */
export type Carrier = 't' | 'q';

/** RFC 8701: values such as 0x1a1a that clients scatter in; every fingerprint leaves them out. */
export function isGrease(value: number): boolean {
  return (value & 0x0f0f) === 0x0a0a && value >> 8 === (value & 0xff);
}

/** JA3's text: version, ciphers, extensions, groups and point formats in decimal, in the client's order. */
export function ja3Text(hello: ClientHello): string {
  const list = (values: readonly number[]): string => values.filter((value) => !isGrease(value)).join('-');
  return [
    String(hello.version),
    list(hello.ciphers),
    list(hello.extensions),
    list(hello.groups),
    hello.pointFormats.join('-'),
  ].join(',');
}

export function ja3(text: string, crypto: Crypto): string {
  const digest = crypto.md5(asciiBytes(text));
  return hexText(digest, 0, digest.length);
}

/** JA4's text before its digests (its "raw" form): sorted, so that clients that shuffle extensions keep one value. */
export function ja4Text(hello: ClientHello, carrier: Carrier = 't'): string {
  return `${carrier}${summary(hello)}_${cipherText(hello)}_${extensionText(hello)}`;
}

/** JA4 of a TLS client (FoxIO, JA4: TLS client fingerprinting, BSD 3-clause). */
export function ja4(hello: ClientHello, crypto: Crypto, carrier: Carrier = 't'): string {
  return `${carrier}${summary(hello)}_${digest12(cipherText(hello), crypto)}_${digest12(extensionText(hello), crypto)}`;
}

function summary(hello: ClientHello): string {
  const ciphers = hello.ciphers.filter((value) => !isGrease(value)).length;
  const extensions = hello.extensions.filter((value) => !isGrease(value)).length;
  const server = hello.extensions.includes(SERVER_NAME) ? 'd' : 'i';
  return `${versionText(hello)}${server}${twoDigits(ciphers)}${twoDigits(extensions)}${alpnText(hello.alpn[0])}`;
}

function versionText(hello: ClientHello): string {
  let version = 0;
  for (const value of hello.versions) if (!isGrease(value) && value > version) version = value;
  return VERSIONS.get(version === 0 ? hello.version : version) ?? '00';
}

/** First and last character of the first protocol; of its hex where one of them is no letter or digit. */
function alpnText(first: string | undefined): string {
  if (first === undefined || first === '') return '00';
  const ends = first.charAt(0) + first.charAt(first.length - 1);
  if (/^[0-9A-Za-z]{2}$/.test(ends)) return ends;
  const bytes = asciiBytes(first);
  const hex = hexText(bytes, 0, bytes.length);
  return hex.charAt(0) + hex.charAt(hex.length - 1);
}

function cipherText(hello: ClientHello): string {
  return sortedHex(hello.ciphers);
}

/** Extensions sorted, without server name and ALPN, then the signature algorithms in the client's order. */
function extensionText(hello: ClientHello): string {
  const extensions = sortedHex(hello.extensions.filter((value) => value !== SERVER_NAME && value !== ALPN));
  const signatures = hello.signatureAlgorithms
    .filter((value) => !isGrease(value))
    .map(hex4)
    .join(',');
  return signatures === '' ? extensions : `${extensions}_${signatures}`;
}

function sortedHex(values: readonly number[]): string {
  return values
    .filter((value) => !isGrease(value))
    .sort((a, b) => a - b)
    .map(hex4)
    .join(',');
}

function digest12(text: string, crypto: Crypto): string {
  return text === '' ? EMPTY_DIGEST : hexText(crypto.sha256(asciiBytes(text)), 0, 6);
}

function hex4(value: number): string {
  return value.toString(16).padStart(4, '0');
}

function twoDigits(count: number): string {
  return String(count > 99 ? 99 : count).padStart(2, '0');
}

function asciiBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

const VERSIONS: ReadonlyMap<number, string> = new Map([
  [0x0304, '13'],
  [0x0303, '12'],
  [0x0302, '11'],
  [0x0301, '10'],
  [0x0300, 's3'],
  [0x0002, 's2'],
]);
