import type { Turn } from '../../turn.ts';
import { DnsName } from '../dns/name.ts';

/** An answer of a domain controller to a ping (MS-ADTS 6.3.1.9): operation, flags, identifier, then names. */
const ANSWER_EX = 23;
const HEADER = 24;
const FLAGS = 4;
const roles: readonly (readonly [bit: number, role: string])[] = [
  [0x001, 'primary-domain-controller'],
  [0x008, 'domain-controller'],
  [0x020, 'kerberos-server'],
];

/** Used within one call only. */
const name: DnsName = new DnsName();

/** Who a domain controller says that it is; names are compressed as in DNS, from the value’s beginning on. */
export function readNetlogon(bytes: Uint8Array, start: number, end: number, turn: Turn): void {
  if (end - start < HEADER || bytes[start] !== ANSWER_EX || bytes[start + 1] !== 0) return;
  const flags = (bytes[start + FLAGS] as number) | ((bytes[start + FLAGS + 1] as number) << 8);
  const names: string[] = [];
  let at = start + HEADER;
  // Forest, domain, host, NetBIOS domain and host, user, site.
  for (let i = 0; i < 7; i++) {
    if (!name.read(bytes, start, at, end)) return;
    names.push(name.text === '.' ? '' : name.text);
    at = name.next;
  }
  const [, domain = '', host = '', netbiosDomain = '', netbiosHost = '', , site = ''] = names;
  if (turn.tracing) {
    turn.field('mscldap.netlogon.flags', flags);
    turn.field('mscldap.domain', domain);
    turn.field('mscldap.hostname', host);
    turn.field('mscldap.nb_domain', netbiosDomain);
    turn.field('mscldap.nb_hostname', netbiosHost);
    turn.field('mscldap.sitename', site);
  }
  if (host !== '') turn.claim(turn.sender, 'hostname', host);
  if (domain !== '') turn.claim(turn.sender, 'domain', domain);
  for (const [bit, role] of roles) if ((flags & bit) !== 0) turn.claim(turn.sender, 'role', role);
}
