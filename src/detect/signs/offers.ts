import { isAccepted } from '../../declare/lookup/limits-of-use.ts';
import { serviceFor } from '../../declare/lookup/service-for.ts';
import type { ForwardingRow } from '../../schema/facts/forwarding.ts';
import { ethernetSource } from '../display-filter.ts';
import { type Observation, observation, type SignObserver } from '../observation.ts';
import type { TapView } from '../tap-view.ts';

/** S07: hands out addresses, and perhaps itself as the way out, without being declared as an address server. */
export const addressServer: SignObserver = {
  id: 'S07',
  observe: (view) =>
    rowsOf(view, ['dhcp-server', 'dhcp-router']).flatMap((row): Observation[] => {
      const subject = senderOf(view, row);
      const server = plain(row.kind === 'dhcp-server' ? row.router : row.speaker);
      const service = serviceFor(view.declaration, view.tap.tap, { ip: server }, 'dhcp');
      if (subject === '' || (service !== undefined && isAccepted(service))) return [];
      const routes = row.kind === 'dhcp-router';
      const text = routes
        ? `${server} handed out ${plain(row.router)} as the router to use.`
        : `${server} handed out an address${row.target === '' ? '' : ` (${plain(row.target)})`}.`;
      const filter = `dhcp.type == 2 && ${ethernetSource(subject)}`;
      return [observation('S07', subject, routes ? 'full' : 'weaker', text, filter, row)];
    }),
};

/** S08: offers itself as a gateway. */
export const gatewayOffer: SignObserver = {
  id: 'S08',
  observe: (view) =>
    rowsOf(view, ['router-advertisement', 'internet-gateway']).flatMap((row): Observation[] => {
      const subject = senderOf(view, row);
      if (subject === '') return [];
      if (row.kind === 'router-advertisement') {
        const text = `${subject} sends IPv6 router advertisements: every host that hears them may send through it.`;
        return [observation('S08', subject, 'full', text, `icmpv6.type == 134 && ${ethernetSource(subject)}`, row)];
      }
      const text = `${subject} announces itself as an internet gateway (UPnP).`;
      return [observation('S08', subject, 'weaker', text, `ssdp && ${ethernetSource(subject)}`, row)];
    }),
};

/** S22: messages that only routers send, under an address of the network here. */
export const routerMessage: SignObserver = {
  id: 'S22',
  observe: (view) =>
    rowsOf(view, ['redirect', 'ttl-exceeded', 'too-big', 'unreachable']).flatMap((row): Observation[] => {
      const speaker = plain(row.speaker);
      // From outside, it is the far router that speaks, and what stands here only passed it on.
      if (row.speakerMac === '' || view.outside(speaker) !== 'local') return [];
      const own = plain(row.target) === speaker;
      if (row.kind === 'unreachable' && (own || row.target === '')) return [];
      const text = `${speaker} (${row.speakerMac}) sent ${MESSAGES[row.kind] ?? row.kind}, which routers do.`;
      const strength = row.kind === 'unreachable' ? 'weaker' : 'full';
      const filter = `(icmp || icmpv6) && ${ethernetSource(row.speakerMac)}`;
      return [observation('S22', row.speakerMac, strength, text, filter, row)];
    }),
};

const MESSAGES: Readonly<Record<string, string>> = {
  redirect: 'a redirect to another router',
  'ttl-exceeded': 'that a time to live ran out on the way',
  'too-big': 'that a packet was too big for the next link',
  unreachable: 'that another host cannot be reached',
};

function rowsOf(view: TapView, kinds: readonly ForwardingRow['kind'][]): readonly ForwardingRow[] {
  return view.tap.forwarding.filter((row) => kinds.includes(row.kind));
}

/** The link address of the sender when it stands here; an address server beyond a relay has none. */
function senderOf(view: TapView, row: ForwardingRow): string {
  const speaker = plain(row.speaker);
  if (row.speaker.startsWith('ip:') && view.outside(speaker) !== 'local') return '';
  return row.speakerMac || (row.speaker.startsWith('mac:') ? speaker : view.macOf(speaker));
}

/** `ip:` and `mac:` are for machines. */
function plain(address: string): string {
  return address.replace(/^(ip|mac):/, '');
}
