import type { Crypto } from '../../../kernel/crypto.ts';
import { clientInitialKeys, type InitialKeys } from './initial-keys.ts';
import type { LongHeader } from './long-header.ts';

/** Longest packet number, which precedes the sample that header protection is computed from (RFC 9001 5.4.2). */
const NUMBER_SPACE = 4;
const SAMPLE = 16;

/** A flow's keys for the client's Initial packets: those of the first, and of the one after a retry. */
export class InitialOpener {
  #keys: InitialKeys | undefined;
  /** Packet number of the packet opened last. */
  number = 0;

  /** The frames of a client's Initial packet, or undefined where it does not open. */
  open(bytes: Uint8Array, start: number, header: LongHeader, crypto: Crypto): Uint8Array | undefined {
    const { version } = header;
    const salt = version?.salt;
    if (version === undefined || salt === undefined || header.end - header.numberAt < NUMBER_SPACE + SAMPLE)
      return undefined;
    if (this.#keys !== undefined) {
      const opened = this.#openWith(this.#keys, bytes, start, header, crypto);
      if (opened !== undefined) return opened;
    }
    // After a retry keys are derived anew from the id that the server chose (RFC 9001 5.2).
    const id = bytes.subarray(header.destinationId, header.destinationId + header.destinationIdLength);
    const keys = clientInitialKeys(version, salt, id, crypto);
    const opened = this.#openWith(keys, bytes, start, header, crypto);
    if (opened !== undefined) this.#keys = keys;
    return opened;
  }

  #openWith(
    keys: InitialKeys,
    bytes: Uint8Array,
    start: number,
    header: LongHeader,
    crypto: Crypto,
  ): Uint8Array | undefined {
    const at = header.numberAt;
    const sample = bytes.subarray(at + NUMBER_SPACE, at + NUMBER_SPACE + SAMPLE);
    const mask = crypto.aes128Block(keys.header, sample);
    const first = (bytes[start] as number) ^ ((mask[0] as number) & 0x0f);
    const length = (first & 3) + 1;
    const additional = bytes.slice(start, at + length);
    additional[0] = first;
    const nonce = keys.iv.slice();
    let number = 0;
    for (let i = 0; i < length; i++) {
      const octet = (bytes[at + i] as number) ^ (mask[i + 1] as number);
      additional[at - start + i] = octet;
      number = number * 256 + octet;
      // A client has sent far less than 2^32 Initial packets: the number is what is sent of it.
      const place = nonce.length - length + i;
      nonce[place] = (nonce[place] as number) ^ octet;
    }
    const opened = crypto.aes128GcmOpen(keys.key, nonce, additional, bytes.subarray(at + length, header.end));
    if (opened !== undefined) this.number = number;
    return opened;
  }
}
