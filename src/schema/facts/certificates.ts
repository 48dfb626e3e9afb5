import { type Seen, seenColumns, type TableSpec } from './table-spec.ts';

/** A certificate that an address presented. */
export interface CertificateRow extends Seen {
  /** Address that presented it. */
  readonly holder: string;
  readonly port: number;
  readonly sha256: string;
  readonly subject: string;
  readonly issuer: string;
  /** Comma-separated alternative names. */
  readonly alternativeNames: string;
  readonly notBefore: bigint;
  readonly notAfter: bigint;
  readonly serial: string;
  /** 1 when subject and issuer are one, else 0. */
  readonly selfSigned: number;
}

export const certificatesTable: TableSpec<CertificateRow> = {
  name: 'certificates',
  doc: 'X.509 certificates presented in TLS handshakes, by address and port.',
  columns: {
    holder: { type: 'text', merge: 'key', doc: 'IP address that presented the certificate.' },
    port: { type: 'integer', merge: 'key', doc: 'Server port of the flow.' },
    sha256: { type: 'text', merge: 'key', doc: 'SHA-256 of the DER bytes, hex.' },
    subject: { type: 'text', merge: 'same', doc: 'Distinguished name, RFC 4514 order as encoded.' },
    issuer: { type: 'text', merge: 'same', doc: 'Distinguished name of the issuer.' },
    alternativeNames: { type: 'text', merge: 'same', doc: 'DNS names and addresses, comma-separated.' },
    notBefore: { type: 'time', merge: 'same', unit: 'ns since 1970 UTC', doc: 'Start of validity.' },
    notAfter: { type: 'time', merge: 'same', unit: 'ns since 1970 UTC', doc: 'End of validity.' },
    serial: { type: 'text', merge: 'same', doc: 'Serial number, hex.' },
    selfSigned: { type: 'integer', merge: 'same', doc: '1: subject equals issuer.' },
    ...seenColumns,
  },
};
