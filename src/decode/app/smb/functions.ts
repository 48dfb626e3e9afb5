/**
 * Numbers of messages: the version's range, `ANSWER` where it is a response, and the command. Transforms and
 * compressed messages have no command that can be seen.
 */
export const SMB1 = 0x1_0000;
export const SMB2 = 0x2_0000;
export const ANSWER = 0x8000;
export const ENCRYPTED = 0x3_0000;
export const COMPRESSED = 0x3_0001;

/** MS-SMB2 2.2.1. */
export const smb2Commands: readonly string[] = [
  'negotiate',
  'session setup',
  'logoff',
  'tree connect',
  'tree disconnect',
  'create',
  'close',
  'flush',
  'read',
  'write',
  'lock',
  'ioctl',
  'cancel',
  'echo',
  'query directory',
  'change notify',
  'query info',
  'set info',
  'oplock break',
];

/** MS-CIFS 2.2.2.1 and MS-SMB. */
const smb1Commands: ReadonlyMap<number, string> = new Map([
  [0x00, 'create directory'],
  [0x01, 'delete directory'],
  [0x02, 'open'],
  [0x03, 'create'],
  [0x04, 'close'],
  [0x05, 'flush'],
  [0x06, 'delete'],
  [0x07, 'rename'],
  [0x08, 'query information'],
  [0x09, 'set information'],
  [0x0a, 'read'],
  [0x0b, 'write'],
  [0x0c, 'lock byte range'],
  [0x0d, 'unlock byte range'],
  [0x0e, 'create temporary'],
  [0x0f, 'create new'],
  [0x10, 'check directory'],
  [0x11, 'process exit'],
  [0x12, 'seek'],
  [0x13, 'lock and read'],
  [0x14, 'write and unlock'],
  [0x1a, 'read raw'],
  [0x1b, 'read mpx'],
  [0x1c, 'read mpx secondary'],
  [0x1d, 'write raw'],
  [0x1e, 'write mpx'],
  [0x1f, 'write mpx secondary'],
  [0x20, 'write complete'],
  [0x21, 'query server'],
  [0x22, 'set information 2'],
  [0x23, 'query information 2'],
  [0x24, 'locking andx'],
  [0x25, 'transaction'],
  [0x26, 'transaction secondary'],
  [0x27, 'ioctl'],
  [0x28, 'ioctl secondary'],
  [0x29, 'copy'],
  [0x2a, 'move'],
  [0x2b, 'echo'],
  [0x2c, 'write and close'],
  [0x2d, 'open andx'],
  [0x2e, 'read andx'],
  [0x2f, 'write andx'],
  [0x30, 'new file size'],
  [0x31, 'close and tree disconnect'],
  [0x32, 'transaction 2'],
  [0x33, 'transaction 2 secondary'],
  [0x34, 'find close 2'],
  [0x35, 'find notify close'],
  [0x70, 'tree connect'],
  [0x71, 'tree disconnect'],
  [0x72, 'negotiate'],
  [0x73, 'session setup andx'],
  [0x74, 'logoff andx'],
  [0x75, 'tree connect andx'],
  [0x7e, 'security package andx'],
  [0x80, 'query information disk'],
  [0x81, 'search'],
  [0x82, 'find'],
  [0x83, 'find unique'],
  [0x84, 'find close'],
  [0xa0, 'nt transact'],
  [0xa1, 'nt transact secondary'],
  [0xa2, 'nt create andx'],
  [0xa4, 'nt cancel'],
  [0xa5, 'nt rename'],
  [0xc0, 'open print file'],
  [0xc1, 'write print file'],
  [0xc2, 'close print file'],
  [0xc3, 'get print queue'],
  [0xd8, 'read bulk'],
  [0xd9, 'write bulk'],
  [0xda, 'write bulk data'],
  [0xfe, 'invalid'],
  [0xff, 'no command'],
]);

export function functionName(fn: number): string | undefined {
  if (fn === ENCRYPTED) return 'smb3 encrypted';
  if (fn === COMPRESSED) return 'smb3 compressed';
  const version = fn >>> 16;
  const command = fn & 0x7fff;
  const name = version === 1 ? smb1Commands.get(command) : version === 2 ? smb2Commands[command] : undefined;
  return name === undefined ? undefined : `smb${version} ${name} ${fn & ANSWER ? 'response' : 'request'}`;
}

/** Kinds of a command's object, as its area; where it has a name, `start` is the name's hash. */
export const SESSION = 1;
export const SHARE = 2;
export const FILE = 3;
export const CONTENT = 4;
export const DELETED = 5;
export const RENAMED = 6;
export const ATTRIBUTES = 7;
export const PIPE = 8;

const kinds: readonly string[] = [
  '',
  'session',
  'share',
  'file',
  'file contents',
  'delete file',
  'rename file',
  'file attributes',
  'pipe',
];

export function objectName(_fn: number, area: number, start: number, _count: number): string {
  const kind = kinds[area] ?? `object ${area}`;
  return start === 0 ? kind : `${kind} #${start.toString(16).padStart(8, '0')}`;
}
