import type { Cursor } from '../../kernel/cursor.ts';
import { ipv4Text, ipv6Text } from '../../kernel/ip.ts';
import type { PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, type Outcome } from '../verdict.ts';

const ADVERTISEMENT = 1;

/** Virtual Router Redundancy Protocol: two routers that share an address. Its speaker is a router by its own word. */
export const vrrp: PacketProtocol = {
  kind: 'packet',
  name: 'vrrp',
  title: 'Virtual Router Redundancy Protocol',
  spec: 'RFC 3768 (version 2), RFC 5798 (version 3)',
  carriedIn: { ipProtocol: 112 },
  undecoded: 'Authentication data of version 2 is not shown.',
  fields: {
    'vrrp.version': { doc: 'protocol version, 2 or 3' },
    'vrrp.type': { doc: 'message type; only 1, advertisement, exists' },
    'vrrp.virt_rtr_id': { doc: 'virtual router; the last byte of its MAC 00:00:5e:00:01:xx' },
    'vrrp.prio': { doc: 'priority; 255 owns the address, 0 resigns' },
    'vrrp.addr_count': { doc: 'addresses of the virtual router' },
    'vrrp.ip_addr': { doc: 'address of the virtual router' },
    'vrrp.ipv6_addr': { doc: 'address of the virtual router' },
    'vrrp.auth_type': { doc: 'authentication of version 2: 0 none, 1 password in clear' },
  },
  anomalies: {
    'cut-short': { doc: 'fewer addresses than counted' },
    'hop-limit': { doc: 'not sent from the link (RFC 5798 5.1.1.3); its facts are not taken' },
    'password-in-clear': { doc: 'version 2 with a password that anyone on the link can read' },
  },
  functionName: (fn) => (fn === ADVERTISEMENT ? 'advertisement' : undefined),
  parse,
};

function parse(c: Cursor, turn: Turn): Outcome {
  const first = c.u8();
  const router = c.u8();
  const priority = c.u8();
  const count = c.u8();
  const authentication = c.u8();
  c.skip(3);
  if (c.failed) return MORE;
  const version = first >> 4;
  const type = first & 15;
  if ((version !== 2 && version !== 3) || type !== ADVERTISEMENT) return BAD;
  turn.message(type);
  turn.field('vrrp.version', version);
  turn.field('vrrp.type', type);
  turn.field('vrrp.virt_rtr_id', router);
  turn.field('vrrp.prio', priority);
  turn.field('vrrp.addr_count', count);
  if (version === 2) {
    turn.field('vrrp.auth_type', authentication);
    if (authentication === 1) turn.anomaly('password-in-clear');
  }
  const onLink = turn.ttl < 0 || turn.ttl === 255;
  if (!onLink) turn.anomaly('hop-limit');
  // Version 3 serves both families and leaves it to the IP header to say which; the length says it too.
  const size = version === 3 && count > 0 && c.left >= count * 16 ? 16 : 4;
  if (c.left < count * size) turn.anomaly('cut-short');
  for (let i = 0; i < count && c.has(size); i++) {
    const at = c.at;
    c.skip(size);
    if (turn.tracing) {
      if (size === 4) turn.field('vrrp.ip_addr', ipv4Text(c.bytes, at));
      else turn.field('vrrp.ipv6_addr', ipv6Text(c.bytes, at));
    }
    if (onLink) turn.forwarding('virtual-router', turn.sender, turn.ip(c.bytes, at, size));
  }
  c.skip(c.left);
  return DONE;
}
