/** Protocols that hide in TLS and are given away by certificates of their own authority. */
export type CertificateOwner = 'anydesk';

/** The function under which the owner's protocol counts such a certificate. */
export const CERTIFICATE_SEEN = 2;

/** Whose certificate this is, by its names; undefined for everybody else's. */
export function certificateOwner(subject: string, issuer: string): CertificateOwner | undefined {
  // Relays are certified by "AnyNet Root CA"; every client makes one for "AnyDesk Client" by itself.
  const own =
    issuer.includes('AnyNet Root CA') || subject.includes('AnyNet Relay') || subject.includes('AnyDesk Client');
  return own ? 'anydesk' : undefined;
}
