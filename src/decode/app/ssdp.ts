import type { Cursor } from '../../kernel/cursor.ts';
import type { AnomalySpec, DatagramProtocol, FieldSpec } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import { claimCarrierText } from './carrier-address.ts';
import { lowerAscii, wireText } from './wire-text.ts';

const NOTIFY = 1;
const SEARCH = 2;
const RESPONSE = 3;
const names: readonly (string | undefined)[] = [undefined, 'notify', 'search', 'search response'];
const starts: readonly (string | undefined)[] = [undefined, 'NOTIFY * HTTP/1.', 'M-SEARCH * HTTP/1.', 'HTTP/1.1 200'];

/** Header lines read of one datagram; UPnP sends about ten. */
export const MAX_HEADERS = 64;
/** Bytes of one line; what is longer is cut, and the line after it is still found. */
export const MAX_LINE = 1024;

const fields: Readonly<Record<string, FieldSpec>> = {
  'http.request.method': { doc: 'NOTIFY or M-SEARCH' },
  'http.response.code': { doc: 'Status of a search response' },
  'http.host': { doc: 'Multicast address and port' },
  'http.server': { doc: 'Operating system and product of the device' },
  'http.user_agent': { doc: 'Operating system and product of the searching host' },
  'http.location': { doc: 'Where the description of the device is' },
  'ssdp.nt': { doc: 'Type of the announced device or service' },
  'ssdp.nts': { doc: 'ssdp:alive, ssdp:update or ssdp:byebye' },
  'ssdp.st': { doc: 'Type searched for, or found' },
  'ssdp.usn': { doc: 'Unique name of the device or service' },
};

const anomalies: Readonly<Record<string, AnomalySpec>> = {
  'headers-over-limit': { doc: 'More header lines than are read of one message' },
  'line-cut': { doc: 'A line longer than is read' },
  'header-bad': { doc: 'A line without a colon' },
};

/** Headers that say something, as fields. */
const known: ReadonlyMap<string, string> = new Map([
  ['host', 'http.host'],
  ['server', 'http.server'],
  ['user-agent', 'http.user_agent'],
  ['location', 'http.location'],
  ['nt', 'ssdp.nt'],
  ['nts', 'ssdp.nts'],
  ['st', 'ssdp.st'],
  ['usn', 'ssdp.usn'],
]);

/**
 * The Simple Service Discovery Protocol of UPnP: devices announcing what they are. A device that offers to be an
 * internet gateway says that it routes. Descriptions, which are fetched over HTTP, are not read here.
 */
export const ssdp: DatagramProtocol<undefined> = {
  kind: 'datagram',
  name: 'ssdp',
  title: 'Simple Service Discovery Protocol',
  spec: 'UPnP Device Architecture 2.0, 1',
  fields,
  anomalies,
  functionName: (fn: number): string | undefined => names[fn],
  undecoded: 'Headers other than HOST, LOCATION, NT, NTS, SERVER, ST, USER-AGENT and USN.',
  // The shortest start is twelve octets, all given.
  falseMatchLog2: -94,
  canBegin: (byte) => byte === 0x48 || byte === 0x4d || byte === 0x4e,
  ports: [1900],
  open: () => undefined,
  probe: (c: Cursor): Verdict => (kindOf(c) === 0 ? NO : YES),
  parse(c: Cursor, turn: Turn): Outcome {
    const kind = kindOf(c);
    const headers = new Map<string, string>();
    let overLimit = false;
    let cut = false;
    let bad = false;
    skipLine(c);
    for (let count = 0; c.left > 0; count++) {
      const start = c.at;
      const stop = skipLine(c);
      if (stop === start) break;
      if (count === MAX_HEADERS) {
        overLimit = true;
        break;
      }
      cut ||= stop - start > MAX_LINE;
      const line = wireText(c.bytes, start, stop, MAX_LINE);
      const colon = line.indexOf(':');
      if (colon < 1) bad = true;
      else {
        const name = lowerAscii(line.slice(0, colon).trim());
        if (known.has(name) && !headers.has(name)) headers.set(name, line.slice(colon + 1).trim());
      }
    }
    turn.message(kind);
    if (overLimit) turn.anomaly('headers-over-limit');
    if (cut) turn.anomaly('line-cut');
    if (bad) turn.anomaly('header-bad');
    if (turn.tracing) {
      if (kind === RESPONSE) turn.field('http.response.code', 200);
      else turn.field('http.request.method', kind === NOTIFY ? 'NOTIFY' : 'M-SEARCH');
      for (const [name, value] of headers) turn.field(known.get(name) as string, value);
    }
    claim(turn, kind, headers);
    if (c.at < c.end) turn.unrecognised(c.end - c.at);
    c.at = c.end;
    return DONE;
  },
};

function claim(turn: Turn, kind: number, headers: ReadonlyMap<string, string>): void {
  const agent = headers.get('user-agent');
  if (agent) turn.claim(turn.sender, 'http-agent', agent);
  if (kind === SEARCH || headers.get('nts') === 'ssdp:byebye') return;
  const server = headers.get('server');
  const type = headers.get(kind === NOTIFY ? 'nt' : 'st');
  const unique = headers.get('usn');
  const location = headers.get('location');
  if (server) turn.claim(turn.sender, 'http-server', server);
  // A bare uuid says no more than the unique name it is taken from.
  if (type && !type.startsWith('uuid:')) turn.claim(turn.sender, 'service-type', type);
  if (location) {
    turn.name('service', location, turn.sender);
    const host = /^[a-z]+:\/\/(?:[^/@]*@)?([0-9.]+)/i.exec(location)?.[1];
    if (host !== undefined) claimCarrierText(turn, host);
  }
  if (GATEWAY.test(`${type ?? ''} ${unique ?? ''}`)) turn.forwarding('internet-gateway', turn.sender, 0);
}

/** Device and service types of a router that takes orders (UPnP InternetGatewayDevice 1 and 2). */
const GATEWAY =
  /:(?:InternetGatewayDevice|WANDevice|WANConnectionDevice|WANCommonInterfaceConfig|WANIPConnection|WANPPPConnection):/i;

function kindOf(c: Cursor): number {
  for (let kind = NOTIFY; kind <= RESPONSE; kind++) if (startsWith(c, starts[kind] as string)) return kind;
  return 0;
}

function startsWith(c: Cursor, text: string): boolean {
  if (!c.has(text.length)) return false;
  for (let i = 0; i < text.length; i++) if (c.peek8(i) !== text.charCodeAt(i)) return false;
  return true;
}

/** Moves behind the line at the cursor and returns where its text ends. */
function skipLine(c: Cursor): number {
  const { bytes, end } = c;
  let at = c.at;
  while (at < end && bytes[at] !== 0x0a) at++;
  const stop = at > c.at && bytes[at - 1] === 0x0d ? at - 1 : at;
  c.at = at < end ? at + 1 : end;
  return stop;
}
