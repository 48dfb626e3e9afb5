import type { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol, PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import { anomalies, fields } from './ptp/fields.ts';
import { controls, functionName, leastLengths, objectName } from './ptp/message-types.ts';
import { HEADER, readMessage, V1_HEADER } from './ptp/read-message.ts';

const said = {
  name: 'ptp',
  title: 'Precision Time Protocol',
  spec: 'IEEE 1588-2019, IEEE 1588-2008, IEEE 802.1AS-2020; IEEE 1588-2002 (version 1, recognised)',
  fields,
  anomalies,
  functionName,
  objectName,
  undecoded:
    'Contents of extensions and of what is signalled, data sets in management beyond descriptions, all of version 1 ' +
    'behind its header. Offsets are not computed.',
} as const;

/**
 * Clocks that set each other within nanoseconds, over UDP. Who calls itself grandmaster, or follows one, says so in
 * announcements; what management asks for is a command.
 */
export const ptpOverUdp: DatagramProtocol<undefined> = {
  ...said,
  kind: 'datagram',
  // Versions 7 bits, type 0.7, length 15, profile 3, control 6, reserved 1, nanoseconds or steps 2.
  falseMatchLog2: -33,
  canBegin: (byte) => (byte & 0xe0) === 0 && (leastLengths[byte & 0x0f] as number) > 0,
  ports: [319, 320],
  open: () => undefined,
  probe(c: Cursor): Verdict {
    if (c.left < HEADER) return NO;
    const first = c.peek8();
    const version = c.peek8(1);
    if (version === 1) return first === 0 && looksLikeV1(c) ? YES : NO;
    if (version !== 0x02 && version !== 0x12) return NO;
    const type = first & 0x0f;
    const least = leastLengths[type] as number;
    const length = c.peek16(2);
    // Over IPv6 two bytes more may follow, which a clock on the way may change (IEEE 1588 E.1).
    if (least === 0 || first >> 4 > 1 || length < least || (c.left !== length && c.left !== length + 2)) return NO;
    const control = c.peek8(32);
    if (control !== controls[type] && control !== 0) return NO;
    return c.peek32(20) !== 0 && c.peek16(28) !== 0 ? YES : NO;
  },
  parse: (c: Cursor, turn: Turn): Outcome => readMessage(c, turn),
};

/** The same over Ethernet, as IEEE 802.1AS and the profiles of the power industry have it. */
export const ptpOverEthernet: PacketProtocol = {
  ...said,
  kind: 'packet',
  carriedIn: { etherType: 0x88f7 },
  parse: (c: Cursor, turn: Turn): Outcome => readMessage(c, turn),
};

/** Version of the network 1, a name of printable letters and zeros, event or general, a known technology and control. */
function looksLikeV1(c: Cursor): boolean {
  if (c.left < V1_HEADER || c.peek16(2) !== 1 || c.peek8(4) < 0x21) return false;
  let ended = false;
  for (let i = 4; i < 20; i++) {
    const letter = c.peek8(i);
    if (letter === 0) ended = true;
    else if (ended || letter < 0x20 || letter > 0x7e) return false;
  }
  const kind = c.peek8(20);
  return (kind === 1 || kind === 2) && c.peek8(21) <= 6 && c.peek8(32) <= 4;
}
