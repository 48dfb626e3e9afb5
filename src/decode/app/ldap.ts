import { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { Envelope } from './ldap/envelope.ts';
import { ldapAnomalies, ldapFields } from './ldap/fields.ts';
import { ldapSpecLists, operations } from './ldap/operations.ts';
import { readLdapMessage } from './ldap/read-message.ts';
import { BUFFER_HEAD, SaslBuffer } from './ldap/sasl-buffer.ts';
import { type LdapState, openLdap } from './ldap/state.ts';

/** A message kept while it is not complete; of longer ones only the kind is read. */
export const MAX_LDAP_MESSAGE = 0x2_0000;
const SEQUENCE = 0x30;
/** How signatures of NTLM and tokens of the first Kerberos mechanism begin (RFC 2743 3.1). */
const NTLM_VERSION = 0x0100_0000;
const GSS = 0x60;

/**
 * The Lightweight Directory Access Protocol over TCP: who binds how, what is searched for and changed, what a server
 * says of itself. Passwords and values are never kept. Messages that are signed only are read inside of their SASL
 * buffers; sealed ones are ciphertext. After StartTLS what follows is told by its content.
 */
export const ldap: StreamProtocol<LdapState> = {
  kind: 'stream',
  name: 'ldap',
  title: 'Lightweight Directory Access Protocol',
  spec: 'RFC 4511, RFC 4512 5.1, RFC 4513, RFC 4422 3.7, RFC 4121 4.2.6.2; MS-ADTS 5.1.1, 6.3',
  fields: ldapFields,
  anomalies: ldapAnomalies,
  functionName: (fn: number): string | undefined => operations.get(fn),
  undecoded:
    'Values of attributes but those of the server’s own entry; passwords and tickets, on purpose; controls but their ' +
    'kind; what is sealed.',
  specLists: ldapSpecLists,
  // Sequence 8 bits, integer 8, its length 6, operation 3.5, and two lengths that fit each other, 7. In the middle of a
  // signed session: length 8, token 16, flags 5, filler 8.
  falseMatchLog2: -32,
  ports: [389, 3268],
  canBegin: (byte: number): boolean => byte === SEQUENCE || byte === 0,
  open: openLdap,
  probe(c: Cursor): Verdict {
    if (c.left === 0) return UNSURE;
    return c.peek8() === SEQUENCE ? envelope.read(c) : buffer.probe(c);
  },
  parse(c: Cursor, turn: Turn, state: LdapState): Outcome {
    if (c.peek8() !== SEQUENCE) return readBuffer(c, turn, state);
    const verdict = envelope.read(c);
    if (verdict !== YES) return verdict === NO ? BAD : MORE;
    if (envelope.end > MAX_LDAP_MESSAGE) {
      turn.message(envelope.operation);
      turn.anomaly('message-over-limit');
      c.skip(envelope.start);
      turn.skip(envelope.end - envelope.start, 'unrecognised');
      return DONE;
    }
    if (!c.has(envelope.end)) return MORE;
    if (readLdapMessage(c, turn, state, envelope)) turn.giveWay();
    return DONE;
  },
  gap(state: LdapState): void {
    state.startTls = -1;
  },
  maxMessage: MAX_LDAP_MESSAGE,
};

/** Used within one call only. */
const envelope: Envelope = new Envelope();
const buffer: SaslBuffer = new SaslBuffer();
const inner: Cursor = new Cursor();

/** A buffer of a security layer: the messages in it if it is signed only, else ciphertext. */
function readBuffer(c: Cursor, turn: Turn, state: LdapState): Outcome {
  // What the two sides agreed on is seldom seen: Kerberos' own tokens are known, NTLM's signature too.
  if (c.left < BUFFER_HEAD + 4) return c.peek8() === 0 ? MORE : BAD;
  const known = buffer.probe(c) === YES || c.peek32(BUFFER_HEAD) === NTLM_VERSION || c.peek8(BUFFER_HEAD) === GSS;
  if (!buffer.readHead(c) || (!known && !state.wrapped)) return BAD;
  state.wrapped = true;
  const whole = BUFFER_HEAD + buffer.length;
  if (whole > MAX_LDAP_MESSAGE) {
    c.skip(BUFFER_HEAD);
    turn.skip(buffer.length, 'encrypted');
    return DONE;
  }
  if (!c.has(whole)) return MORE;
  buffer.findClear(c);
  inner.reset(c.bytes, c.view, c.at + buffer.clearStart, c.at + buffer.clearEnd);
  let messages = 0;
  while (inner.left > 0 && envelope.read(inner) === YES && inner.has(envelope.end)) {
    readLdapMessage(inner, turn, state, envelope);
    if (turn.tracing && messages === 0) turn.field('ldap.sasl_buffer_length', buffer.length);
    messages++;
  }
  if (messages === 0) turn.encrypted(buffer.length);
  else turn.unrecognised(inner.left);
  c.skip(whole);
  return DONE;
}
