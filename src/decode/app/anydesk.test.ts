import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { MAX_HELLO_EXTENSIONS } from './anydesk/hello-server-name.ts';
import { NO, YES } from '../verdict.ts';
import { anydesk } from './anydesk.ts';
import { ascii, hex, streamLaws, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { extension, handshake, SERVER_HELLO, sized, tlsRecord } from './tls/samples.cases.ts';
import { tls } from './tls.ts';

/** Made for this test: openssl req -x509 -newkey ed25519 -nodes -subj "/CN=AnyDesk Client" */
const CERTIFICATE = hex(
  '308201463081f9a00302010202146224b2dc2985e721791ad3da771abe753730bb68300506032b657030193117301506',
  '035504030c0e416e794465736b20436c69656e74301e170d3236313132353036353932315a170d333631313232303635',
  '3932315a30193117301506035504030c0e416e794465736b20436c69656e74302a300506032b65700321002494eb49b5',
  '4fd38916d760d73fa9ce2c2ec5a86ca67b3f57d8d4035b7cd3e4aea3533051301d0603551d0e0416041469d3b9ac0a1f',
  'cd736a6b0aa998faf911f4f0809d301f0603551d2304183016801469d3b9ac0a1fcd736a6b0aa998faf911f4f0809d30',
  '0f0603551d130101ff040530030101ff300506032b6570034100acb4fe0257c0e3b81e8b6e13cff2b2d1402f8bdea610',
  '90adf56fd2c0022c3f3240d0938ce76bebece6d2aa4486d0eeec027e36ff1fcbbea8d5ee3390273ba608',
);

/** Version, random, no session, one cipher, no compression; `before` empty extensions, then the name. */
function hello(name: string, before = 0): Uint8Array {
  const extensions = [
    ...Array.from({ length: before }, () => extension('4469', hex(''))),
    extension('0000', sized(2, hex('00'), sized(2, ascii(name)))),
  ];
  return tlsRecord(
    '16',
    handshake('01', joined(hex('0303', '11'.repeat(32), '00', '0002 c02f', '01 00'), sized(2, ...extensions))),
  );
}
const joined = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

const conversation: Segment[] = [
  { fromServer: false, bytes: hello('relay-0a1b2c3d.net.anydesk.com') },
  { fromServer: true, bytes: tlsRecord('16', SERVER_HELLO) },
  { fromServer: false, bytes: tlsRecord('17', hex('5a'.repeat(40))) },
];

streamLaws(anydesk, [conversation]);

describe('a session', () => {
  it('is known by the name of a relay, and read as TLS', () => {
    const turn = recordingTurn();
    feedStream(anydesk, conversation, turn);
    expect(turn.messages.map(({ fn }) => anydesk.functionName(fn))).toEqual(['session']);
    expect(turn.carried.map(({ protocol }) => protocol.name)).toEqual(['tls', 'tls', 'tls']);
    expect(anydesk.probe(windowed(hello('www.anydesk.com')), false)).toBe(NO);
    expect(anydesk.probe(windowed(hello('net.example')), false)).toBe(NO);
  });

  it('without a name is told by its certificate, as the TLS decoder sees it', () => {
    const chain = handshake('0b', sized(3, sized(3, CERTIFICATE)));
    const turn = recordingTurn();
    feedStream(tls, [{ fromServer: true, bytes: tlsRecord('16', chain) }], turn);
    expect(turn.messages).toHaveLength(1);
    expect(turn.carried).toEqual([{ protocol: { name: 'anydesk' }, fn: 2, fields: {} }]);
    expect(anydesk.functionName(2)).toBe('certificate');
  });
});

it(`the name is looked for in ${MAX_HELLO_EXTENSIONS} extensions`, () => {
  const named = (before: number): number => anydesk.probe(windowed(hello('a.net.anydesk.com', before)), false);
  expect(named(MAX_HELLO_EXTENSIONS - 1)).toBe(YES);
  expect(named(MAX_HELLO_EXTENSIONS)).toBe(NO);
});
