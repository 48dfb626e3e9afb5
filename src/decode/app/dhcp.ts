import type { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import { claimDhcpFacts } from './dhcp/claim-facts.ts';
import { dhcpAnomalies, dhcpFields, dhcpMessageTypes } from './dhcp/fields.ts';
import { DhcpOptions } from './dhcp/options.ts';
import { traceDhcp } from './dhcp/trace.ts';

const FIXED_LENGTH = 236;
const COOKIE_LENGTH = 4;
/** RFC 2131 3: the first four octets of the options field of every DHCP message, and of most BOOTP ones. */
const MAGIC_COOKIE = 0x63825363;
/** The shortest part of a cut message that still says who asks: up to and including the hardware address. */
const READABLE_LENGTH = 44;

/**
 * DHCP for IPv4, and BOOTP: who has which address from whom, what a client says of itself, and which router, time
 * and name servers a server hands out. Options beyond those of dhcp/fields.ts are listed by number, not opened.
 */
export const dhcp: DatagramProtocol<undefined> = {
  kind: 'datagram',
  name: 'dhcp',
  title: 'Dynamic Host Configuration Protocol',
  spec: 'RFC 2131, RFC 2132, RFC 951, RFC 3046, RFC 3396, RFC 4702',
  fields: dhcpFields,
  anomalies: dhcpAnomalies,
  functionName: (fn: number): string | undefined => dhcpMessageTypes[fn],
  undecoded: 'Vendor options (43, 125), routes (121), authentication (90) and other options not listed as fields.',
  // Operation 2/256, hardware length 17/256, hops 17/256, cookie 2^-32; without the cookie, ten octets of zero.
  falseMatchLog2: -46,
  canBegin: (byte) => byte === 1 || byte === 2,
  ports: [67, 68, 4011],
  open: () => undefined,
  probe(c: Cursor): Verdict {
    const operation = c.peek8();
    if ((operation !== 1 && operation !== 2) || c.peek8(2) > 16 || c.peek8(3) > 16 || c.left < READABLE_LENGTH)
      return NO;
    if (c.left >= FIXED_LENGTH + COOKIE_LENGTH && c.peek32(FIXED_LENGTH) === MAGIC_COOKIE) return YES;
    // BOOTP without a cookie, or a message cut by the capture: an Ethernet address and its padding of zeros.
    if (c.peek8(1) !== 1 || c.peek8(2) !== 6 || c.peek32(28) === 0) return NO;
    return c.peek32(34) === 0 && c.peek32(38) === 0 && c.peek16(42) === 0 ? YES : NO;
  },
  parse(c: Cursor, turn: Turn): Outcome {
    if (c.left < READABLE_LENGTH) return MORE;
    const { bytes, at, end } = c;
    const options = OPTIONS;
    const optionsAt = at + FIXED_LENGTH + COOKIE_LENGTH;
    const whole = optionsAt <= end;
    const hasOptions = whole && c.peek32(FIXED_LENGTH) === MAGIC_COOKIE;
    options.read(bytes, at, hasOptions ? optionsAt : end, end);
    const typeAt = options.exactly(53, 1);
    const type = typeAt < 0 ? 0 : (bytes[typeAt] as number);
    turn.message(type);
    if (turn.tracing) traceDhcp(turn, bytes, at, end, options);
    if (type >= dhcpMessageTypes.length) turn.anomaly('message-type-unknown');
    if (end - at < FIXED_LENGTH) turn.anomaly('message-cut');
    if (hasOptions && options.cut) turn.anomaly('options-cut');
    if (options.repeated) turn.anomaly('option-repeated');
    if (options.overLimit) turn.anomaly('options-over-limit');
    claimDhcpFacts(turn, bytes, at, options, type);
    if (!hasOptions && end > at + FIXED_LENGTH) turn.unrecognised(end - at - FIXED_LENGTH);
    c.at = end;
    return DONE;
  },
};

/** One is enough: a message is read to its end before the next one begins. */
const OPTIONS: DhcpOptions = new DhcpOptions();
