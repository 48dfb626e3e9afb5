import type { Cursor } from '../../kernel/cursor.ts';
import { hexText, wireText } from '../app/wire-text.ts';
import { INNER_PPP } from '../inner-kind.ts';
import type { PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, type Outcome } from '../verdict.ts';

/** Tags read of one discovery packet; a dozen kinds are known, and each comes once. */
export const MAX_TAGS = 64;

const HEADER = 6;
const SESSION = 0x00;
const OFFER = 0x07;
const END_OF_LIST = 0x0000;
const SERVICE_NAME = 0x0101;
const AC_NAME = 0x0102;
const HOST_UNIQUE = 0x0103;

const names: ReadonlyMap<number, string> = new Map([
  [SESSION, 'session data'],
  [OFFER, 'PADO (offer)'],
  [0x09, 'PADI (initiation)'],
  [0x19, 'PADR (request)'],
  [0x65, 'PADS (session confirmation)'],
  [0xa7, 'PADT (termination)'],
]);

function pppoeIn(etherType: number): PacketProtocol {
  return {
    kind: 'packet',
    name: 'pppoe',
    title: 'PPP over Ethernet',
    spec: 'RFC 2516',
    carriedIn: { etherType },
    undecoded: 'Tags beside names of services and access concentrators, and the host’s own number.',
    fields: {
      'pppoe.code': { doc: 'what the packet is for' },
      'pppoe.session_id': { doc: 'number of the session' },
      'pppoe.payload_length': { doc: 'length of what follows', unit: 'bytes' },
      'pppoed.tags.service_name': { doc: 'service that is asked for or offered' },
      'pppoed.tags.ac_name': { doc: 'name of the access concentrator' },
      'pppoed.tags.host_uniq': { doc: 'the host’s own mark of its question, in hex' },
    },
    anomalies: {
      'length-bad': { doc: 'less follows than the header says' },
      'tag-bad': { doc: 'a tag that does not fit its packet' },
      'tags-over-limit': { doc: 'a packet with more tags than are read' },
    },
    functionName: (fn) => names.get(fn),
    tunnelName: (id) => `session ${id}`,
    parse,
  };
}

/** How subscribers of a line reach their provider's access concentrator: finding it, and the PPP packets after that. */
export const pppoe: PacketProtocol = pppoeIn(0x8864);
export const pppoeDiscovery: PacketProtocol = pppoeIn(0x8863);

function parse(c: Cursor, turn: Turn): Outcome {
  if (c.left < HEADER) return MORE;
  const code = c.peek8(1);
  if (c.peek8() !== 0x11 || !names.has(code)) return BAD;
  const session = c.peek16(2);
  const length = c.peek16(4);
  turn.message(code);
  if (turn.tracing) {
    turn.field('pppoe.code', code);
    turn.field('pppoe.session_id', session);
    turn.field('pppoe.payload_length', length);
  }
  c.skip(HEADER);
  if (length > c.left) turn.anomaly('length-bad');
  if (code === SESSION) {
    if (length > 0) turn.carry(INNER_PPP, c.at, length, session, 0);
  } else readTags(c, turn, code, Math.min(c.end, c.at + length));
  // Behind the length stands only what fills the frame up.
  c.skip(c.left);
  return DONE;
}

function readTags(c: Cursor, turn: Turn, code: number, end: number): void {
  for (let tags = 0; c.at + 4 <= end; tags++) {
    if (tags === MAX_TAGS) {
      turn.anomaly('tags-over-limit');
      turn.unrecognised(end - c.at);
      return;
    }
    const type = c.u16();
    const size = c.u16();
    if (type === END_OF_LIST) return;
    if (c.at + size > end) {
      turn.anomaly('tag-bad');
      turn.unrecognised(end - c.at);
      return;
    }
    const stop = c.at + size;
    if (type === AC_NAME && size > 0) {
      const name = wireText(c.bytes, c.at, stop);
      if (turn.tracing) turn.field('pppoed.tags.ac_name', name);
      // The host repeats the name in its request: only the offer speaks for itself.
      if (code === OFFER) turn.claim(turn.sender, 'hostname', name);
    } else if (type === SERVICE_NAME && turn.tracing)
      turn.field('pppoed.tags.service_name', wireText(c.bytes, c.at, stop));
    else if (type === HOST_UNIQUE && turn.tracing) turn.field('pppoed.tags.host_uniq', hexText(c.bytes, c.at, stop));
    else if (type !== SERVICE_NAME && type !== AC_NAME && type !== HOST_UNIQUE) turn.unrecognised(size);
    c.skip(size);
  }
}
