import { test } from 'vitest';
import { recordingTurn } from '../../../../test/support/recording-turn.ts';
import { hex } from '../decoder-laws.cases.ts';
import { feedStream } from '../feed-stream.cases.ts';
import { type Claimed, holdClaims } from '../spec-claims.cases.ts';
import { tls } from '../tls.ts';
import { CHAIN, CLIENT_HELLO, handshake, HELLO_DONE, SERVER_HELLO, tlsRecord } from './samples.cases.ts';
import { specLists } from './spec-lists.ts';

const messages: Readonly<Record<string, Uint8Array>> = {
  0: handshake('00', hex('')),
  1: CLIENT_HELLO,
  2: SERVER_HELLO,
  11: CHAIN,
  14: HELLO_DONE,
};
const records: Readonly<Record<string, Uint8Array>> = {
  20: tlsRecord('14', hex('01')),
  21: tlsRecord('15', hex('02 28')),
  22: tlsRecord('16', CLIENT_HELLO),
};

const headers = new Set([
  'tls.record.content_type',
  'tls.record.version',
  'tls.record.length',
  'tls.handshake.type',
  'tls.handshake.length',
]);

function claimed(bytes: Uint8Array | undefined): Claimed | undefined {
  if (bytes === undefined) return undefined;
  const turn = recordingTurn({ seconds: Date.UTC(2030, 0, 1) / 1000 });
  feedStream(tls, [{ fromServer: true, bytes }], turn);
  const { unrecognisedBytes, anomalies } = turn;
  return { messages: turn.messages, unrecognisedBytes, anomalies };
}

test('what the lists of TLS call decoded is read to its last byte and told', () => {
  holdClaims(
    specLists(),
    headers,
    ({ id }, { title }) => {
      const message = title === 'Records' ? records[id] : messages[id] && tlsRecord('16', messages[id]);
      return claimed(message);
    },
    // A hello request, the end of the server's hello, and a change of ciphers say nothing but that they are there.
    ({ id }, { title }) => (title === 'Records' ? id === '20' : id === '0' || id === '14'),
  );
});
