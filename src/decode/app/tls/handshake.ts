import { Cursor } from '../../../kernel/cursor.ts';
import type { Crypto } from '../../../kernel/crypto.ts';
import { isoTime, toNanos } from '../../../kernel/time.ts';
import type { CertificateFact } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { hexText } from '../wire-text.ts';
import { certificateOwner, type CertificateOwner } from './certificate-owner.ts';
import { type CertificateText, readCertificate } from './certificate.ts';
import { readClientHello } from './client-hello.ts';
import { emitClientHello } from './emit-client-hello.ts';
import { RememberedBytes } from './remembered-bytes.ts';
import { readServerHello, type ServerHello } from './server-hello.ts';

/** Certificates read of one chain; public chains have two to four. */
export const MAX_CERTIFICATES = 16;
const CLIENT_HELLO = 1;
const SERVER_HELLO = 2;
const CERTIFICATE = 11;

/** Emits one handshake message, header included, in `[start, end)`; returns the server's hello, or whom a chain gives away. */
export function readHandshake(
  bytes: Uint8Array,
  view: DataView,
  start: number,
  end: number,
  turn: Turn,
): ServerHello | CertificateOwner | undefined {
  const type = bytes[start] as number;
  turn.message(type);
  if (turn.tracing) {
    turn.field('tls.handshake.type', type);
    turn.field('tls.handshake.length', end - start - 4);
  }
  if (type === CLIENT_HELLO) emitClientHello(readClientHello(BODY.reset(bytes, view, start + 4, end)), turn);
  else if (type === SERVER_HELLO) return readServerHello(BODY.reset(bytes, view, start + 4, end), turn);
  else if (type === CERTIFICATE) return readChain(BODY.reset(bytes, view, start + 4, end), turn);
  return undefined;
}

/** A chain up to TLS 1.2 (RFC 5246 7.4.2); in 1.3 it is encrypted and never comes here. */
function readChain(c: Cursor, turn: Turn): CertificateOwner | undefined {
  let owner: CertificateOwner | undefined;
  const length = c.u24();
  if (length > c.left) turn.anomaly('handshake-cut');
  for (let count = 0; c.left >= 3; count++) {
    if (count === MAX_CERTIFICATES) {
      turn.anomaly('certificates-over-limit');
      return owner;
    }
    const size = c.u24();
    const start = c.at;
    if (!c.skip(size).ok) {
      turn.anomaly('certificate-bad');
      return owner;
    }
    if (turn.tracing) turn.field('tls.handshake.certificate_length', size);
    owner = emitCertificate(c.bytes, start, c.at, turn) ?? owner;
  }
  return owner;
}

/** A certificate as the facts hold it, by whichever side it is shown. */
interface ShownCertificate {
  readonly text: CertificateText;
  readonly byClient: CertificateFact;
  readonly byServer: CertificateFact;
  readonly owner: CertificateOwner | undefined;
}

function readShown(bytes: Uint8Array, start: number, end: number, crypto: Crypto): ShownCertificate | undefined {
  const text = readCertificate(bytes, start, end);
  if (text === undefined) return undefined;
  const digest = crypto.sha256(bytes.subarray(start, end));
  const { overLimit: _told, ...facts } = text;
  const fact = { ...facts, sha256: hexText(digest, 0, digest.length) };
  const owner = certificateOwner(text.subject, text.issuer);
  return { text, byClient: { ...fact, fromServer: false }, byServer: { ...fact, fromServer: true }, owner };
}

function emitCertificate(bytes: Uint8Array, start: number, end: number, turn: Turn): CertificateOwner | undefined {
  const shown = CERTIFICATES.get(bytes, start, end, () => readShown(bytes, start, end, turn.crypto));
  if (shown === undefined) {
    turn.anomaly('certificate-bad');
    return undefined;
  }
  const certificate = shown.text;
  if (certificate.overLimit) turn.anomaly('certificate-over-limit');
  const now = toNanos(turn.seconds, turn.nanos);
  if (now > certificate.notAfter) turn.anomaly('certificate-expired');
  else if (now < certificate.notBefore) turn.anomaly('certificate-not-yet-valid');
  turn.certificate(turn.fromServer ? shown.byServer : shown.byClient);
  if (!turn.tracing) return shown.owner;
  turn.field('x509.subject', certificate.subject);
  turn.field('x509.issuer', certificate.issuer);
  turn.field('x509af.serialNumber', certificate.serial);
  turn.field('x509.self_issued', certificate.selfSigned);
  turn.field('x509.not_before', isoTime(certificate.notBefore));
  turn.field('x509.not_after', isoTime(certificate.notAfter));
  list(turn, 'x509.alternative_name', certificate.alternativeNames);
  return shown.owner;
}

function list(turn: Turn, name: string, values: readonly (string | number)[]): void {
  for (const value of values) turn.field(name, value);
}

/** A server shows the same chain in every session: reading its DER takes 20 µs. */
const CERTIFICATES: RememberedBytes<ShownCertificate | undefined> = new RememberedBytes();

/** A second cursor, so that the stream's own is not moved; one message is read to its end before the next. */
const BODY: Cursor = new Cursor();
