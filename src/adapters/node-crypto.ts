import { createCipheriv, createDecipheriv, createHash, createHmac } from 'node:crypto';
import type { Crypto } from '../kernel/crypto.ts';

const TAG_LENGTH = 16;

/** The digests and ciphers that pure rooms ask for, by Node's OpenSSL. */
export const nodeCrypto: Crypto = {
  sha256: (bytes) => digest('sha256', bytes),
  sha256OfPieces() {
    const hash = createHash('sha256');
    return {
      update: (piece) => void hash.update(piece),
      digest: () => new Uint8Array(hash.digest()),
    };
  },
  sha1: (bytes) => digest('sha1', bytes),
  md5: (bytes) => digest('md5', bytes),
  hmacSha256: (key, bytes) => new Uint8Array(createHmac('sha256', key).update(bytes).digest()),
  aes128Block(key, block) {
    const cipher = createCipheriv('aes-128-ecb', key, null).setAutoPadding(false);
    return new Uint8Array(cipher.update(block));
  },
  aes128GcmOpen(key, nonce, additional, sealed) {
    if (sealed.length < TAG_LENGTH) return undefined;
    const decipher = createDecipheriv('aes-128-gcm', key, nonce, { authTagLength: TAG_LENGTH });
    decipher.setAAD(additional).setAuthTag(sealed.subarray(sealed.length - TAG_LENGTH));
    const opened = new Uint8Array(decipher.update(sealed.subarray(0, sealed.length - TAG_LENGTH)));
    try {
      decipher.final();
    } catch {
      return undefined;
    }
    return opened;
  },
};

function digest(name: string, bytes: Uint8Array): Uint8Array {
  return new Uint8Array(createHash(name).update(bytes).digest());
}
