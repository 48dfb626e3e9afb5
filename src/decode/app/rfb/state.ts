/** What the next bytes of the server are. `over` is the end of what is read. */
export type ServerStage = 'version' | 'security' | 'challenge' | 'result' | 'init' | 'over';
/** What the next bytes of the client are. */
export type ClientStage = 'version' | 'choice' | 'response' | 'init' | 'messages' | 'over';

export class RfbState {
  server: ServerStage = 'version';
  client: ClientStage = 'version';
  /** Minor versions offered and chosen; 3, 7 or 8 in RFC 6143, others are read as 3. -1 while unknown. */
  offered = -1;
  chosen = -1;
  /** 0 while unknown. */
  securityType = 0;
  /** Bit n is set where type n of 1 to 31 was offered. */
  offeredTypes = 0;
  /** Bytes after the last stage read are ciphertext. */
  encrypted = false;

  /** The version both speak: the client's choice; the server's offer while the choice is not seen. */
  get minor(): number {
    return this.chosen >= 0 ? this.chosen : this.offered;
  }
}
