import type { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import {
  bgpAnomalies,
  bgpErrors,
  bgpFields,
  bgpTypes,
  KEEPALIVE,
  NOTIFICATION,
  OPEN,
  ROUTE_REFRESH,
  UPDATE,
} from './bgp/fields.ts';
import { readOpen } from './bgp/open-message.ts';
import { readUpdate } from './bgp/update-message.ts';
import { wireText } from './wire-text.ts';

const MARKER = 16;
const HEADER = 19;
/** Of an extended message (RFC 8654). */
const LONGEST = 65_535;
/** RFC 4271 4.1, without extended messages. */
const ORDINARY = 4096;
const CEASE = 6;

/** How many networks of the connection were told. */
export interface BgpState {
  told: number;
}

/** Border Gateway Protocol: which provider's or site's network is reached through whom. On a crane it is a way out. */
export const bgp: StreamProtocol<BgpState> = {
  kind: 'stream',
  name: 'bgp',
  title: 'Border Gateway Protocol',
  spec: 'RFC 4271, RFC 4760 (families), RFC 5492 (capabilities), RFC 6793 (32-bit AS), RFC 8203 (reasons)',
  fields: bgpFields,
  anomalies: bgpAnomalies,
  functionName: (fn) => bgpTypes[fn] || undefined,
  undecoded: 'Attributes other than path and next hop, families other than unicast and multicast, filters.',
  specLists: () => [
    {
      title: 'Message types',
      source: 'IANA, BGP Message Types',
      entries: bgpTypes.flatMap((name, id) =>
        name === '' ? [] : [{ id: `${id}`, name, depth: 'decoded' as const, functions: [id] }],
      ),
    },
  ],
  // Sixteen bytes of ones, a length and a type.
  falseMatchLog2: -132,
  canBegin: (byte) => byte === 0xff,
  ports: [179],
  maxMessage: LONGEST,
  open: () => ({ told: 0 }),
  probe(c: Cursor): Verdict {
    const marked = Math.min(c.left, MARKER);
    for (let i = 0; i < marked; i++) if (c.peek8(i) !== 0xff) return NO;
    if (c.left < HEADER) return UNSURE;
    const length = c.peek16(MARKER);
    const type = c.peek8(MARKER + 2);
    if (type < OPEN || type > ROUTE_REFRESH || length < HEADER) return NO;
    if (type === OPEN || type === KEEPALIVE)
      return length <= ORDINARY && (type === OPEN) === length > HEADER ? YES : NO;
    return length >= HEADER + 2 ? YES : NO;
  },
  parse(c: Cursor, turn: Turn, state: BgpState): Outcome {
    const marked = Math.min(c.left, MARKER);
    for (let i = 0; i < marked; i++) if (c.peek8(i) !== 0xff) return BAD;
    if (!c.has(HEADER)) return MORE;
    const length = c.peek16(MARKER);
    if (length < HEADER) return BAD;
    if (!c.has(length)) return MORE;
    const type = c.peek8(MARKER + 2);
    const { at, end } = c;
    c.end = at + length;
    turn.message(type);
    if (turn.tracing) {
      turn.field('bgp.type', type);
      turn.field('bgp.length', length);
    }
    c.skip(HEADER);
    readBody(c, turn, type, state);
    c.failed = false;
    c.end = end;
    c.at = at + length;
    return DONE;
  },
};

function readBody(c: Cursor, turn: Turn, type: number, state: BgpState): void {
  if (type === OPEN) readOpen(c, turn);
  else if (type === UPDATE) readUpdate(c, turn, state);
  else if (type === NOTIFICATION) readNotification(c, turn);
  else if (type === ROUTE_REFRESH) {
    if (c.has(4) && turn.tracing) turn.field('bgp.route_refresh.afi', c.peek16());
    else if (!c.has(4)) turn.anomaly('cut-short');
  } else if (type !== KEEPALIVE) {
    turn.anomaly('type-unknown');
    turn.unrecognised(c.left);
  }
}

/** Kind and number of an error; of a shutdown by hand perhaps its reason, in words (RFC 8203). */
function readNotification(c: Cursor, turn: Turn): void {
  const major = c.u8();
  const minor = c.u8();
  if (c.failed) {
    turn.anomaly('cut-short');
    return;
  }
  if (!turn.tracing) return;
  turn.field('bgp.notify.major_error', major);
  turn.field('bgp.notify.minor_error', minor);
  if (bgpErrors[major]) turn.field('bgp.notify.major_error_text', bgpErrors[major]);
  if (major !== CEASE || (minor !== 2 && minor !== 4) || c.left < 2) return;
  const start = c.at + 1;
  const stop = Math.min(c.end, start + c.peek8());
  turn.field('bgp.notify.communication', wireText(c.bytes, start, stop));
}
