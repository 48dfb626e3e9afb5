import type { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol, StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { KerberosHead } from './kerberos/envelope.ts';
import { kerberosAnomalies, kerberosFields } from './kerberos/fields.ts';
import { kerberosSpecLists, messageTypes } from './kerberos/names.ts';
import { readKerberosMessage } from './kerberos/read-message.ts';

/** A message kept while it is not complete; of longer ones only the kind is read. */
export const MAX_KERBEROS_MESSAGE = 0x2_0000;
/** Length before every message over TCP (RFC 4120 7.2.2). */
const LENGTH = 4;
const LONGEST = 0xff_ffff;

const about = {
  name: 'kerberos',
  title: 'Kerberos',
  spec: 'RFC 4120, RFC 3961, RFC 6113; MS-KILE',
  fields: kerberosFields,
  anomalies: kerberosAnomalies,
  functionName: (fn: number): string | undefined => messageTypes.get(fn),
  undecoded: 'What is encrypted; proofs but their kind, save the ticket shown for another; changes of passwords.',
  specLists: kerberosSpecLists,
} as const;

/** Kerberos over UDP: who asks for tickets of what, in which realm, and how it is answered. */
export const kerberosOverUdp: DatagramProtocol<undefined> = {
  ...about,
  kind: 'datagram',
  // Tag 4.7 bits, sequence 8, version and type 80, two lengths that fit.
  falseMatchLog2: -90,
  ports: [88],
  canBegin: (byte: number): boolean => messageTypes.has(byte - 0x60),
  open: () => undefined,
  probe: (c: Cursor): Verdict => (head.read(c, 0) === YES && head.end <= c.left ? YES : NO),
  parse(c: Cursor, turn: Turn): Outcome {
    if (head.read(c, 0) !== YES || head.end > c.left) return BAD;
    readKerberosMessage(c, turn, head);
    if (c.left > 0) {
      turn.anomaly('trailing-bytes');
      turn.unrecognised(c.left);
      c.skip(c.left);
    }
    return DONE;
  },
};

/** The same over TCP, each message behind its length. */
export const kerberosOverTcp: StreamProtocol<undefined> = {
  ...about,
  kind: 'stream',
  // As over UDP, and the length before it.
  falseMatchLog2: -110,
  ports: [88],
  maxMessage: LENGTH + MAX_KERBEROS_MESSAGE,
  canBegin: (byte: number): boolean => byte === 0,
  open: () => undefined,
  probe,
  parse(c: Cursor, turn: Turn): Outcome {
    const verdict = probe(c);
    if (verdict !== YES) return verdict === NO ? BAD : MORE;
    const length = c.peek32();
    if (length > MAX_KERBEROS_MESSAGE) {
      turn.message(head.type);
      turn.anomaly('message-over-limit');
      c.skip(head.start);
      turn.skip(LENGTH + length - head.start, 'unrecognised');
      return DONE;
    }
    if (!c.has(LENGTH + length)) return MORE;
    readKerberosMessage(c, turn, head);
    return DONE;
  },
};

/** Used within one call only. */
const head: KerberosHead = new KerberosHead();

function probe(c: Cursor): Verdict {
  if (c.left > 0 && c.peek8() !== 0) return NO;
  if (c.left < LENGTH) return UNSURE;
  const length = c.peek32();
  if (length > LONGEST) return NO;
  const verdict = head.read(c, LENGTH);
  return verdict === YES && head.end !== LENGTH + length ? NO : verdict;
}
