/** Digests that pure rooms need, handed in by an adapter so that no pure room names a platform. */
export interface Crypto {
  sha256(bytes: Uint8Array): Uint8Array;
  sha1(bytes: Uint8Array): Uint8Array;
  md5(bytes: Uint8Array): Uint8Array;
}
