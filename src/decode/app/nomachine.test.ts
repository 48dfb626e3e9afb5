import { expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO, UNSURE, YES } from '../verdict.ts';
import { ascii, streamLaws, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { MAX_NOMACHINE_LINE, nomachine } from './nomachine.ts';
import { CLIENT_HELLO, SERVER_HELLO, tlsRecord } from './tls/samples.cases.ts';

const conversation: Segment[] = [
  { fromServer: false, bytes: ascii('NXSH-8.11.3\n') },
  { fromServer: true, bytes: ascii('NXD-8.11.3\r\n') },
  { fromServer: false, bytes: tlsRecord('16', CLIENT_HELLO) },
  { fromServer: true, bytes: tlsRecord('16', SERVER_HELLO) },
];

streamLaws(nomachine, [conversation]);

it('says its versions, then speaks TLS', () => {
  const turn = recordingTurn();
  feedStream(nomachine, conversation, turn);
  expect(turn.messages.map(({ fields }) => fields['nomachine.version'])).toEqual(['NXSH-8.11.3', 'NXD-8.11.3']);
  expect(turn.carried.map(({ protocol }) => protocol.name)).toEqual(['tls', 'tls']);
});

it('is known by its word and a version', () => {
  const probe = (text: string): number => nomachine.probe(windowed(ascii(text)), false);
  expect(probe('NX')).toBe(UNSURE);
  expect(probe('NXSH-8.')).toBe(YES);
  expect(probe('NXD-10')).toBe(NO);
  expect(probe('NOTIFY')).toBe(NO);
});

it(`an opening line has ${MAX_NOMACHINE_LINE} characters at the most`, () => {
  const turn = recordingTurn();
  feedStream(nomachine, [{ fromServer: false, bytes: ascii(`NXSH-8.${'1'.repeat(40)}`) }], turn);
  expect(turn.messages[0]?.fields['nomachine.version']).toHaveLength(MAX_NOMACHINE_LINE);
});
