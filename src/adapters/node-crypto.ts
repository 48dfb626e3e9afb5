import { createHash } from 'node:crypto';
import type { Crypto } from '../kernel/crypto.ts';

/** The digests that pure rooms ask for, by Node's OpenSSL. */
export const nodeCrypto: Crypto = {
  sha256: (bytes) => digest('sha256', bytes),
  sha1: (bytes) => digest('sha1', bytes),
  md5: (bytes) => digest('md5', bytes),
};

function digest(name: string, bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash(name).update(bytes).digest());
}
