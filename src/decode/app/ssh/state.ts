/** What the next bytes of a side are: its version line, packets in the clear, or ciphertext to the end. */
export type SshStage = 'version' | 'packets' | 'encrypted';

/** One side of a connection. */
export class SshSide {
  stage: SshStage = 'version';
  /** `1.x` other than 1.99, which speaks both (RFC 4253 5.1). */
  version1 = false;
}

export class SshState {
  readonly client: SshSide = new SshSide();
  readonly server: SshSide = new SshSide();

  side(fromServer: boolean): SshSide {
    return fromServer ? this.server : this.client;
  }
}
