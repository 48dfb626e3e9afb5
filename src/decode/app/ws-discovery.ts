import type { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import { claimCarrierText } from './carrier-address.ts';
import { readScopes } from './ws-discovery/scopes.ts';
import { visitTexts } from './ws-discovery/xml-texts.ts';

const HELLO = 1;
const BYE = 2;
const PROBE = 3;
const RESOLVE = 5;
const names: readonly (string | undefined)[] = [
  undefined,
  'hello',
  'bye',
  'probe',
  'probe matches',
  'resolve',
  'resolve matches',
];
const actions: readonly string[] = ['', 'Hello', 'Bye', 'Probe', 'ProbeMatches', 'Resolve', 'ResolveMatches'];
/** Of 2005 and of the standard of 2009; the action's name follows. */
const SPACES: readonly string[] = [
  'http://schemas.xmlsoap.org/ws/2005/04/discovery/',
  'http://docs.oasis-open.org/ws-dd/ns/discovery/2009/01/',
];
/** Types and addresses of one message that are read. */
export const MAX_LISTED = 16;

/**
 * Web Services Dynamic Discovery: cameras (ONVIF), printers and hosts that say what they are. Elements are found by
 * their local names, in whatever order they stand.
 */
export const wsDiscovery: DatagramProtocol<undefined> = {
  kind: 'datagram',
  name: 'ws-discovery',
  title: 'Web Services Dynamic Discovery',
  spec: 'OASIS WS-Discovery 1.1, WS-Discovery April 2005; ONVIF Core Specification 7',
  fields: {
    'wsdd.action': { doc: 'What the message is for' },
    'wsdd.messageid': { doc: 'Name of the message' },
    'wsdd.relatesto': { doc: 'Name of the message that is answered' },
    'wsdd.address': { doc: 'Name of the device' },
    'wsdd.types': { doc: 'Kinds of the device' },
    'wsdd.scope': { doc: 'What a device says of itself, or is searched for' },
    'wsdd.xaddrs': { doc: 'Where the device can be reached' },
  },
  anomalies: {
    'elements-over-limit': { doc: 'More elements than are looked at' },
    'scopes-over-limit': { doc: 'More scopes than are read' },
    'list-over-limit': { doc: 'More types or addresses than are read' },
  },
  functionName: (fn: number): string | undefined => names[fn],
  undecoded: 'Application sequences and endpoint references beyond the address; metadata fetched over HTTP.',
  // The space of the action's name alone has more than 300 bits, and may stand anywhere.
  falseMatchLog2: -300,
  canBegin: (byte) => byte === 0x3c || byte === 0xef,
  ports: [3702],
  open: () => undefined,
  probe: (c: Cursor): Verdict => (actionOf(c) === 0 ? NO : YES),
  parse(c: Cursor, turn: Turn): Outcome {
    const fn = actionOf(c);
    if (fn === 0) return BAD;
    turn.message(fn);
    // Who asks says nothing of itself.
    const own = fn !== PROBE && fn !== RESOLVE && fn !== BYE;
    if (!visitTexts(c, (name, text) => readElement(turn, name, text, own))) turn.anomaly('elements-over-limit');
    c.at = c.end;
    return DONE;
  },
};

/** The function of the message's action; 0 where it has none of these. */
function actionOf(c: Cursor): number {
  const first = c.peek8();
  // A byte order mark may come first.
  if (first !== 0x3c && (first !== 0xef || c.peek16(1) !== 0xbbbf || c.peek8(3) !== 0x3c)) return 0;
  let fn = 0;
  visitTexts(c, (name, text) => {
    if (name !== 'Action') return true;
    const space = SPACES.find((start) => text.startsWith(start));
    if (space !== undefined) fn = actions.indexOf(text.slice(space.length));
    return false;
  });
  return fn >= HELLO ? fn : 0;
}

function readElement(turn: Turn, name: string, text: string, own: boolean): boolean {
  switch (name) {
    case 'Action':
      if (turn.tracing) turn.field('wsdd.action', text);
      break;
    case 'MessageID':
      if (turn.tracing) turn.field('wsdd.messageid', text);
      break;
    case 'RelatesTo':
      if (turn.tracing) turn.field('wsdd.relatesto', text);
      break;
    case 'Address':
      if (turn.tracing) turn.field('wsdd.address', text);
      break;
    case 'Types':
      for (const type of listed(turn, text)) {
        if (turn.tracing) turn.field('wsdd.types', type);
        // The prefix is the sender's own choice.
        if (own) turn.claim(turn.sender, 'service-type', type.replace(/^.*:/, ''));
      }
      break;
    case 'Scopes':
      if (own) readScopes(turn, text);
      else if (turn.tracing) turn.field('wsdd.scope', text);
      break;
    case 'XAddrs':
      for (const address of listed(turn, text)) {
        if (turn.tracing) turn.field('wsdd.xaddrs', address);
        if (!own) continue;
        turn.name('service', address, turn.sender);
        const host = /^[a-z]+:\/\/(?:[^/@]*@)?([0-9.]+)/i.exec(address)?.[1];
        if (host !== undefined) claimCarrierText(turn, host);
      }
      break;
    default:
  }
  return true;
}

function listed(turn: Turn, text: string): readonly string[] {
  const list = text.split(/\s+/, MAX_LISTED + 1);
  if (list.length > MAX_LISTED) turn.anomaly('list-over-limit');
  return list.slice(0, MAX_LISTED);
}
