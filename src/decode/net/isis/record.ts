import type { Cursor } from '../../../kernel/cursor.ts';
import { ipv4Text, ipv6Text } from '../../../kernel/ip.ts';
import type { Turn } from '../../turn.ts';
import { hexText, wireText } from '../../app/wire-text.ts';
import { maskBits, type ToldNetworks } from '../routing/told-networks.ts';

const AREAS = 1;
const PADDING = 8;
const AUTHENTICATION = 10;
const REACHES = 128;
const PROTOCOLS = 129;
const REACHES_OUTSIDE = 130;
const ADDRESSES = 132;
const REACHES_WIDE = 135;
const HOSTNAME = 137;
const ADDRESSES_6 = 232;
const REACHES_6 = 236;
const FIELD = 'isis.network';

/** One record, its window the cursor's. What is not read is told as unrecognised. */
export function readRecord(
  c: Cursor,
  turn: Turn,
  type: number,
  about: number,
  hello: boolean,
  networks: ToldNetworks,
): void {
  switch (type) {
    case AREAS:
      while (c.left > 0 && c.has(1 + c.peek8())) {
        const length = c.u8();
        if (turn.tracing) turn.field('isis.area_address', hexText(c.bytes, c.at, c.at + length));
        c.skip(length);
      }
      break;
    case AUTHENTICATION:
      if (c.left > 0) {
        if (turn.tracing) turn.field('isis.authentication', c.peek8());
        if (c.peek8() === 1) turn.anomaly('password-in-clear');
      }
      c.at = c.end;
      break;
    case PADDING:
    case PROTOCOLS:
      c.at = c.end;
      break;
    case REACHES:
    case REACHES_OUTSIDE:
      while (c.has(12)) {
        const bits = maskBits(c.view, c.at + 8);
        if (bits >= 0) networks.tell(turn, FIELD, c.bytes, c.at + 4, 4, bits, 4);
        c.skip(12);
      }
      break;
    case ADDRESSES:
      for (; c.has(4); c.skip(4)) if (turn.tracing) turn.field('isis.interface_address', ipv4Text(c.bytes, c.at));
      break;
    case ADDRESSES_6:
      for (; c.has(16); c.skip(16)) if (turn.tracing) turn.field('isis.interface_address', ipv6Text(c.bytes, c.at));
      break;
    case HOSTNAME: {
      const name = wireText(c.bytes, c.at, c.end);
      if (turn.tracing) turn.field('isis.hostname', name);
      // A link state message is passed on by all: its name is that of its origin, not of who sent the frame.
      if (name !== '') turn.name('self', name, hello ? about : 0);
      c.at = c.end;
      break;
    }
    case REACHES_WIDE:
      while (c.has(5) && readWide(c, turn, 4, c.peek8(4) & 0x3f, (c.peek8(4) & 0x40) !== 0, 5, networks));
      break;
    case REACHES_6:
      while (c.has(6) && readWide(c, turn, 16, c.peek8(5), (c.peek8(4) & 0x20) !== 0, 6, networks));
      break;
    default:
  }
  turn.unrecognised(c.left);
}

/** Metric and control, as many bytes of prefix as its length needs, and perhaps records with a length before them. */
function readWide(
  c: Cursor,
  turn: Turn,
  family: 4 | 16,
  bits: number,
  more: boolean,
  header: number,
  networks: ToldNetworks,
): boolean {
  const size = (bits + 7) >> 3;
  if (bits > family * 8 || !c.has(header + size)) return false;
  const records = more ? 1 + c.peek8(header + size) : 0;
  if (!c.has(header + size + records)) return false;
  networks.tell(turn, FIELD, c.bytes, c.at + header, size, bits, family);
  if (records > 1) turn.unrecognised(records - 1);
  c.skip(header + size + records);
  return true;
}
