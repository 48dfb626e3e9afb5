/** Digests and ciphers that pure rooms need, handed in by an adapter so that no pure room names a platform. */
export interface Crypto {
  sha256(bytes: Uint8Array): Uint8Array;
  /** The same of bytes that come in pieces and are never held together. */
  sha256OfPieces(): RunningDigest;
  sha1(bytes: Uint8Array): Uint8Array;
  md5(bytes: Uint8Array): Uint8Array;
  /** HMAC (RFC 2104) with SHA-256; of it HKDF (RFC 5869) is made. */
  hmacSha256(key: Uint8Array, bytes: Uint8Array): Uint8Array;
  /** One block of 16 octets encrypted with AES-128 and a key of 16 (FIPS 197). */
  aes128Block(key: Uint8Array, block: Uint8Array): Uint8Array;
  /** Opens AES-128-GCM (NIST SP 800-38D): `sealed` ends with a tag of 16 octets; undefined where the tag is wrong. */
  aes128GcmOpen(key: Uint8Array, nonce: Uint8Array, additional: Uint8Array, sealed: Uint8Array): Uint8Array | undefined;
}

/** A digest under way. `digest` ends it. */
export interface RunningDigest {
  update(piece: Uint8Array): void;
  digest(): Uint8Array;
}
