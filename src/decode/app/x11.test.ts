import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { BAD, DONE, NO, YES } from '../verdict.ts';
import { ascii, hex, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { MAX_AUTHORIZATION, MAX_EXTENSION_NAME, MAX_UNITS, x11 } from './x11.ts';

const SETUP = together(
  hex('6c 00 0b00 0000 1200 1000 0000'), // little endian, unused, 11.0, lengths of name and data
  ascii('MIT-MAGIC-COOKIE-1'),
  hex('0000', '5e'.repeat(16)), // padding, the cookie
);
const ACCEPTED = together(
  hex('01 00 0b00 0000 0b00'), // accepted, 11.0, 44 bytes behind
  hex('b8acb901 00002000 ffff1f00 00010000'), // release 12.1.1.0 as a number, ids, motion buffer
  hex('0500 ffff 01 00 00 00 20 20 08 ff 00000000'), // vendor's length, largest request, screens, formats, orders, keys
  ascii('Xorg.'),
  hex('000000 00000000'), // padding, and what would be screens
);
const REQUESTS = together(
  hex('62 00 0400 0500 0000'), // QueryExtension, four units, a name of five
  ascii('XTEST'),
  hex('000000'),
  hex('81 00 0000 03000000 00000000'), // of an extension, its length behind the header
  hex('08 00 0200 01002000'), // MapWindow
  hex('78 00 0100'), // of nobody
);
const ANSWERS = together(
  hex('01 01 0100 01000000', '00'.repeat(28)), // reply of 32 bytes and one unit
  hex('00 08 0300', '00'.repeat(28)), // error
  hex('02 26 0400', '00'.repeat(28)), // a key is pressed
  hex('23 83 0500 02000000', '00'.repeat(32)), // generic event and two units
);
const conversation: Segment[] = [
  { fromServer: false, bytes: SETUP },
  { fromServer: true, bytes: ACCEPTED },
  { fromServer: false, bytes: REQUESTS },
  { fromServer: true, bytes: ANSWERS },
];
const bigEndian: Segment[] = [
  { fromServer: false, bytes: hex('42 00 000b 0000 0000 0000 0000') },
  { fromServer: true, bytes: hex('00 03 000b 0000 0001 6e6f2e00') },
];

streamLaws(x11, [conversation, bigEndian]);

describe('X11', () => {
  it('names requests, events and extensions, and says who draws', () => {
    const turn = recordingTurn();
    feedStream(x11, conversation, turn);
    expect(turn.messages.map(({ fn }) => x11.functionName(fn))).toEqual([
      'connection setup',
      'setup accepted',
      'QueryExtension',
      'extension request 129',
      'MapWindow',
      undefined,
      'reply',
      'error',
      'KeyPress',
      'GenericEvent',
    ]);
    expect(turn.messages[0]?.fields['x11.authorization-protocol-name']).toBe('MIT-MAGIC-COOKIE-1');
    expect(turn.messages[2]?.fields['x11.name']).toBe('XTEST');
    expect(turn.facts).toEqual([
      'claim ip:192.0.2.1 role x-server',
      'claim ip:192.0.2.1 description X server of Xorg.',
    ]);
    expect(turn.anomalies).toEqual(['opcode-unassigned']);
    expect(JSON.stringify(turn.messages)).not.toContain('5e5e');
  });

  it('reads either order of bytes, and a server that refuses', () => {
    const turn = recordingTurn();
    feedStream(x11, bigEndian, turn);
    expect(turn.messages.map(({ fn }) => x11.functionName(fn))).toEqual(['connection setup', 'setup refused']);
  });

  it('is told by the server where the client was not captured', () => {
    expect(x11.probe(windowed(ACCEPTED), true)).toBe(YES);
    const turn = recordingTurn();
    feedStream(x11, [conversation[1] as Segment, conversation[2] as Segment], turn);
    expect(turn.messages[1]?.fields['x11.opcode']).toBe(98);
  });

  it('gives a direction up where bytes are missing', () => {
    const turn = recordingTurn();
    feedStream(x11, [...conversation, { fromServer: true, bytes: hex('02'.repeat(32)), gap: true }], turn);
    expect(turn.messages).toHaveLength(10);
    expect(turn.skipped.at(-1)).toMatchObject({ as: 'unrecognised' });
  });

  it(`has authorizations of ${MAX_AUTHORIZATION} bytes, names of ${MAX_EXTENSION_NAME} and lengths of ${MAX_UNITS}, at most`, () => {
    expect(x11.probe(windowed(hex('6c 00 0b00 0000 0002 0002 0000')), false)).toBe(YES);
    expect(x11.probe(windowed(hex('6c 00 0b00 0000 0102 0000 0000')), false)).toBe(NO);
    const state = x11.open();
    state.setUp = [true, true];
    const turn = recordingTurn();
    const long = together(hex('62 00 2000 7800 0000'), ascii('a'.repeat(120)));
    expect(x11.parse(windowed(long), turn, state)).toBe(DONE);
    expect(turn.messages[0]?.fields['x11.name']).toBe('a'.repeat(MAX_EXTENSION_NAME));
    expect(x11.parse(windowed(hex('81 00 0000 00000004')), recordingTurn(), state)).toBe(DONE);
    expect(x11.parse(windowed(hex('81 00 0000 01000004')), recordingTurn(), state)).toBe(BAD);
  });
});
