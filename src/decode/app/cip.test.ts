import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { MAX_CONNECTIONS } from './cip/connections.ts';
import { MAX_SEGMENTS } from './cip/path.ts';
import { MAX_EMBEDDED, MAX_NESTING } from './cip/read-message.ts';
import { MAX_LISTED_ATTRIBUTES } from './cip/request.ts';
import { MAX_OPEN_REQUESTS } from './cip/state.ts';
import { anomalies, commands, exchange, names, outcomes, said } from './cip/said.cases.ts';
import { cip } from './cip.ts';
import { ascii, hex, together } from './decoder-laws.cases.ts';
import {
  askIdentity,
  connected,
  forwardOpen,
  forwardOpened,
  identityAnswer,
  le,
  object,
  passedOn,
  request,
  response,
  several,
  symbol,
  TO_ORIGINATOR,
  TO_TARGET,
  unconnected,
} from './enip/samples.cases.ts';
import { enipOverTcp } from './enip.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';

describe('services', () => {
  it('that are common to all objects all have names, in requests and in answers', () => {
    const common = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0x0a, 0x0d, 0x0e, 0x10, 0x11, 0x14, 0x15, 0x16, 0x17];
    for (const service of [...common, 0x18, 0x19, 0x1a, 0x1b, 0x1c, 0x1d]) {
      expect(cip.functionName(service)).not.toMatch(/^service/);
      expect(cip.functionName(service | 0x80)).toBe(`${cip.functionName(service)} response`);
    }
    expect(cip.functionName(0x4f)).toBe('service 0x4f');
  });

  it.each([
    [request(0x4c, object(0x67, 1), hex('07')), 'other execute dhp: pccc 1'],
    [request(0x05, object(0x01, 1), hex('00')), 'stop reset: identity 1'],
    [request(0x07, object(0x8e, 1)), 'stop stop: class 0x8e 1'],
    [request(0x08, object(0x68, 0)), 'program create: program class'],
    [request(0x01, object(0x01, 1)), 'other get attributes all: identity 1'],
    [request(0x0e, object(0xf5, 1, 5)), 'read get attribute single: TCP/IP interface 1 attribute 5'],
    [request(0x10, object(0x04, 100, 3), hex('01')), 'write set attribute single: assembly 100 attribute 3'],
    [request(0x4b, object(0x37, 200), hex('c8')), 'program initiate upload: file 200'],
    [request(0x4d, object(0xa1, 1)), 'program firmware transfer: non-volatile storage 1'],
    [request(0x4c, object(0x6c, 16), hex('00000000 2000')), 'read read template: template 16'],
    [request(0x51, object(0x39, 1)), 'stop mode change: safety supervisor 1'],
    [request(0x4f, object(0x44, 1)), 'write write coils: Modbus 1'],
    [request(0x4f, hex('2068 2501 0200 206a 2403')), 'program service 0x4f: class 0x6a 3'],
    [request(0x17, object(0x02, 1)), 'other nop: message router 1'],
    [request(0x4b, object(0x42, 3), hex('0100')), 'read get axis attributes list: motion device axis 3'],
    [request(0x4c, object(0xf3, 3)), 'write open connection: connection configuration 3'],
  ])('command %#: what they would do, and to what', (message, expected) => {
    const [found] = commands(said(message));
    expect(found).toBe(expected);
  });
});

describe('requests and answers', () => {
  it('belong together by sender context, and the outcome is that of the answer', () => {
    const turn = exchange([
      unconnected(request(0x0e, object(0x04, 100, 3)), 7),
      unconnected(response(0x0e, hex('01')), 7),
      unconnected(request(0x10, object(0x04, 100, 3), hex('01')), 8),
      unconnected(response(0x10, hex(''), 0x0e), 8),
    ]);
    expect(outcomes(turn)).toEqual(['outcome 1 0', 'outcome 2 14']);
    expect(anomalies(turn)).toEqual([]);
  });

  it('belong together by connection and sequence, and the connection’s path says in which slot the module is', () => {
    const turn = exchange([
      unconnected(forwardOpen),
      unconnected(forwardOpened),
      connected(TO_TARGET, 1, request(0x4c, symbol('Speed'), hex('0200'))),
      connected(TO_ORIGINATOR, 1, response(0x4c, hex('c400 2a000000 2b000000'))),
    ]);
    expect(commands(turn)).toEqual([
      'other forward open: message router 1 in slot 2',
      'read read tag: Speed x2 in slot 2',
    ]);
    expect(outcomes(turn)).toEqual(['outcome 1 0', 'outcome 2 0']);
    expect(turn.carried[3]?.fields).toMatchObject({
      'cip.seq': 1,
      'cip.genstat': 0,
      'cip.tag.type': 0xc4,
      'cip.data': '2a0000002b000000',
    });
  });

  it('of a connection whose opening was not captured are matched too', () => {
    const turn = exchange([
      connected(5, 9, request(0x0e, object(0x04, 100, 3))),
      connected(6, 9, response(0x0e, hex('01'))),
    ]);
    expect(outcomes(turn)).toEqual(['outcome 1 0']);
    expect(anomalies(turn)).toEqual([]);
  });

  it('that do not belong together are told', () => {
    expect(anomalies(said(askIdentity, response(0x0e), askIdentity))).toEqual(['response-mismatch']);
    expect(anomalies(exchange([unconnected(askIdentity, 1), unconnected(identityAnswer, 2)]))).toEqual([
      'response-without-request',
    ]);
    const again = [1, 1, 2].map((context) => unconnected(askIdentity, context));
    const [first, second, third] = again as [Uint8Array, Uint8Array, Uint8Array];
    expect(anomalies(exchange([first, unconnected(identityAnswer, 1), third]))).toEqual([]);
    const turn = recordingTurn();
    const asks = (bytes: Uint8Array): Segment => ({ fromServer: false, bytes });
    feedStream(
      enipOverTcp,
      [asks(first), { fromServer: true, bytes: unconnected(identityAnswer, 1) }, asks(second), asks(first)],
      turn,
    );
    expect(anomalies(turn)).toEqual(['request-unanswered']);
  });

  it(`wait at most ${MAX_OPEN_REQUESTS} at a time: the oldest is forgotten`, () => {
    const turn = recordingTurn();
    const segments: Segment[] = [
      { fromServer: false, bytes: unconnected(askIdentity, 9999) },
      { fromServer: true, bytes: unconnected(identityAnswer, 9999) },
    ];
    for (let i = 0; i <= MAX_OPEN_REQUESTS; i++)
      segments.push({ fromServer: false, bytes: unconnected(askIdentity, i) });
    feedStream(enipOverTcp, segments, turn);
    expect(anomalies(turn)).toEqual(['request-unanswered']);
  });
});

describe('a packet of several', () => {
  it('is a message, and so is each in it; commands end one by one', () => {
    const turn = exchange([
      connected(
        1,
        1,
        request(
          0x0a,
          object(0x02, 1),
          several(request(0x4c, symbol('A'), hex('0100')), request(0x4d, symbol('B'), hex('c300 0100 0500'))),
        ),
      ),
      connected(2, 1, response(0x0a, several(response(0x4c, hex('c300 0700')), response(0x4d, hex(''), 5)), 0x1e)),
    ]);
    expect(names(turn)).toEqual([
      'multiple service packet',
      'read tag',
      'write tag',
      'multiple service packet response',
      'read tag response',
      'write tag response',
    ]);
    expect(commands(turn)).toEqual(['read read tag: A', 'write write tag: B']);
    expect(outcomes(turn)).toEqual(['outcome 1 0', 'outcome 2 5']);
    expect(anomalies(turn)).toEqual([]);
    expect(turn.unrecognisedBytes).toBe(0);
  });

  it('with offsets that lead elsewhere is not followed there', () => {
    const turn = said(request(0x0a, object(0x02, 1), hex('0200 0600 0300 0e02 2001 2401')));
    expect(anomalies(turn)).toEqual(['offsets-malformed']);
    expect(anomalies(said(request(0x0a, object(0x02, 1), hex('ff00 0600'))))).toEqual(['message-cut']);
  });

  it(`is read up to ${MAX_EMBEDDED} messages and ${MAX_NESTING} deep`, () => {
    const one = request(0x17, object(0x02, 1));
    const many = said(request(0x0a, object(0x02, 1), several(...Array.from({ length: MAX_EMBEDDED + 1 }, () => one))));
    expect(many.carried).toHaveLength(MAX_EMBEDDED + 1);
    expect(anomalies(many)).toEqual(['embedded-too-many']);
    expect(many.unrecognisedBytes).toBe(one.length);
    let deep = one;
    for (let i = 0; i < MAX_NESTING + 3; i++) deep = request(0x0a, object(0x02, 1), several(deep));
    const nested = said(deep);
    expect(nested.carried).toHaveLength(MAX_NESTING + 1);
    expect(anomalies(nested)).toEqual(['nesting-too-deep']);
  });
});

describe('an unconnected send', () => {
  it('is a message beside the one that is passed on, whose answer comes alone', () => {
    const turn = said(passedOn(request(0x10, object(0x04, 100, 3), hex('01'))), response(0x10));
    expect(names(turn)).toEqual(['unconnected send', 'set attribute single', 'set attribute single response']);
    expect(commands(turn)).toEqual(['write set attribute single: assembly 100 attribute 3']);
    expect(outcomes(turn)).toEqual(['outcome 1 0']);
    expect(turn.carried[0]?.fields).toMatchObject({ 'cip.port': 1, 'cip.linkaddress': 0, 'cip.cm.msg_req_size': 9 });
  });

  it('that cannot be passed on is refused under its own name', () => {
    const refused = together(hex('d2 00 01 01 0402 02')); // status 1, one word: timed out; words left
    const turn = said(passedOn(askIdentity), refused);
    expect(names(turn).at(-1)).toBe('unconnected send response');
    expect(outcomes(turn)).toEqual(['outcome 1 1']);
    expect(turn.carried.at(-1)?.fields).toMatchObject({ 'cip.addstat': 0x204, 'cip.cm.remain_path_size': 2 });
    expect(anomalies(turn)).toEqual([]);
  });

  it('over another device’s address that is a carrier’s betrays it', () => {
    const route = together(Uint8Array.of(0x12, 9), ascii('100.64.0.'), hex('00')); // port 2, a long address, padded
    const message = together(hex('05 99 0600'), askIdentity, Uint8Array.of(route.length / 2, 0), route);
    expect(said(request(0x52, object(0x06, 1), message)).facts.filter((fact) => fact.startsWith('claim'))).toEqual([]);
    const whole = together(Uint8Array.of(0x12, 10), ascii('100.64.0.9'));
    const other = together(hex('05 99 0600'), askIdentity, Uint8Array.of(whole.length / 2, 0), whole);
    expect(said(request(0x52, object(0x06, 1), other)).facts[0]).toBe(
      'claim ip:192.0.2.1 address-in-payload 100.64.0.9',
    );
  });
});

describe('connections', () => {
  it('say what their opening asks for: intervals, path and electronic key', () => {
    const large = request(
      0x5b,
      object(0x06, 1),
      hex(
        '07 f9 00000000 01000000 0700 4d00 01020304 00 000000', // times, identifiers, triad, multiplier
        '10270000 00010042 10270000 00010042 01', // intervals and parameters of 32 bits; class 1, cyclic
        '0a 3404 0100 0e00 3600 94 0b 2004 2401 2c65 2c66', // key; assembly 1, points 101 and 102
        '0000', // a filler that is no part of the path
      ),
    );
    const turn = said(large);
    expect(turn.carried[0]?.fields).toMatchObject({
      'cip.cm.otrpi': 10_000,
      'cip.cm.transport_type_trigger': 1,
      'cip.ekey.vendor': 1,
      'cip.ekey.major_rev': 20,
      'cip.ekey.minor_rev': 11,
      'cip.connpoint': 102,
    });
    expect(commands(turn)).toEqual(['other large forward open: assembly 1']);
  });

  it('are refused and closed', () => {
    const refusal = together(hex('d4 00 01 01 0001'), hex('0500 4d00 01020304 00 00'));
    const close = request(0x4e, object(0x06, 1), hex('07 f9 0500 4d00 01020304 03 00 0102 2002 2401'));
    const turn = said(forwardOpen, refusal, close, response(0x4e, hex('0500 4d00 01020304 00 00')));
    expect(outcomes(turn)).toEqual(['outcome 1 1', 'outcome 2 0']);
    expect(turn.unrecognisedBytes).toBe(0);
    expect(anomalies(turn)).toEqual([]);
  });

  it(`are remembered up to ${MAX_CONNECTIONS}: of the oldest the slot is no longer known`, () => {
    const opens: Uint8Array[] = [];
    for (let i = 0; i <= MAX_CONNECTIONS; i++) {
      const opened = forwardOpened.slice();
      opened.set(le(0x1000 + i, 4), 4);
      opened.set(le(0x2000 + i, 4), 8);
      opens.push(unconnected(forwardOpen, i + 1), unconnected(opened, i + 1));
    }
    const ask = request(0x4c, symbol('A'), hex('0100'));
    const turn = exchange([...opens, connected(0x1000, 1, ask)]);
    expect(commands(turn).at(-1)).toBe('read read tag: A');
    const last = exchange([...opens, connected(0x1000 + MAX_CONNECTIONS, 1, ask)]);
    expect(commands(last).at(-1)).toBe('read read tag: A in slot 2');
  });
});

describe('what is wrong', () => {
  it('is told, and the message counts', () => {
    expect(anomalies(said(hex('0e')))).toEqual(['message-cut']);
    expect(anomalies(said(hex('0e 05 2001')))).toEqual(['message-cut']);
    expect(anomalies(said(request(0x0e, hex('e000'))))).toEqual(['path-malformed']);
    expect(anomalies(said(askIdentity, hex('81 00 00')))).toEqual(['message-cut']);
    expect(anomalies(said(request(0x54, object(0x06, 1), hex('07 f9'))))).toEqual(['message-cut']);
    for (const message of [hex('0e'), request(0x0e, hex('e000')), hex('81 00 00')])
      expect(said(message).carried).toHaveLength(1);
  });

  it(`is a path of more than ${MAX_SEGMENTS} segments`, () => {
    const path = new Uint8Array(2 * (MAX_SEGMENTS + 1)).fill(0x28);
    const turn = said(request(0x4c, path, hex('0100')));
    expect(anomalies(turn)).toEqual(['path-too-long']);
    expect(turn.unrecognisedBytes).toBe(4);
  });

  it(`is a list of more than ${MAX_LISTED_ATTRIBUTES} attributes`, () => {
    const count = MAX_LISTED_ATTRIBUTES + 1;
    const list = together(le(count, 2), ...Array.from({ length: count }, () => hex('0100')));
    const turn = said(request(0x03, object(0x8b, 1), list));
    expect(turn.carried[0]?.fields['cip.attribute']).toHaveLength(MAX_LISTED_ATTRIBUTES);
    expect(turn.unrecognisedBytes).toBe(2);
  });
});
