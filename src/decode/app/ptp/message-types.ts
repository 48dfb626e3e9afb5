export const PEER_DELAY_REQUEST = 2;
export const PEER_DELAY_RESPONSE = 3;
export const ANNOUNCE = 11;
export const SIGNALING = 12;
export const MANAGEMENT = 13;
/** Kinds of version 1 stand above those of version 2; management of version 2 has its action in the upper byte. */
export const V1_BASE = 0x100;
export const ACTION_SHIFT = 12;

const names: readonly (string | undefined)[] = [
  'sync',
  'delay request',
  'peer delay request',
  'peer delay response',
  undefined,
  undefined,
  undefined,
  undefined,
  'follow-up',
  'delay response',
  'peer delay response follow-up',
  'announce',
  'signaling',
  'management',
];
const v1Names: readonly (string | undefined)[] = ['sync', 'delay request', 'follow-up', 'delay response', 'management'];
export const actions: readonly string[] = ['get', 'set', 'response', 'command', 'acknowledge'];

/** IEEE 1588-2019 table 59: what is managed. */
const managed: ReadonlyMap<number, string> = new Map([
  [0x0000, 'null'],
  [0x0001, 'clock description'],
  [0x0002, 'user description'],
  [0x0003, 'save in non-volatile storage'],
  [0x0004, 'reset of non-volatile storage'],
  [0x0005, 'initialize'],
  [0x0006, 'fault log'],
  [0x0007, 'fault log reset'],
  [0x2000, 'default data set'],
  [0x2001, 'current data set'],
  [0x2002, 'parent data set'],
  [0x2003, 'time properties data set'],
  [0x2004, 'port data set'],
  [0x2005, 'priority 1'],
  [0x2006, 'priority 2'],
  [0x2007, 'domain'],
  [0x2008, 'slave only'],
  [0x2009, 'announce interval'],
  [0x200a, 'announce receipt timeout'],
  [0x200b, 'sync interval'],
  [0x200c, 'version number'],
  [0x200d, 'enable port'],
  [0x200e, 'disable port'],
  [0x200f, 'time'],
  [0x2010, 'clock accuracy'],
  [0x2011, 'UTC properties'],
  [0x2012, 'traceability properties'],
  [0x2013, 'time scale properties'],
  [0x2014, 'unicast negotiation'],
  [0x2015, 'path trace list'],
  [0x2016, 'path trace'],
  [0x2017, 'grandmaster cluster table'],
  [0x2018, 'unicast master table'],
  [0x2019, 'maximum size of the unicast master table'],
  [0x201a, 'acceptable master table'],
  [0x201b, 'acceptable master table in use'],
  [0x201c, 'maximum size of the acceptable master table'],
  [0x201d, 'alternate master'],
  [0x201e, 'alternate time offset in use'],
  [0x201f, 'alternate time offset name'],
  [0x2020, 'maximum alternate time offset key'],
  [0x2021, 'alternate time offset properties'],
  [0x3000, 'external port configuration'],
  [0x3001, 'master only'],
  [0x3002, 'holdover upgrade'],
  [0x3003, 'external port configuration of a port'],
  [0x4000, 'default data set of a transparent clock'],
  [0x4001, 'port data set of a transparent clock'],
  [0x4002, 'primary domain'],
  [0x6000, 'delay mechanism'],
  [0x6001, 'minimum peer delay request interval'],
]);
export const CLOCK_DESCRIPTION = 0x0001;
export const USER_DESCRIPTION = 0x0002;
export const INITIALIZE = 0x0005;
export const ENABLE_PORT = 0x200d;
export const DISABLE_PORT = 0x200e;

export function functionName(fn: number): string | undefined {
  if (fn >= V1_BASE && fn < V1_BASE * 2) {
    const name = v1Names[fn - V1_BASE];
    return name === undefined ? undefined : `version 1 ${name}`;
  }
  if ((fn & 0xfff) === MANAGEMENT) {
    const action = actions[(fn >>> ACTION_SHIFT) - 1];
    return fn === MANAGEMENT || action === undefined ? names[fn] : `management ${action}`;
  }
  return names[fn];
}

export function objectName(_fn: number, _area: number, start: number, _count: number): string {
  return managed.get(start) ?? `management id ${start}`;
}

/** Fewest bytes of a message of a type; 0 where there is no such type. */
export const leastLengths: readonly number[] = [44, 44, 54, 54, 0, 0, 0, 0, 44, 54, 54, 64, 44, 48, 0, 0];
/** What version 1 calls a type; the newest version writes zeros for the last ones. */
export const controls: readonly number[] = [0, 1, 5, 5, 5, 5, 5, 5, 2, 3, 5, 5, 5, 4, 5, 5];
