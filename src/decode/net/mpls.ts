import type { Cursor } from '../../kernel/cursor.ts';
import { EACH_WAY, INNER_ETHERNET, INNER_IP, WITHOUT_ENDS } from '../inner-kind.ts';
import { looksLikeEthernet } from '../link/looks-like-ethernet.ts';
import { MAX_LABELS } from '../link/mpls.ts';
import type { PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, type Outcome } from '../verdict.ts';

const IP = 0;
const PSEUDOWIRE = 1;
const CHANNEL = 2;
const UNKNOWN = 3;
const names: readonly string[] = ['IP', 'Ethernet pseudowire', 'associated channel', 'unknown payload'];
const ENTRY = 4;
const CONTROL_WORD = 4;

function mplsIn(carriedIn: PacketProtocol['carriedIn']): PacketProtocol {
  return {
    kind: 'packet',
    name: 'mpls',
    title: 'Multiprotocol Label Switching',
    spec: 'RFC 3032, RFC 4023, RFC 4385, RFC 4448, RFC 5586',
    carriedIn,
    undecoded: 'Associated channels, and pseudowires of other than Ethernet.',
    fields: {
      'mpls.label': { doc: 'labels, the outermost first' },
      'mpls.exp': { doc: 'traffic class of each' },
      'mpls.ttl': { doc: 'time to live of each', unit: 'hops' },
      'mpls.sequence': { doc: 'number in a pseudowire’s control word' },
    },
    anomalies: { 'labels-over-limit': { doc: 'more labels than are read' } },
    functionName: (fn) => names[fn],
    tunnelName: (id) => `label ${id}`,
    parse,
  };
}

/**
 * A stack of labels, of which the last names the tunnel: each router chose its own, so the two directions differ. What
 * follows is not named: a first nibble of 4 or 6 is IP, 0 the control word of a pseudowire, 1 an associated channel.
 */
export const mpls: PacketProtocol = mplsIn({ etherType: 0x8847 });
export const mplsUpstream: PacketProtocol = mplsIn({ etherType: 0x8848 });
export const mplsInIp: PacketProtocol = mplsIn({ ipProtocol: 137 });

function parse(c: Cursor, turn: Turn): Outcome {
  let labels = 0;
  for (; labels < MAX_LABELS; labels++) {
    if (c.left < (labels + 1) * ENTRY) return MORE;
    if ((c.peek8(labels * ENTRY + 2) & 1) !== 0) break;
  }
  if (labels === MAX_LABELS) {
    turn.anomaly('labels-over-limit');
    return BAD;
  }
  const header = (labels + 1) * ENTRY;
  const label = c.peek32(labels * ENTRY) >>> 12;
  const nibble = c.peek8(header) >> 4;
  const hasMore = c.left > header;
  const isIp = hasMore && (nibble === 4 || nibble === 6);
  const controlled = nibble === 0 && looksLikeEthernet(c, header + CONTROL_WORD);
  const isFrame = controlled || (!isIp && looksLikeEthernet(c, header));
  turn.message(isIp ? IP : isFrame ? PSEUDOWIRE : hasMore && nibble === 1 ? CHANNEL : UNKNOWN);
  if (turn.tracing) {
    for (let at = 0; at < header; at += ENTRY) {
      turn.field('mpls.label', c.peek32(at) >>> 12);
      turn.field('mpls.exp', (c.peek8(at + 2) >> 1) & 7);
      turn.field('mpls.ttl', c.peek8(at + 3));
    }
    if (controlled) turn.field('mpls.sequence', c.peek16(header + 2));
  }
  if (isIp) turn.carry(INNER_IP, c.at + header, -1, label, EACH_WAY | WITHOUT_ENDS);
  else if (isFrame) turn.carry(INNER_ETHERNET, c.at + header + (controlled ? CONTROL_WORD : 0), -1, label, EACH_WAY);
  else turn.unrecognised(c.left - header);
  c.skip(c.left);
  return DONE;
}
