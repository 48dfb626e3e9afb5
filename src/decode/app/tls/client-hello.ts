import type { Cursor } from '../../../kernel/cursor.ts';
import { wireText } from '../wire-text.ts';

/** Values kept of one list: ciphers, groups, signature algorithms. The longest lists seen hold below 200. */
export const MAX_LIST = 512;
/** Extensions read of one hello. */
export const MAX_EXTENSIONS = 128;
/** Protocol names read of one ALPN extension. */
export const MAX_ALPN = 32;
/** Bytes of a server name taken (RFC 1035 2.3.4); an ALPN name has one length byte and cannot be longer. */
export const MAX_HELLO_NAME = 255;

const SERVER_NAME = 0;
const SUPPORTED_GROUPS = 10;
const POINT_FORMATS = 11;
const SIGNATURE_ALGORITHMS = 13;
const ALPN = 16;
const SUPPORTED_VERSIONS = 43;

/** A client's first message (RFC 8446 4.1.2, RFC 5246 7.4.1.2) in the order it was sent, reserved values included. */
export interface ClientHello {
  version: number;
  sessionIdLength: number;
  ciphers: number[];
  extensions: number[];
  groups: number[];
  pointFormats: number[];
  signatureAlgorithms: number[];
  versions: number[];
  alpn: string[];
  serverName: string;
  hasExtensions: boolean;
  /** A list or the message ended before its length said; what was read before stands. */
  cut: boolean;
  overLimit: boolean;
}

/** Reads the hello's body, which ends where the cursor's window ends. */
export function readClientHello(c: Cursor): ClientHello {
  const hello: ClientHello = {
    version: c.u16(),
    sessionIdLength: 0,
    ciphers: [],
    extensions: [],
    groups: [],
    pointFormats: [],
    signatureAlgorithms: [],
    versions: [],
    alpn: [],
    serverName: '',
    hasExtensions: false,
    cut: false,
    overLimit: false,
  };
  c.skip(32);
  hello.sessionIdLength = c.u8();
  c.skip(hello.sessionIdLength);
  const ciphersEnd = c.u16() + c.at;
  readList(c, ciphersEnd, hello.ciphers, hello);
  c.skip(c.u8());
  if (c.ok && c.left >= 2) readExtensions(c, hello);
  if (c.failed) hello.cut = true;
  return hello;
}

function readExtensions(c: Cursor, hello: ClientHello): void {
  hello.hasExtensions = true;
  const length = c.u16();
  const end = c.at + length;
  if (end > c.end) hello.cut = true;
  const stop = end < c.end ? end : c.end;
  while (c.at + 4 <= stop) {
    if (hello.extensions.length === MAX_EXTENSIONS) {
      hello.overLimit = true;
      return;
    }
    const type = c.u16();
    const dataEnd = c.u16() + c.at;
    if (dataEnd > stop) {
      hello.cut = true;
      return;
    }
    hello.extensions.push(type);
    readExtension(c, type, dataEnd, hello);
    c.at = dataEnd;
  }
}

function readExtension(c: Cursor, type: number, end: number, hello: ClientHello): void {
  if (type === SERVER_NAME) readServerName(c, end, hello);
  else if (type === SUPPORTED_GROUPS) readList(c, listEnd(c, end, 2), hello.groups, hello);
  else if (type === SIGNATURE_ALGORITHMS) readList(c, listEnd(c, end, 2), hello.signatureAlgorithms, hello);
  else if (type === SUPPORTED_VERSIONS) readList(c, listEnd(c, end, 1), hello.versions, hello);
  else if (type === POINT_FORMATS) {
    const stop = listEnd(c, end, 1);
    while (c.at < stop) hello.pointFormats.push(c.u8());
  } else if (type === ALPN) readAlpn(c, end, hello);
}

/** RFC 6066 3: a list of which every known client sends one entry, a host name. */
function readServerName(c: Cursor, end: number, hello: ClientHello): void {
  const stop = listEnd(c, end, 2);
  if (c.at + 3 > stop || c.u8() !== 0) return;
  const nameEnd = c.u16() + c.at;
  if (nameEnd > stop) {
    hello.cut = true;
    return;
  }
  if (nameEnd - c.at > MAX_HELLO_NAME) hello.overLimit = true;
  hello.serverName = wireText(c.bytes, c.at, nameEnd, MAX_HELLO_NAME);
}

function readAlpn(c: Cursor, end: number, hello: ClientHello): void {
  const stop = listEnd(c, end, 2);
  while (c.at < stop) {
    const nameEnd = c.u8() + c.at;
    if (nameEnd > stop) {
      hello.cut = true;
      return;
    }
    if (hello.alpn.length === MAX_ALPN) {
      hello.overLimit = true;
      return;
    }
    hello.alpn.push(wireText(c.bytes, c.at, nameEnd));
    c.at = nameEnd;
  }
}

/** Reads a list's own length of `width` bytes and returns where the list ends, inside `end`. */
function listEnd(c: Cursor, end: number, width: 1 | 2): number {
  if (c.at + width > end) return c.at;
  const stop = (width === 1 ? c.u8() : c.u16()) + c.at;
  return stop < end ? stop : end;
}

function readList(c: Cursor, end: number, into: number[], hello: ClientHello): void {
  if (end > c.end) {
    hello.cut = true;
    end = c.end;
  }
  while (c.at + 2 <= end) {
    if (into.length === MAX_LIST) {
      hello.overLimit = true;
      break;
    }
    into.push(c.u16());
  }
  if (c.at < end) c.at = end;
}
