import type { Cursor } from '../../kernel/cursor.ts';
import { INNER_ETHERNET, INNER_IP } from '../inner-kind.ts';
import type { PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, type Outcome } from '../verdict.ts';

/** Version field of types II and III; type I has no header, and GRE tells of it. */
export const TYPE_I = 0;
const TYPE_II = 1;
const TYPE_III = 2;
const HEADER_II = 8;
const HEADER_III = 12;
const PLATFORM_HEADER = 8;
/** Frame type of III: IP without an Ethernet header. */
const FRAME_IP = 2;

const types: readonly string[] = ['type I', 'type II', 'type III'];

function erspanIn(etherType: number): PacketProtocol {
  return {
    kind: 'packet',
    name: 'erspan',
    title: 'Encapsulated Remote Switched Port Analyzer',
    spec: 'draft-foschiano-erspan-03',
    carriedIn: { etherType },
    undecoded: 'The header of a platform’s own behind that of type III.',
    fields: {
      'erspan.version': { doc: '1 for type II, 2 for type III' },
      'erspan.vlan': { doc: 'VLAN that the mirrored frame was in' },
      'erspan.spanid': { doc: 'number of the session' },
      'erspan.truncated': { doc: 'the mirroring switch cut the frame' },
      'erspan.timestamp': { doc: 'hardware time of type III, its unit told by the switch' },
    },
    anomalies: { 'frame-cut': { doc: 'the mirroring switch cut the frame, so that bytes of it are missing' } },
    functionName: (fn) => types[fn],
    tunnelName: (id) => `session ${id}`,
    parse,
  };
}

/** A switch's mirrored frames, sent to a distant analyser in GRE. */
export const erspan: PacketProtocol = erspanIn(0x88be);
export const erspan3: PacketProtocol = erspanIn(0x22eb);

function parse(c: Cursor, turn: Turn): Outcome {
  if (c.left < HEADER_II) return MORE;
  const version = c.peek8() >> 4;
  if (version !== TYPE_II && version !== TYPE_III) return BAD;
  let header = HEADER_II;
  if (version === TYPE_III) {
    header = HEADER_III;
    if (c.left < header) return MORE;
    if ((c.peek8(11) & 1) !== 0) header += PLATFORM_HEADER;
    if (c.left < header) return MORE;
  }
  const second = c.peek16(2);
  const session = second & 0x3ff;
  const cut = (second & 0x400) !== 0;
  turn.message(version);
  if (turn.tracing) {
    turn.field('erspan.version', version);
    turn.field('erspan.vlan', c.peek16() & 0xfff);
    turn.field('erspan.spanid', session);
    turn.field('erspan.truncated', cut);
    if (version === TYPE_III) turn.field('erspan.timestamp', c.peek32(4));
  }
  if (cut) turn.anomaly('frame-cut');
  const isIp = version === TYPE_III && ((c.peek8(10) >> 2) & 31) === FRAME_IP;
  turn.carry(isIp ? INNER_IP : INNER_ETHERNET, c.at + header, -1, session, 0);
  c.skip(c.left);
  return DONE;
}
