import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

export const kerberosFields: Readonly<Record<string, FieldSpec>> = {
  'kerberos.msg_type': { doc: 'Type of message.' },
  'kerberos.padata_type': { doc: 'Kinds of proof that come with a request, or are asked for.' },
  'kerberos.kdc_options': { doc: 'What a ticket shall be good for, one bit each.' },
  'kerberos.ap_options': { doc: 'How a ticket is shown, one bit each.' },
  'kerberos.client': { doc: 'Who asks: user or computer.' },
  'kerberos.service': { doc: 'Service that a ticket is for.' },
  'kerberos.realm': { doc: 'Realm of the service.' },
  'kerberos.crealm': { doc: 'Realm of who asks.' },
  'kerberos.till': { doc: 'Until when a ticket is asked for.' },
  'kerberos.rtime': { doc: 'Until when a ticket shall be renewable.' },
  'kerberos.nonce': { doc: 'Number that ties a reply to its request.' },
  'kerberos.ENCTYPE': { doc: 'Kinds of encryption that a client takes.' },
  'kerberos.etype': { doc: 'Kinds of encryption of tickets and replies, in their order.' },
  'kerberos.kvno': { doc: 'Versions of the keys of those.' },
  'kerberos.addr_ip': { doc: 'IPv4 address that a ticket shall be good at.' },
  'kerberos.addr_ipv6': { doc: 'IPv6 address that a ticket shall be good at.' },
  'kerberos.addr_nb': { doc: 'Name of a computer that a ticket shall be good at.' },
  'kerberos.error_code': { doc: 'Why a request is refused.' },
  'kerberos.error': { doc: 'The same by name.' },
  'kerberos.e_text': { doc: 'The same as the server says it.' },
  'kerberos.stime': { doc: 'Time of the server.' },
};

export const kerberosAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'message-malformed': { doc: 'Inside of a message its elements do not fit; the rest of it is not read.' },
  'encryption-weak': { doc: 'A ticket or reply is encrypted with DES or RC4, whose keys can be found.' },
  'elements-over-limit': { doc: 'A list is longer than is read.' },
  'message-over-limit': { doc: 'A message longer than is kept; only its kind is read.' },
  'trailing-bytes': { doc: 'Bytes behind a message’s end.' },
};
