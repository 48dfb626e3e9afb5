import type { Cursor } from '../../kernel/cursor.ts';
import type { CarriedProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { functionName, IODINE_RAW } from './dns-tunnel/functions.ts';
import type { TunnelState } from './dns-tunnel/tunnel-state.ts';

/**
 * Tunnels that travel in questions for names: iodine, dnscat2 and dns2tcp, each told by what only it asks for. What is
 * carried is not read. Tunnels of other programs are not told here; how much a host asks for below one domain is a fact of
 * the estate.
 */
export const dnsTunnel: CarriedProtocol = {
  kind: 'carried',
  name: 'dns-tunnel',
  title: 'Tunnel in DNS (iodine, dnscat2, dns2tcp)',
  spec: 'not published; formats of iodine 0.7, dnscat2 and dns2tcp 0.5.2, as their programs send them',
  fields: {
    'dns-tunnel.program': { doc: 'Which program’s format it is.' },
    'dns-tunnel.domain': { doc: 'Domain below which it asks.' },
  },
  anomalies: {},
  functionName,
  undecoded:
    'What is carried; answers, which count as those of DNS. iodine and dns2tcp were tried on real peers; a dnscat2 session below a domain is unproven.',
};

/** Says that the question just read is a tunnel's. */
export function tellTunnel(turn: Turn, state: TunnelState, fn: number): void {
  turn.inside(dnsTunnel);
  turn.message(fn);
  if (turn.tracing && state.program !== undefined) {
    turn.field('dns-tunnel.program', state.program);
    if (state.domain !== '') turn.field('dns-tunnel.domain', state.domain.slice(1));
  }
  turn.claim(turn.sender, 'role', 'dns-tunnel-client');
  turn.claim(turn.sender, 'description', state.about);
}

/** iodine's raw mode, once its DNS was seen on the flow: three octets of mark, a command, a user's number, then ciphertext of its own. */
export function readRaw(c: Cursor, turn: Turn, state: TunnelState): boolean {
  if (state.program !== 'iodine' || c.left < 4 || c.peek16() !== 0x10d1 || c.peek8(2) !== 0x9e) return false;
  const command = c.peek8(3) >> 4;
  if (command < 1 || command > 3) return false;
  turn.inside(dnsTunnel);
  turn.message(IODINE_RAW + command);
  if (turn.tracing) turn.field('dns-tunnel.program', state.program);
  turn.unrecognised(c.left - 4);
  c.at = c.end;
  return true;
}
