import { textBytes } from '../byte-writer.ts';
import type { Random } from '../random.ts';
import { der, derBits, derInteger, derNull, derObjectId, derSequence, derText, derTime } from './der.ts';

export interface CertificateFields {
  readonly commonName: string;
  readonly organization: string;
  readonly country: string;
  readonly issuerName: string;
  readonly issuerOrganization: string;
  readonly alternativeNames: readonly string[];
  /** YYMMDDhhmmssZ */
  readonly notBefore: string;
  readonly notAfter: string;
}

/** RFC 5280 version 3, RSA 2048 with SHA-256. Key and signature are random bytes: nothing here is ever verified. */
export function certificate(fields: CertificateFields, random: Random): Uint8Array {
  const algorithm = derSequence(derObjectId('1.2.840.113549.1.1.11'), derNull);
  const modulus = random.bytes(256);
  modulus[0] = (modulus[0] ?? 0) | 0x80;
  modulus[255] = (modulus[255] ?? 0) | 1;
  const key = derSequence(
    derSequence(derObjectId('1.2.840.113549.1.1.1'), derNull),
    derBits(derSequence(derInteger(modulus), derInteger(Uint8Array.of(1, 0, 1)))),
  );
  const serial = random.bytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const names = derSequence(...fields.alternativeNames.map((name) => der(0x82, textBytes(name))));
  const extensions = der(
    0xa3,
    derSequence(
      derSequence(derObjectId('2.5.29.17'), der(0x04, names)),
      derSequence(derObjectId('2.5.29.37'), der(0x04, derSequence(derObjectId('1.3.6.1.5.5.7.3.1')))),
    ),
  );
  const body = derSequence(
    der(0xa0, der(0x02, Uint8Array.of(2))),
    derInteger(serial),
    algorithm,
    distinguishedName(fields.country, fields.issuerOrganization, fields.issuerName),
    derSequence(derTime(fields.notBefore), derTime(fields.notAfter)),
    distinguishedName(fields.country, fields.organization, fields.commonName),
    key,
    extensions,
  );
  return derSequence(body, algorithm, derBits(random.bytes(256)));
}

function distinguishedName(country: string, organization: string, commonName: string): Uint8Array {
  const attribute = (id: string, value: Uint8Array): Uint8Array => der(0x31, derSequence(derObjectId(id), value));
  return derSequence(
    attribute('2.5.4.6', der(0x13, textBytes(country))),
    attribute('2.5.4.10', derText(organization)),
    attribute('2.5.4.3', derText(commonName)),
  );
}
