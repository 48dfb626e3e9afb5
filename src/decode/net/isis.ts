import type { Cursor } from '../../kernel/cursor.ts';
import type { PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, type Outcome } from '../verdict.ts';
import { isisAnomalies, isisFields, isisTypes } from './isis/fields.ts';
import { readRecord } from './isis/record.ts';
import { ToldNetworks } from './routing/told-networks.ts';
import { hexText } from '../app/wire-text.ts';

/** Records read of one message: more than 1,497 bytes hold with anything in them. */
export const MAX_RECORDS = 256;

const PROTOCOL = 0x83;
const COMMON_HEADER = 8;
const SYSTEM = 6;
const LAN_HELLO_2 = 16;
const POINT_TO_POINT_HELLO = 17;
const LINK_STATE_2 = 20;

/** IS-IS: routers that talk to each other beneath IP, the areas they are in and the networks behind them. */
export const isis: PacketProtocol = {
  kind: 'packet',
  name: 'isis',
  title: 'Intermediate System to Intermediate System',
  spec: 'ISO/IEC 10589, RFC 1195, RFC 5305 (wide metrics), RFC 5308 (IPv6), RFC 5301 (names)',
  carriedIn: { llcSap: 0xfe },
  undecoded: 'Neighbours, metrics, digests, traffic engineering; ES-IS and CLNP behind the same LLC address.',
  fields: isisFields,
  anomalies: isisAnomalies,
  functionName: (fn) => isisTypes.get(fn)?.name,
  specLists: () => [
    {
      title: 'Message types',
      source: 'ISO/IEC 10589 9.5 to 9.13',
      entries: [...isisTypes].map(([id, { name }]) => ({ id: `${id}`, name, depth: 'decoded', functions: [id] })),
    },
  ],
  parse,
};

const networks: ToldNetworks = new ToldNetworks();

function parse(c: Cursor, turn: Turn): Outcome {
  if (!c.has(COMMON_HEADER)) return MORE;
  const type = c.peek8(4) & 0x1f;
  const kind = isisTypes.get(type);
  // An identifier length of 0 stands for the 6 that everybody has.
  const systemLength = c.peek8(3);
  if (
    c.peek8() !== PROTOCOL ||
    c.peek8(2) !== 1 ||
    kind === undefined ||
    (systemLength !== 0 && systemLength !== SYSTEM)
  )
    return BAD;
  if (!c.has(kind.header)) return MORE;
  const { at } = c;
  const hello = type <= POINT_TO_POINT_HELLO;
  const linkState = !hello && type <= LINK_STATE_2;
  const about = turn.sender || turn.senderMac;
  const source = systemText(c.bytes, at + (hello ? 9 : linkState ? 12 : 10));
  turn.message(type);
  if (turn.tracing) {
    turn.field('isis.type', type);
    turn.field('isis.source_id', source);
    if (hello) turn.field('isis.hello.holding_timer', c.peek16(15));
    if (linkState) {
      turn.field(
        'isis.lsp.lsp_id',
        `${source}.${hexText(c.bytes, at + 18, at + 19)}-${hexText(c.bytes, at + 19, at + 20)}`,
      );
      turn.field('isis.lsp.sequence_number', c.peek32(20));
      turn.field('isis.lsp.remaining_life', c.peek16(10));
    }
  }
  turn.forwarding('routing-protocol', about, 0);
  if (hello) {
    turn.claim(about, 'role', 'isis router');
    const level = type === POINT_TO_POINT_HELLO ? '' : `, level ${type === LAN_HELLO_2 ? 2 : 1}`;
    turn.claim(about, 'description', `IS-IS router ${source}${level}`);
  }
  const length = c.peek16(hello ? 17 : 8);
  const outer = c.end;
  if (length > c.left) turn.anomaly('cut-short');
  else if (length >= kind.header) c.end = at + length;
  c.skip(kind.header);
  networks.begin();
  for (let records = 0; c.left >= 2; records++) {
    if (records === MAX_RECORDS) {
      turn.anomaly('too-many-entries');
      break;
    }
    const record = c.u8();
    const size = c.u8();
    if (!c.has(size)) {
      turn.anomaly('cut-short');
      break;
    }
    const { at: start, end } = c;
    c.end = start + size;
    // Names and networks of a link state message are those of its system, which others pass on.
    readRecord(c, turn, record, about, hello, networks);
    c.end = end;
    c.at = start + size;
  }
  if (networks.full) turn.anomaly('too-many-entries');
  turn.unrecognised(c.left);
  c.end = outer;
  c.at = outer;
  return DONE;
}

/** As people write it: 1921.6800.1001. */
function systemText(bytes: Uint8Array, at: number): string {
  return [0, 2, 4].map((part) => hexText(bytes, at + part, at + part + 2)).join('.');
}
