/** What both directions of one connection know of each other. */
export interface LdapState {
  /** Number of a request for TLS that waits, or -1. */
  startTls: number;
  /** The message read last was the answer behind which TLS begins. */
  secured: boolean;
  /** A bind with a security layer went before: messages come in SASL buffers. */
  wrapped: boolean;
}

export function openLdap(): LdapState {
  return { startTls: -1, secured: false, wrapped: false };
}
