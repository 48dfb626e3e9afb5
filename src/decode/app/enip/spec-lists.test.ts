import { test } from 'vitest';
import { recordingTurn } from '../../../../test/support/recording-turn.ts';
import { hex, together } from '../decoder-laws.cases.ts';
import { enipOverTcp } from '../enip.ts';
import { feedStream } from '../feed-stream.cases.ts';
import { type Claimed, holdClaims } from '../spec-claims.cases.ts';
import {
  askIdentity,
  connected,
  identityReply,
  items,
  packet,
  produced,
  registerSession,
  servicesReply,
  unconnected,
  unregister,
} from './samples.cases.ts';
import { specLists } from './spec-lists.ts';

const NOTHING = new Uint8Array(0);
const socket = hex('0002 af12 c0000202 0000000000000000');

const commands: Readonly<Record<string, Uint8Array>> = {
  '0x00': packet(0x00, hex('0102')),
  '0x04': servicesReply,
  '0x63': identityReply,
  '0x64': packet(0x64, items()),
  '0x65': registerSession,
  '0x66': unregister,
  '0x6f': unconnected(askIdentity),
  '0x70': connected(1, 1, askIdentity),
};
const bodiless = new Set(['0x00', '0x66']);

const carried: Readonly<Record<string, Uint8Array>> = {
  '0x0000': unconnected(askIdentity),
  '0x000c': identityReply,
  '0x0086': packet(0x63, items([0x86, hex('0100 01 01 07')])),
  '0x00a1': connected(1, 1, askIdentity),
  '0x00b1': connected(1, 1, askIdentity),
  '0x00b2': unconnected(askIdentity),
  '0x0100': servicesReply,
  '0x8000': packet(0x6f, together(hex('00000000 0a00'), items([0, NOTHING], [0xb2, askIdentity], [0x8000, socket]))),
  '0x8001': packet(0x6f, together(hex('00000000 0a00'), items([0, NOTHING], [0xb2, askIdentity], [0x8001, socket]))),
  '0x8002': packet(0x70, together(hex('00000000 0000'), items([0x8002, produced.subarray(6, 14)]))),
};

const headers = new Set(['command', 'length', 'session', 'status', 'context', 'options'].map((name) => `enip.${name}`));

function claimed(bytes: Uint8Array | undefined): Claimed | undefined {
  if (bytes === undefined) return undefined;
  const turn = recordingTurn();
  feedStream(enipOverTcp, [{ fromServer: false, bytes }], turn);
  const { messages, unrecognisedBytes } = turn;
  return {
    messages,
    unrecognisedBytes,
    anomalies: [...turn.anomalies, ...turn.carriedAnomalies.map(({ code }) => code)],
  };
}

test('what the lists of EtherNet/IP call decoded is read to its last byte and told', () => {
  holdClaims(
    specLists(),
    headers,
    ({ id }, { title }) => claimed(title === 'Encapsulation commands' ? commands[id] : carried[id]),
    ({ id }) => bodiless.has(id),
  );
});
