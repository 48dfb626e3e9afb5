import fc from 'fast-check';
import { expect, test } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { Cursor } from '../../kernel/cursor.ts';
import { hex } from '../link/walk-link.cases.ts';
import { NO, YES } from '../verdict.ts';
import { hsrp, MAX_TLVS } from './hsrp.ts';

const HELLO = hex(`00 00 10 03 0a 6e 05 00   // version, hello, active, hello 3 s, hold 10 s, priority 110, group 5
  636973636f000000               // "cisco"
  0a0000fe                       // 10.0.0.254`);
const HELLO_2 = hex(`01 28 02 00 06 04 0005     // group state, length 40, version 2, hello, active, IPv4, group 5
  020000000001 0000006e            // identifier, priority 110
  00000bb8 00002710                // hello, hold in ms
  0a0000fe 000000000000000000000000`);

function read(bytes: Uint8Array): ReturnType<typeof recordingTurn> {
  const turn = recordingTurn();
  hsrp.parse(new Cursor().over(bytes), turn, undefined);
  return turn;
}
const probe = (bytes: Uint8Array): number => hsrp.probe(new Cursor().over(bytes), false);

test('a speaker of version 1 names the shared address, and the password that everybody knows is told', () => {
  expect(probe(HELLO)).toBe(YES);
  const turn = read(HELLO);
  expect(turn.facts).toEqual(['forwarding virtual-router ip:192.0.2.1 ip:10.0.0.254']);
  expect(turn.anomalies).toEqual(['default-password']);
  expect(turn.messages[0]?.fields).toMatchObject({ 'hsrp.state': 16, 'hsrp.priority': 110, 'hsrp.group': 5 });
});

test('a speaker of version 2 names the shared address', () => {
  expect(probe(HELLO_2)).toBe(YES);
  const turn = read(HELLO_2);
  expect(turn.facts).toEqual(['forwarding virtual-router ip:192.0.2.1 ip:10.0.0.254']);
  expect(turn.messages[0]?.fields).toMatchObject({ 'hsrp2.version': 2, 'hsrp2.priority': 110, 'hsrp2.group': 5 });
});

test('a router that has not learned the address is still a speaker', () => {
  const learning = HELLO.slice();
  learning.fill(0, 16);
  expect(read(learning).facts).toEqual(['forwarding virtual-router ip:192.0.2.1 -']);
});

test('a speaker that signs with MD5 is told, and nothing that leaves bytes behind its digest', () => {
  const signed = (tlv: string): Uint8Array =>
    Uint8Array.from([...HELLO, ...hex(`${tlv} 01 00 0000 ${'5a'.repeat(24)}`)]);
  expect(probe(signed('04 1c'))).toBe(YES);
  expect(read(signed('04 1c')).messages).toHaveLength(1);
  for (const other of ['04 1b', '04 1d']) expect(probe(signed(other))).toBe(NO);
});

test('an interface advertises its state', () => {
  const advertisement = hex('00 03 0001 000e 02 00 0000 0001 00000000');
  expect(probe(advertisement)).toBe(YES);
  expect(read(advertisement).messages.map(({ fn }) => hsrp.functionName(fn))).toEqual(['advertise']);
});

test.each([
  ['of MPLS echoes', '00 01 00 00 02 02 03 00 0000000000000000 40414243'],
  ['of file sharing', '00 00 00 00 01 00 00 00 4142030405060708 00800000'],
  ['whose hold time ends before the next hello', '00 00 10 0a 0a 6e 05 00 636973636f000000 0a0000fe'],
])('a header %s is none', (_name, bytes) => {
  expect(probe(hex(bytes))).toBe(NO);
});

test('no more TLVs are read than the limit', () => {
  const many = Uint8Array.from([...HELLO_2, ...hex('04 02 0000'.repeat(MAX_TLVS))]);
  expect(read(many).anomalies).toEqual(['too-many-tlvs']);
});

test('random bytes pass the probe less often than it says', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 20, maxLength: 60 }), (bytes) => probe(bytes) === NO),
    { numRuns: 5000 },
  );
});
