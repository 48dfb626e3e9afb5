import type { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import { Envelope } from './ldap/envelope.ts';
import { ldapAnomalies, ldapFields } from './ldap/fields.ts';
import { ldapSpecLists, operations } from './ldap/operations.ts';
import { readLdapMessage } from './ldap/read-message.ts';
import { type LdapState, openLdap } from './ldap/state.ts';

/** Messages read of one datagram; an answer has two. */
export const MAX_DATAGRAM_MESSAGES = 64;

/**
 * LDAP in datagrams, as Windows asks for its domain controller: who asks for which domain, and which names, domain,
 * site and services the controller answers with.
 */
export const cldap: DatagramProtocol<LdapState> = {
  kind: 'datagram',
  name: 'cldap',
  title: 'Connectionless LDAP',
  spec: 'RFC 1798, RFC 4511; MS-ADTS 6.3.3, 6.3.1.9',
  fields: ldapFields,
  anomalies: ldapAnomalies,
  functionName: (fn: number): string | undefined => operations.get(fn),
  undecoded: 'Answers to pings of the kinds before Windows 2000’s last; values of other attributes.',
  specLists: ldapSpecLists,
  // As over TCP, and the datagram ends with a message: 8 bits more.
  falseMatchLog2: -38,
  ports: [389],
  canBegin: (byte: number): boolean => byte === 0x30,
  open: openLdap,
  probe: (c: Cursor): Verdict => (envelope.read(c) === YES && envelope.end <= c.left ? YES : NO),
  parse(c: Cursor, turn: Turn, state: LdapState): Outcome {
    for (let i = 0; c.left > 0; i++) {
      const whole = envelope.read(c) === YES && envelope.end <= c.left;
      if (!whole && i === 0) return BAD;
      if (!whole || i >= MAX_DATAGRAM_MESSAGES) {
        turn.anomaly(whole ? 'elements-over-limit' : 'message-malformed');
        turn.unrecognised(c.left);
        c.skip(c.left);
        break;
      }
      readLdapMessage(c, turn, state, envelope);
    }
    return DONE;
  },
};

/** Used within one call only. */
const envelope: Envelope = new Envelope();
