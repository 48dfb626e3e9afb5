import type { AnomalySpec, FieldSpec } from '../../protocol.ts';
import { tlsAnomalies, tlsFields } from '../tls/fields.ts';
import { GOOGLE, HANDSHAKE, INITIAL, NEGOTIATION, RETRY, UNKNOWN, ZERO_RTT } from './long-header.ts';

/** Functions beside the types of long headers. */
export const SHORT = 7;
export const GOOGLE_HELLO = 8;
export const GOOGLE_RESET = 9;

export const quicFunctions: ReadonlyMap<number, string> = new Map([
  [INITIAL, 'initial'],
  [ZERO_RTT, '0-RTT'],
  [HANDSHAKE, 'handshake'],
  [RETRY, 'retry'],
  [NEGOTIATION, 'version negotiation'],
  [UNKNOWN, 'packet of an unknown version'],
  [GOOGLE, 'packet (Google QUIC)'],
  [SHORT, '1-RTT'],
  [GOOGLE_HELLO, 'client hello (Google QUIC)'],
  [GOOGLE_RESET, 'public reset (Google QUIC)'],
]);

/** What a hello says is said in TLS's words. */
const helloFields = Object.fromEntries(
  Object.entries(tlsFields).filter(([name]) => name.startsWith('tls.handshake.') && !name.includes('certificate')),
);

export const quicFields: Readonly<Record<string, FieldSpec>> = {
  'quic.header_form': { doc: '1 long header, 0 short header' },
  'quic.long.packet_type': { doc: '0 initial, 1 0-RTT, 2 handshake, 3 retry; as in version 1 whatever the version' },
  'quic.version': { doc: 'Version as a number; 0 negotiates' },
  'quic.supported_version': { doc: 'Versions that a server offers' },
  'quic.dcid': { doc: 'Connection id of the receiver' },
  'quic.scid': { doc: 'Connection id of the sender' },
  'quic.token_length': { doc: 'Length of the token of an Initial packet', unit: 'bytes' },
  'quic.packet_number': { doc: 'Number of an Initial packet that was opened' },
  'gquic.version': { doc: 'Version of Google’s, as text' },
  'gquic.cid': { doc: 'Connection id' },
  'gquic.tag.sni': { doc: 'Server the client wants' },
  'gquic.tag.uaid': { doc: 'Program and system of the client' },
  ...helloFields,
};

export const quicAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'initial-sealed': { doc: 'A client’s Initial packet that does not open with the keys of its connection id' },
  'frame-bad': { doc: 'An Initial packet with a frame that may not stand there, or that does not fit it' },
  'hello-over-limit': { doc: 'A client hello longer, or in more pieces, than are put together' },
  'packets-over-limit': { doc: 'A datagram with more packets than are read' },
  'packet-bad': { doc: 'Bytes behind a packet that are no packet' },
  'hello-bad': tlsAnomalies['hello-bad'] as AnomalySpec,
  'list-over-limit': tlsAnomalies['list-over-limit'] as AnomalySpec,
};
