/**
 * The object of a command in three numbers. For nodes `area` is the namespace (16 bits) with the kind of identifier
 * above it, `start` the number, or a hash of an identifier that is none, and `count` the attribute.
 */
export const NUMERIC = 0;
export const TEXT = 1;
export const GUID = 2;
export const OPAQUE = 3;
/** Kinds of objects that are no nodes. `start`: the subscription, the kind of user token. */
export const SUBSCRIPTION = 8;
export const SESSION = 9;
export const CHANNEL = 10;

export function areaOf(kind: number, namespace: number): number {
  return kind * 65536 + namespace;
}

const attributes: readonly string[] = [
  '',
  'node id',
  'node class',
  'browse name',
  'display name',
  'description',
  'write mask',
  'user write mask',
  'is abstract',
  'symmetric',
  'inverse name',
  'contains no loops',
  'event notifier',
  '', // The value is what is meant when nothing else is said.
  'data type',
  'value rank',
  'array dimensions',
  'access level',
  'user access level',
  'minimum sampling interval',
  'historizing',
  'executable',
  'user executable',
  'data type definition',
  'role permissions',
  'user role permissions',
  'access restrictions',
  'access level ex',
];

/** Nodes of the standard that say who the server is, or that commands often name. */
const wellKnown: ReadonlyMap<number, string> = new Map([
  [84, 'Root'],
  [85, 'Objects'],
  [86, 'Types'],
  [87, 'Views'],
  [2253, 'Server'],
  [2254, 'ServerArray'],
  [2255, 'NamespaceArray'],
  [2256, 'ServerStatus'],
  [2258, 'CurrentTime'],
  [2259, 'State'],
  [2260, 'BuildInfo'],
  [2261, 'ProductName'],
  [2262, 'ProductUri'],
  [2263, 'ManufacturerName'],
  [2264, 'SoftwareVersion'],
  [2265, 'BuildNumber'],
  [2266, 'BuildDate'],
  [2267, 'ServiceLevel'],
  [11492, 'GetMonitoredItems'],
  [12873, 'ResendData'],
]);

export const userTokens: readonly string[] = ['anonymous', 'user name', 'certificate', 'issued token'];

/** Reads e.g. `ns=2;i=1001`, `ns=0;i=2258 CurrentTime`, `ns=2;s=#6b1f0c77 description`, `subscription 3`. */
export function objectName(_fn: number, area: number, start: number, count: number): string {
  const kind = Math.floor(area / 65536);
  if (kind === SUBSCRIPTION) return start === 0 ? 'new subscription' : `subscription ${start}`;
  if (kind === SESSION) return start === 0 ? 'session' : `session as ${userTokens[start - 1] ?? 'unknown user token'}`;
  if (kind === CHANNEL) return 'secure channel';
  const namespace = area % 65536;
  const known = namespace === 0 && kind === NUMERIC ? wellKnown.get(start) : undefined;
  const hash = `#${start.toString(16).padStart(8, '0')}`;
  const id = kind === NUMERIC ? `i=${start}` : kind === TEXT ? `s=${hash}` : kind === GUID ? `g=${hash}` : `b=${hash}`;
  const attribute = attributes[count] ?? `attribute ${count}`;
  return `ns=${namespace};${id}${known === undefined ? '' : ` ${known}`}${attribute === '' ? '' : ` ${attribute}`}`;
}
