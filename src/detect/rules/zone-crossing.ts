import { compareText } from '../../kernel/compare.ts';
import { parseIp } from '../../kernel/ip.ts';
import type { FunctionClass } from '../../declare/declaration.ts';
import { type ConduitMatch, conduitFor } from '../../declare/lookup/conduit-for.ts';
import { zoneOf } from '../../declare/lookup/zone-of.ts';
import { OUTSIDE } from '../../schema/declaration/outside.ts';
import { addressKind } from '../../knowledge/address-kind.ts';
import type { Conversation } from '../../resolve/estate.ts';
import type { Finding, Severity } from '../../schema/finding.ts';
import { between } from '../display-filter.ts';
import { makeFinding, type RuleSign } from '../make-finding.ts';
import { together } from '../observation.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { transportText } from '../../resolve/transport-text.ts';
import type { TapView } from '../tap-view.ts';

/** What was done across the border decides; without commands, that it happened at all. */
const SEVERITY: Readonly<Record<FunctionClass | 'none', Severity>> = {
  none: 'medium',
  read: 'medium',
  write: 'high',
  program: 'high',
  stop: 'high',
};
const WORST_FIRST: readonly FunctionClass[] = ['stop', 'program', 'write', 'read'];

export const zoneCrossing: Rule = {
  id: 'zone-crossing',
  category: 'segmentation',
  title: 'Speaks across zones where no conduit allows it',
  why: 'Zones protect only as long as nothing crosses them but what was agreed; what crosses unasked is how trouble on one side becomes trouble on the other.',
  source: 'IEC 62443-3-2 (zones and conduits); IEC 62443-3-3 SR 5.1',
  needs: ['frames', 'two-way-traffic', 'long-enough', 'no-loss', 'conversations-apart', 'declared-zones'],
  attack: ['T0886', 'T0885'],
  law: ['segmentation', 'network-monitoring'],
  appliesTo: () => true,
  find: (context) => context.views.flatMap((view) => findOnTap(context, view)),
};

interface Crossing {
  readonly conversation: Conversation;
  readonly from: string;
  readonly to: string;
  readonly match: ConduitMatch;
  readonly functionClass: FunctionClass | undefined;
}

function findOnTap(context: RuleContext, view: TapView): readonly Finding[] {
  if (!view.networks.some(({ zone }) => zone !== undefined)) return [];
  const groups = new Map<string, Crossing[]>();
  const zones = zoneNames(view);
  for (const conversation of view.tap.conversations) {
    for (const crossing of crossingsOf(view, conversation, zones)) {
      const key = [subjectOf(view, conversation), crossing.from, crossing.to, crossing.match.reason].join('\u0000');
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [crossing]);
      else group.push(crossing);
    }
  }
  return [...groups].sort((a, b) => compareText(a[0], b[0])).map(([, group]) => findingFor(context, view, group));
}

type ZoneNames = (ip: string, vlan: number) => string | undefined;

function crossingsOf(view: TapView, conversation: Conversation, zones: ZoneNames): readonly Crossing[] {
  // An attempt that nobody answered crossed nothing; datagrams need no answer.
  if (conversation.answered === 0 && (conversation.transport === TCP || conversation.framesOut === 0)) return [];
  if (addressKind(conversation.server) === 'group') return [];
  const from = zones(conversation.client, conversation.vlan);
  const to = zones(conversation.server, conversation.vlan);
  if (from === undefined || to === undefined || from === to) return [];
  const protocol = conversation.protocol === '' ? undefined : conversation.protocol;
  const classes = classesOf(view, conversation);
  return (classes.length === 0 ? [undefined] : classes).flatMap((functionClass): Crossing[] => {
    const seen = {
      from,
      to,
      ...(protocol !== undefined && { protocol }),
      ...(functionClass !== undefined && { functionClass }),
    };
    const match = conduitFor(view.declaration, seen);
    return match.allowed ? [] : [{ conversation, from, to, match, functionClass }];
  });
}

const TCP = 6;

/** Hosts speak in many conversations; each is looked up once. */
function zoneNames(view: TapView): ZoneNames {
  const kept = new Map<string, string | undefined>();
  return (ip, vlan) => {
    const key = `${ip} ${vlan}`;
    if (!kept.has(key)) kept.set(key, zoneName(view, ip, vlan));
    return kept.get(key);
  };
}

/** The zone of an address; undefined where the declaration leaves its network without one, and for addresses that are never routed. */
function zoneName(view: TapView, ip: string, vlan: number): string | undefined {
  const bytes = parseIp(ip.replace(/\/\d+$/, ''));
  const kind = addressKind(ip.replace(/\/\d+$/, ''));
  if (bytes === undefined || kind === 'link-local' || kind === 'reserved') return undefined;
  const match = zoneOf(view.declaration, view.tap.tap, bytes, vlan >= 0 ? vlan : undefined);
  return match === undefined ? OUTSIDE : match.zone?.id;
}

function classesOf(view: TapView, conversation: Conversation): readonly FunctionClass[] {
  const client = view.tap.controllers
    .find(
      ({ ip, port, protocol }) =>
        ip === conversation.server && port === conversation.serverPort && protocol === conversation.protocol,
    )
    ?.clients.find(({ ip }) => ip === conversation.client);
  return client === undefined ? [] : WORST_FIRST.filter((name) => client.byAccess[name].count > 0);
}

/** The end that stands here; a stranger from outside is no device of this place. */
function subjectOf(view: TapView, { client, server, clientMac, serverMac }: Conversation): string {
  if (view.outside(client) === 'local') return clientMac || client;
  return view.outside(server) === 'local' ? serverMac || server : client;
}

function findingFor(context: RuleContext, view: TapView, group: readonly Crossing[]): Finding {
  const { conversation, from, to, match } = group[0] as Crossing;
  const subject = subjectOf(view, conversation);
  const classes = WORST_FIRST.filter((name) => group.some(({ functionClass }) => functionClass === name));
  const worst = classes[0] ?? 'none';
  const conduits = match.conduits.map(({ id }) => id).join(', ');
  const who = view.nameOf(subject) || conversation.client;
  return makeFinding(zoneCrossing, context, view, {
    severity: match.reason === 'only-observed' ? 'low' : group.some(opensFromAfar) ? 'high' : SEVERITY[worst],
    confidence: 'confirmed',
    status:
      match.reason === 'no-conduit' || match.reason === 'only-observed' ? 'undeclared' : 'declared-outside-limits',
    subject,
    object: `${from}>${to} ${match.reason}`,
    title: titleOf(view, group, reasonText(match, conduits, classes)),
    signs: signsOf(group),
    alternatives: [
      { text: 'A conduit between these zones allows it.', result: 'refuted' },
      { text: 'The conduit was forgotten when the declaration was written.', result: 'not-observable' },
      {
        text: 'One end lies in a network that nobody has declared.',
        result: from === OUTSIDE || to === OUTSIDE ? 'not-observable' : 'refuted',
      },
    ],
    next: [
      `Ask the owner of ${who} what this conversation is for.`,
      'If it is wanted, declare a conduit for exactly these protocols and function classes.',
      'If it is not, close it at the firewall between the zones, in a maintenance window, and test the crane afterwards.',
    ],
  });
}

/** Somebody on the public internet opened a connection to a host here, and got an answer. */
function opensFromAfar({ conversation, from }: Crossing): boolean {
  return from === OUTSIDE && conversation.transport === TCP && addressKind(conversation.client) === 'public';
}

function titleOf(view: TapView, group: readonly Crossing[], reason: string): string {
  const { conversation, from, to } = group[0] as Crossing;
  const name = (ip: string, mac: string): string => (view.outside(ip) === 'local' && view.nameOf(mac)) || ip;
  const others = new Set(group.map((one) => `${one.conversation.client} ${one.conversation.server}`)).size - 1;
  const more = others > 0 ? ` and ${others} more` : '';
  const client = name(conversation.client, conversation.clientMac);
  const server = name(conversation.server, conversation.serverMac);
  return `${client} (zone ${from}) speaks to ${server}${more} (zone ${to}): ${reason}`;
}

function reasonText(match: ConduitMatch, conduits: string, classes: readonly FunctionClass[]): string {
  switch (match.reason) {
    case 'no-conduit':
      return 'no conduit joins them in this direction';
    case 'only-observed':
      return `conduit ${conduits} was only observed; nobody has agreed to it`;
    case 'other-protocol':
      return `conduit ${conduits} is for other protocols`;
    case 'other-function':
      return `conduit ${conduits} does not allow ${classes.join(', ')}`;
    case 'allowed':
    case 'same-zone':
      return 'it is allowed';
    default:
      return match.reason satisfies never;
  }
}

/** One sign a service and tunnel, so that each can be looked at by itself. */
function signsOf(group: readonly Crossing[]): readonly RuleSign[] {
  const services = new Map<string, Conversation[]>();
  // One conversation crosses once for each class of command in it.
  for (const conversation of new Set(group.map((crossing) => crossing.conversation))) {
    const service = transportText(conversation.transport, conversation.serverPort, conversation.protocol);
    const key = conversation.tunnel === '' ? service : `${service} inside ${conversation.tunnel}`;
    const list = services.get(key);
    if (list === undefined) services.set(key, [conversation]);
    else list.push(conversation);
  }
  return [...services]
    .sort((a, b) => compareText(a[0], b[0]))
    .slice(0, MAX_SERVICES)
    .map(([, list]) => {
      const first = list[0] as Conversation;
      const service = transportText(first.transport, first.serverPort, first.protocol);
      const inside = first.tunnel === '' ? '' : `, inside ${first.tunnel}`;
      const more = list.length > 1 ? ` and ${list.length - 1} more` : '';
      const flows = list.reduce((sum, one) => sum + one.flows, 0);
      const port =
        first.transport === TCP
          ? ` && tcp.port == ${first.serverPort}`
          : first.transport === UDP
            ? ` && udp.port == ${first.serverPort}`
            : '';
      return {
        id: 'zone-crossing',
        family: 'application',
        weight: 300,
        text: `${first.client} spoke ${service} with ${first.server}${more}${inside}, ${flows} conversations.`,
        filter: `${between(first.client, first.server)}${port}`,
        ...together(list),
      };
    });
}

const UDP = 17;
const MAX_SERVICES = 32;
