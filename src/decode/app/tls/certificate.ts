import { ipv4Text, ipv6Text } from '../../../kernel/ip.ts';
import { parseIsoTime } from '../../../kernel/time.ts';
import { latin1 } from '../../../kernel/cursor.ts';
import { hexText, wireText } from '../wire-text.ts';
import { DerReader, GENERALIZED_TIME, INTEGER, OBJECT_IDENTIFIER, OCTET_STRING, SEQUENCE, UTC_TIME } from './der.ts';
import { distinguishedName } from './distinguished-name.ts';

/** Alternative names kept of one certificate; shared hosts have hundreds, devices a handful. */
export const MAX_ALTERNATIVE_NAMES = 64;
/** Extensions walked. */
export const MAX_CERTIFICATE_EXTENSIONS = 64;
/** Octets of a serial number; RFC 5280 4.1.2.2 allows 20. */
export const MAX_SERIAL = 64;
const MAX_ALTERNATIVE_TEXT = 256;

/** What a certificate says, with the names of {@link import('../../../schema/facts/vocabulary.ts').CertificateFact}. */
export interface CertificateText {
  readonly subject: string;
  readonly issuer: string;
  readonly alternativeNames: readonly string[];
  readonly notBefore: bigint;
  readonly notAfter: bigint;
  /** Lower-case hex without a leading zero octet. */
  readonly serial: string;
  /** Subject and issuer are the same bytes. The signature is not checked: this is "self-issued" in X.509's words. */
  readonly selfSigned: boolean;
  /** It has more extensions, more names or a longer serial than are read: what was read stands. */
  readonly overLimit: boolean;
}

/** Reads the certificate (RFC 5280 4.1) in `[start, end)`; undefined where it is none. Keys and signatures are not read. */
export function readCertificate(bytes: Uint8Array, start: number, end: number): CertificateText | undefined {
  const outer = new DerReader(bytes, start, end);
  if (!outer.is(SEQUENCE)) return undefined;
  const signed = outer.inside();
  if (!signed.is(SEQUENCE)) return undefined;
  const body = signed.inside();
  if (!body.next()) return undefined;
  // [0] is the version; version 1 leaves it out.
  if (body.tag === 0xa0 && !body.next()) return undefined;
  if (body.tag !== INTEGER) return undefined;
  const [serialAt, serialEnd] = [significant(bytes, body.start, body.end), body.end];
  if (!body.is(SEQUENCE) || !body.is(SEQUENCE)) return undefined;
  const [issuerAt, issuerEnd] = [body.start, body.end];
  if (!body.is(SEQUENCE)) return undefined;
  const validity = body.inside();
  const notBefore = validity.next() ? timeOf(validity) : undefined;
  const notAfter = validity.next() ? timeOf(validity) : undefined;
  if (!body.is(SEQUENCE)) return undefined;
  const subject = distinguishedName(bytes, body.start, body.end);
  const issuer = distinguishedName(bytes, issuerAt, issuerEnd);
  const selfSigned = same(bytes, issuerAt, issuerEnd, body.start, body.end);
  if (subject === undefined || issuer === undefined || notBefore === undefined || notAfter === undefined)
    return undefined;
  const alternativeNames: string[] = [];
  let overLimit = serialEnd - serialAt > MAX_SERIAL;
  while (body.next()) if (!readExtensions(body, alternativeNames)) overLimit = true;
  const serial = hexText(bytes, serialAt, serialEnd, MAX_SERIAL);
  return { subject, issuer, alternativeNames, notBefore, notAfter, serial, selfSigned, overLimit };
}

/** The certificate's extensions are the element tagged [3]. False where there are more of them, or names, than are read. */
function readExtensions(element: DerReader, names: string[]): boolean {
  if (element.tag !== 0xa3) return true;
  const wrapper = element.inside();
  if (!wrapper.is(SEQUENCE)) return true;
  const extensions = wrapper.inside();
  let whole = true;
  for (let i = 0; extensions.is(SEQUENCE); i++) {
    if (i === MAX_CERTIFICATE_EXTENSIONS) return false;
    const extension = extensions.inside();
    if (!extension.is(OBJECT_IDENTIFIER)) continue;
    const { bytes, start } = extension;
    // 2.5.29.17, subjectAltName, in three octets.
    if (extension.end - start !== 3 || bytes[start] !== 0x55 || bytes[start + 1] !== 0x1d || bytes[start + 2] !== 0x11)
      continue;
    while (extension.next())
      if (extension.tag === OCTET_STRING && !readAlternativeNames(extension.inside(), names)) whole = false;
  }
  return whole;
}

/** GeneralNames (RFC 5280 4.2.1.6): e-mail, DNS name, directory name, URI, address; others are left out. False beyond the limit. */
function readAlternativeNames(wrapper: DerReader, names: string[]): boolean {
  if (!wrapper.is(SEQUENCE)) return true;
  const list = wrapper.inside();
  while (list.next()) {
    if (names.length === MAX_ALTERNATIVE_NAMES) return false;
    const { bytes, tag, start, end } = list;
    if (tag === 0x81 || tag === 0x82 || tag === 0x86) names.push(wireText(bytes, start, end, MAX_ALTERNATIVE_TEXT));
    else if (tag === 0x87 && end - start === 4) names.push(ipv4Text(bytes, start));
    else if (tag === 0x87 && end - start === 16) names.push(ipv6Text(bytes, start));
    else if (tag === 0xa4) {
      const inner = list.inside();
      const name = inner.is(SEQUENCE) ? distinguishedName(bytes, inner.start, inner.end) : undefined;
      if (name) names.push(name);
    }
  }
  return true;
}

/** Where the number begins behind leading zero octets, the last of which may be all there is. */
function significant(bytes: Uint8Array, start: number, end: number): number {
  let from = start;
  while (from < end - 1 && bytes[from] === 0) from++;
  return from;
}

/** RFC 5280 4.1.2.5: two-digit years from 50 on are of the last century; seconds and Z are there, or added. */
function timeOf(element: DerReader): bigint | undefined {
  const { bytes, tag, start, end } = element;
  if ((tag !== UTC_TIME && tag !== GENERALIZED_TIME) || end - start > 32) return undefined;
  let text = latin1(bytes, start, end);
  if (tag === UTC_TIME) text = (text < '50' ? '20' : '19') + text;
  const m = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(\.\d{1,9})?(Z|[+-]\d{4})$/.exec(text);
  if (!m) return undefined;
  return parseIsoTime(`${m[1]}-${m[2]}-${m[3]}T${m[4]}:${m[5]}:${m[6] ?? '00'}${m[7] ?? ''}${m[8]}`);
}

function same(bytes: Uint8Array, a: number, aEnd: number, b: number, bEnd: number): boolean {
  if (aEnd - a !== bEnd - b) return false;
  for (let i = 0; a + i < aEnd; i++) if (bytes[a + i] !== bytes[b + i]) return false;
  return true;
}
