/** A protocol that hides in TLS, and the function under which it counts what gave it away. */
export interface HiddenOwner {
  readonly name: 'anydesk' | 'teamviewer' | 'tor';
  readonly fn: number;
}

/** AnyDesk's and Tor's function for a certificate of their own. */
export const CERTIFICATE_SEEN = 2;
/** TeamViewer's function for a session with its servers over TLS or HTTP; its commands have one octet. */
export const NAMED_SESSION = 0x100;

const ANYDESK: HiddenOwner = { name: 'anydesk', fn: CERTIFICATE_SEEN };
const TOR: HiddenOwner = { name: 'tor', fn: CERTIFICATE_SEEN };
const TEAMVIEWER: HiddenOwner = { name: 'teamviewer', fn: NAMED_SESSION };

/** Whose certificate this is, by its names; undefined for everybody else's. */
export function certificateOwner(subject: string, issuer: string): HiddenOwner | undefined {
  // Relays are certified by "AnyNet Root CA"; every client makes one for "AnyDesk Client" by itself.
  if (issuer.includes('AnyNet Root CA') || subject.includes('AnyNet Relay') || subject.includes('AnyDesk Client'))
    return ANYDESK;
  // A Tor relay makes up two names for each connection, one for itself and one for whoever signs.
  return TOR_SUBJECT.test(subject) && TOR_ISSUER.test(issuer) ? TOR : undefined;
}

/** Whose server this is, by the name that a client asks for; a browser asks for `www` and is not told. */
export function serverNameOwner(name: string): HiddenOwner | undefined {
  return name.length > 15 && name.endsWith('.teamviewer.com') && !name.startsWith('www.') ? TEAMVIEWER : undefined;
}

const TOR_SUBJECT = /^CN=www\.[a-z2-7]{8,20}\.net$/;
const TOR_ISSUER = /^CN=www\.[a-z2-7]{8,20}\.com$/;
