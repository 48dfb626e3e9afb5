import type { Cursor } from '../../kernel/cursor.ts';
import { l2tp, readSession } from '../app/l2tp.ts';
import type { PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { MORE, type Outcome } from '../verdict.ts';

/** Version 3 straight over IP (RFC 3931 4.1.1): a session's number, or zero and then a control message. */
export const l2tpOverIp: PacketProtocol = {
  kind: 'packet',
  name: l2tp.name,
  title: l2tp.title,
  spec: l2tp.spec,
  carriedIn: { ipProtocol: 115 },
  undecoded: l2tp.undecoded,
  fields: l2tp.fields,
  anomalies: l2tp.anomalies,
  functionName: (fn) => l2tp.functionName(fn),
  tunnelName: (id, how) => l2tp.tunnelName?.(id, how) ?? '',
  parse(c: Cursor, turn: Turn): Outcome {
    if (c.left < 4) return MORE;
    if (c.peek32() !== 0) return readSession(c, turn);
    c.skip(4);
    return l2tp.parse(c, turn, undefined);
  },
};
