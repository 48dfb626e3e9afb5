import type { Segment } from '../feed-stream.cases.ts';

/** SMB messages written by hand after MS-SMB2, MS-CIFS, MS-NLMP and RFC 1002; numbers are little-endian. */
export type Bytes = readonly number[];

export const u16 = (n: number): Bytes => [n & 255, n >> 8];
/** Big-endian, as NetBIOS has it. */
const big = (n: number): Bytes => [n >> 8, n & 255];
export const u32 = (n: number): Bytes => [n & 255, (n >>> 8) & 255, (n >>> 16) & 255, n >>> 24];
export const zeros = (count: number): Bytes => Array<number>(count).fill(0);
export const ascii = (text: string): Bytes => [...Buffer.from(text, 'latin1')];
export const wide = (text: string): Bytes => [...Buffer.from(text, 'utf16le')];
const wideZero = (text: string): Bytes => [...wide(text), 0, 0];

export const ACCESS_DENIED = 0xc000_0022;
export const PENDING = 0x103;

/** A session message: type 0 and 24 bits of length. */
export function session(...bodies: Bytes[]): Uint8Array {
  const body = bodies.flat();
  return Uint8Array.from([0, body.length >> 16, (body.length >> 8) & 255, body.length & 255, ...body]);
}

export interface Smb2Options {
  readonly response?: boolean;
  readonly status?: number;
  readonly next?: number;
  readonly id?: number;
}

export function smb2(command: number, body: Bytes, { response, status, next, id }: Smb2Options = {}): Bytes {
  return [
    0xfe,
    ...ascii('SMB'),
    ...u16(64), // size of the header
    ...u16(1), // charge
    ...u32(status ?? 0),
    ...u16(command),
    ...u16(1), // credits
    ...u32(response === true ? 1 : 0), // flags
    ...u32(next ?? 0),
    ...u32(id ?? 1),
    ...u32(0),
    ...u32(0), // reserved
    ...u32(5), // tree
    ...u32(9), // session
    ...u32(0),
    ...zeros(16), // signature
    ...body,
  ];
}

export const ask = (command: number, body: Bytes, id = 1): Segment => ({
  fromServer: false,
  bytes: session(smb2(command, body, { id })),
});
export const reply = (command: number, body: Bytes, id = 1, status = 0): Segment => ({
  fromServer: true,
  bytes: session(smb2(command, body, { response: true, status, id })),
});
/** The body of an error: its size, no contexts, no data. */
export const failed: Bytes = [...u16(9), 0, 0, ...u32(0), 0];

const SIGNATURE = [...ascii('NTLMSSP'), 0];
const pointer = (length: number, offset: number): Bytes => [...u16(length), ...u16(length), ...u32(offset)];
const pair = (id: number, text: string): Bytes => [...u16(id), ...u16(text.length * 2), ...wide(text)];

const target = [
  ...pair(2, 'YARD'),
  ...pair(1, 'FILES'),
  ...pair(4, 'yard.example'),
  ...pair(3, 'files.yard.example'),
  ...u32(0),
];
export const challenge: Bytes = [
  ...SIGNATURE,
  ...u32(2),
  ...pointer(8, 56), // target name
  ...u32(0x0200_0000), // a version follows
  ...zeros(8), // challenge
  ...zeros(8),
  ...pointer(target.length, 64),
  ...u16(10),
  ...u16(19_041),
  ...u32(0x0f00_0000), // version
  ...wide('YARD'),
  ...target,
];
export const authenticate: Bytes = [
  ...SIGNATURE,
  ...u32(3),
  ...pointer(0, 0), // LM answer
  ...pointer(0, 0), // NT answer
  ...pointer(8, 72), // domain
  ...pointer(16, 80), // user
  ...pointer(6, 96), // host
  ...pointer(0, 0), // key
  ...u32(0), // flags
  ...zeros(8),
  ...wide('YARD'),
  ...wide('operator'),
  ...wide('HMI'),
];
/** As SPNEGO wraps it: some bytes of ASN.1 before. */
const wrapped = (token: Bytes): Bytes => [0xa1, 0x81, token.length, 0x30, 4, token.length, ...token];

export const signIn = (token: Bytes, id: number): Segment =>
  ask(
    1,
    [...u16(25), 0, 1, ...u32(0), ...u32(0), ...u16(64 + 24), ...u16(token.length + 6), ...zeros(8), ...wrapped(token)],
    id,
  );
export const signInReply = (token: Bytes, id: number, status: number): Segment =>
  reply(1, [...u16(9), ...u16(0), ...u16(64 + 8), ...u16(token.length + 6), ...wrapped(token)], id, status);

export const connect = (share: string, id: number): Segment =>
  ask(3, [...u16(9), ...u16(0), ...u16(64 + 8), ...u16(share.length * 2), ...wide(share)], id);

export function create(name: string, access: number, options = 0): Bytes {
  return [
    ...u16(57),
    0,
    0,
    ...u32(2), // impersonation
    ...zeros(16),
    ...u32(access),
    ...u32(0), // attributes
    ...u32(7), // share
    ...u32(1), // open what is there
    ...u32(options),
    ...u16(64 + 56),
    ...u16(name.length * 2),
    ...u32(0), // contexts
    ...u32(0),
    ...wide(name),
  ];
}
const fileId = zeros(16);
export const readBody = (length: number): Bytes => [
  ...u16(49),
  0,
  0,
  ...u32(length),
  ...u32(4096), // offset
  ...u32(0),
  ...fileId,
  ...zeros(17),
];
export const readReply = (data: Bytes): Bytes => [...u16(17), 80, 0, ...u32(data.length), ...zeros(8), ...data];
export const writeBody = (data: Bytes): Bytes => [
  ...u16(49),
  ...u16(64 + 48),
  ...u32(data.length),
  ...u32(0),
  ...u32(0),
  ...fileId,
  ...zeros(16),
  ...data,
];
export const setInfo = (level: number, buffer: Bytes): Bytes => [
  ...u16(33),
  1,
  level,
  ...u32(buffer.length),
  ...u16(64 + 32),
  ...u16(0),
  ...u32(0),
  ...fileId,
  ...buffer,
];
export const rename = (name: string): Bytes => [0, ...zeros(7), ...zeros(8), ...u32(name.length * 2), ...wide(name)];

/** A session with one of all that is told. */
export const everything: readonly Segment[] = [
  ask(
    0,
    [...u16(36), ...u16(2), ...u16(1), ...u16(0), ...u32(0), ...zeros(16), ...zeros(8), ...u16(0x0210), ...u16(0x0311)],
    0,
  ),
  reply(0, [...u16(65), ...u16(3), ...u16(0x0311), ...zeros(50), ...u16(128), ...u16(0), ...u32(0)], 0),
  signIn([...SIGNATURE, ...u32(1), ...zeros(24)], 1),
  signInReply(challenge, 1, 0xc000_0016),
  signIn(authenticate, 2),
  signInReply([], 2, 0),
  connect('\\\\FILES\\plans', 3),
  reply(3, [...u16(16), 1, 0, ...u32(0), ...u32(0), ...u32(0x1f_01ff)], 3),
  ask(5, create('crane\\plan.txt', 0x0012_0089), 4),
  reply(5, [...u16(89), 0, 0, ...u32(1), ...zeros(80)], 4),
  ask(8, readBody(300), 5),
  reply(8, failed, 5, PENDING),
  reply(8, readReply(Array.from({ length: 300 }, (_, i) => i & 255)), 5),
  ask(5, create('secret.txt', 0x0012_0116), 6),
  reply(5, failed, 6, ACCESS_DENIED),
  ask(9, writeBody(ascii('hello'.repeat(50))), 7),
  reply(9, [...u16(17), ...u16(0), ...u32(250), ...zeros(8)], 7),
  ask(17, setInfo(10, rename('old.txt')), 8),
  reply(17, u16(2), 8),
  ask(17, setInfo(13, [1]), 9),
  reply(17, u16(2), 9),
  {
    fromServer: false,
    bytes: session(
      smb2(5, [...create('a', 1), ...zeros(6)], { id: 10, next: 64 + 56 + 8 }),
      smb2(14, [...u16(33), 37, 0, ...u32(0), ...fileId, ...u16(64 + 32), ...u16(2), ...u32(4096), ...wide('*')], {
        id: 11,
      }),
    ),
  },
  ask(2, [...u16(4), ...u16(0)], 12),
];

export interface Smb1Options {
  readonly response?: boolean;
  readonly status?: number;
  readonly id?: number;
  readonly plain?: boolean;
}

export function smb1(command: number, rest: Bytes, { response, status, id, plain }: Smb1Options = {}): Bytes {
  return [
    0xff,
    ...ascii('SMB'),
    command,
    ...u32(status ?? 0),
    response === true ? 0x88 : 0x08,
    ...u16(plain === true ? 0x4001 : 0xc001), // NT status, and wide text
    ...u16(0),
    ...zeros(8),
    ...u16(0),
    ...u16(3), // tree
    ...u16(77), // process
    ...u16(100), // user
    ...u16(id ?? 1),
    ...rest,
  ];
}
/** Words, which are counted, and bytes, which are counted too. */
export const block = (words: Bytes, bytes: Bytes): Bytes => [
  words.length / 2,
  ...words,
  ...u16(bytes.length),
  ...bytes,
];
const last = [0xff, 0, ...u16(0)];

const setup: Bytes = block(
  [
    0x75,
    0,
    ...u16(32 + 1 + 26 + 2 + 78),
    ...u16(4356),
    ...u16(50),
    ...u16(0),
    ...u32(0),
    ...u16(4),
    ...u16(0),
    ...u32(0),
    ...u32(0),
  ],
  [
    ...zeros(4),
    0,
    ...wideZero('ann'),
    ...wideZero('YARD'),
    ...wideZero('Windows 5.1'),
    ...wideZero('LAN Manager x'),
    ...zeros(3),
  ],
);
const treeConnect: Bytes = block(
  [...last, ...u16(0), ...u16(1)],
  [0, 0, ...wideZero('\\\\FILES\\C$'), ...ascii('?????'), 0],
);
export const chain: Bytes = smb1(0x73, [...setup, ...treeConnect], { id: 2 });

export const smb1Session: readonly Segment[] = [
  {
    fromServer: false,
    bytes: session(smb1(0x72, block([], [2, ...ascii('NT LM 0.12'), 0, 2, ...ascii('SMB 2.002'), 0]), { id: 1 })),
  },
  { fromServer: true, bytes: session(smb1(0x72, block([...u16(0), 3, ...zeros(31)], []), { id: 1, response: true })) },
  { fromServer: false, bytes: session(chain) },
  {
    fromServer: true,
    bytes: session(
      smb1(0x73, block([...last, ...u16(0)], [0, ...wideZero('Unix'), ...wideZero('Samba')]), {
        id: 2,
        response: true,
      }),
    ),
  },
  {
    fromServer: false,
    bytes: session(
      smb1(
        0xa2,
        block(
          [...last, 0, ...u16(10), ...u32(0), ...u32(0), ...u32(0x0002_0089), ...zeros(29)],
          [0, ...wideZero('a.txt')],
        ),
        { id: 3 },
      ),
    ),
  },
  {
    fromServer: true,
    bytes: session(smb1(0xa2, block([], []), { id: 3, response: true, status: ACCESS_DENIED })),
  },
  {
    fromServer: false,
    bytes: session(smb1(0x06, block([...u16(0)], [4, ...ascii('old.txt'), 0]), { id: 4, plain: true })),
  },
  {
    fromServer: false,
    bytes: session(smb1(0x07, block([...u16(0)], [4, ...ascii('a'), 0, 4, ...ascii('b'), 0]), { id: 5, plain: true })),
  },
  {
    fromServer: false,
    bytes: session(
      smb1(0x2f, block([...last, ...zeros(16), ...u16(200), ...zeros(6)], Array<number>(200).fill(65)), { id: 6 }),
    ),
  },
];

/** RFC 1001 14.1: two letters for each half of sixteen octets. */
export function netbiosName(text: string, suffix: number): Bytes {
  const octets = [...ascii(text.padEnd(15)), suffix];
  return [32, ...octets.flatMap((octet) => [0x41 + (octet >> 4), 0x41 + (octet & 15)]), 0];
}

export const sessionRequest: Uint8Array = Uint8Array.from([
  0x81,
  0,
  ...big(68),
  ...netbiosName('FILES', 0x20), // called
  ...netbiosName('HMI', 0), // calling
]);
export const positive: Uint8Array = Uint8Array.of(0x82, 0, 0, 0);

const announcement: Bytes = [
  1, // host
  0,
  ...u32(720_000), // period
  ...ascii('HMI'.padEnd(16, '\0')),
  6, // version 6.1
  1,
  ...u32(0x0001_1003), // kind
  15,
  1,
  ...u16(0xaa55),
  ...ascii('Crane 4 panel'),
  0,
];
const mailslot = [...ascii('\\MAILSLOT\\BROWSE'), 0];
const ANNOUNCED = 32 + 1 + 34 + 2 + mailslot.length;
const announced: Bytes = smb1(
  0x25,
  block(
    [
      ...u16(0),
      ...u16(announcement.length),
      ...zeros(18),
      ...u16(announcement.length),
      ...u16(ANNOUNCED),
      ...u16(3), // setup words
      ...u16(1),
      ...u16(0),
      ...u16(2),
    ],
    [...mailslot, ...announcement],
  ),
  { plain: true },
);
export const datagram: Uint8Array = Uint8Array.from([
  0x11, // to a group
  0x02, // first and only
  ...big(7), // number
  ...big(0xc000),
  ...big(0x0201),
  ...big(138),
  ...big(68 + announced.length), // length
  ...big(0), // offset
  ...netbiosName('HMI', 0), // from
  ...netbiosName('YARD', 0x1d), // to
  ...announced,
]);
