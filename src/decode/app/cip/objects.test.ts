import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../../test/support/recording-turn.ts';
import { MAX_LISTED_CLASSES } from './part-reader.ts';
import { MAX_SYMBOLS } from './symbols.ts';
import { MAX_LISTED_SYMBOLS } from './tags.ts';
import { anomalies, commands, exchange, names, outcomes, said } from './said.cases.ts';
import { ascii, hex, together } from '../decoder-laws.cases.ts';
import {
  askIdentity,
  identityAnswer,
  identityData,
  le,
  object,
  passedOn,
  pccc,
  pcccAnswer,
  request,
  response,
  symbol,
  unconnected,
} from '../enip/samples.cases.ts';
import { enipOverTcp } from '../enip.ts';
import { feedStream, type Segment } from '../feed-stream.cases.ts';

describe('identities and interfaces', () => {
  it('read from the device itself are claims of it', () => {
    expect(said(askIdentity, identityAnswer).facts.filter((fact) => fact.startsWith('claim'))).toEqual([
      'claim ip:192.0.2.1 vendor Rockwell Automation',
      'claim ip:192.0.2.1 role programmable logic controller',
      'claim ip:192.0.2.1 firmware 20.011',
      'claim ip:192.0.2.1 serial 12345678',
      'claim ip:192.0.2.1 model 1756-L61/B',
    ]);
  });

  it('read from a module behind it are a description', () => {
    expect(said(passedOn(askIdentity), identityAnswer).facts.filter((fact) => fact.startsWith('claim'))).toEqual([
      'claim ip:192.0.2.1 description slot 0: Rockwell Automation 1756-L61/B 20.011 serial 12345678',
    ]);
  });

  it('come one by one and in lists, too', () => {
    const single = said(request(0x0e, object(0x01, 1, 7)), response(0x0e, hex('03 504c43')));
    expect(single.facts).toContain('claim ip:192.0.2.1 model PLC');
    const list = said(
      request(0x03, object(0xf5, 1), hex('0200 0500 0600')),
      response(
        0x03,
        together(
          hex('0200 0500 0000', '050200c0 00ffffff 010200c0 00000000 00000000 0400'),
          ascii('yard'),
          hex('0600 0000 0300'),
          ascii('qc1'),
          hex('00'),
        ),
      ),
    );
    expect(list.facts).toContain('claim ip:192.0.2.1 domain yard');
    expect(list.facts).toContain('claim ip:192.0.2.1 hostname qc1');
    expect(list.carried[1]?.fields).toMatchObject({
      'cip.tcpip.ip_addr': '192.0.2.5',
      'cip.tcpip.gateway': '192.0.2.1',
    });
    expect(list.unrecognisedBytes).toBe(0);
    const link = said(request(0x0e, object(0xf6, 1, 3)), response(0x0e, hex('020000000001')));
    expect(link.carried[1]?.fields).toMatchObject({ 'cip.elink.physical_address': '02:00:00:00:00:01' });
  });

  it('that are cut short are told of as far as they go', () => {
    const turn = said(askIdentity, response(0x01, identityData.subarray(0, 16)));
    expect(turn.facts).not.toContain('claim ip:192.0.2.1 model 1756-L61/B');
    expect(turn.unrecognisedBytes).toBe(2);
  });

  it(`list at most ${MAX_LISTED_CLASSES} classes of a message router`, () => {
    const count = MAX_LISTED_CLASSES + 1;
    const turn = said(
      request(0x0e, object(0x02, 1, 1)),
      response(0x0e, together(le(count, 2), ...Array.from({ length: count }, (_, i) => le(i, 2)))),
    );
    expect(turn.carried[1]?.fields['cip.mr.class']).toHaveLength(MAX_LISTED_CLASSES);
  });
});

describe('tags', () => {
  it('read as programmers write them', () => {
    const path = together(symbol('Program:Main'), symbol('Motor'), hex('2803'), symbol('Speed'));
    const turn = said(request(0x52, path, hex('0400 10000000')));
    expect(commands(turn)).toEqual(['read read tag fragmented: Program:Main.Motor[3].Speed x4']);
    expect(turn.carried[0]?.fields).toMatchObject({ 'cip.tag.offset': 16, 'cip.path': 'Program:Main.Motor[3].Speed' });
  });

  it('have the same names while nobody traces', () => {
    const messages = [unconnected(request(0x4e, symbol('Bits'), hex('0200 ff00 0f00')))];
    const quiet = exchange(messages, { tracing: false, field: () => expect.fail('a field while nobody traces') });
    expect(commands(quiet)).toEqual(['write read modify write tag: Bits']);
    expect(exchange(messages).facts).toEqual(quiet.facts);
  });

  it('are found by the number of their symbol, written in fragments, and of structures', () => {
    const written = said(request(0x53, hex('206b 2500 3412'), hex('a002 ce0f 0100 00000000 01020304')));
    expect(commands(written)).toEqual(['write write tag fragmented: symbol 4660']);
    expect(written.carried[0]?.fields).toMatchObject({ 'cip.tag.type': 0x2a0, 'cip.tag.structure': 0xfce });
  });

  it('are listed by name', () => {
    const one = (instance: number, name: string) =>
      together(le(instance, 4), le(name.length, 2), ascii(name), hex('c400'));
    const turn = said(
      request(0x55, hex('206b 2500 0000'), hex('0200 0100 0200')),
      response(0x55, together(one(1, 'Hoist'), one(2, 'Trolley')), 6),
    );
    expect(turn.carried[1]?.fields['cip.symbol']).toEqual(['Hoist', 'Trolley']);
    expect(commands(turn)).toEqual(['read get instance attribute list: symbol class']);
    expect(outcomes(turn)).toEqual(['outcome 1 0']);
    expect(turn.unrecognisedBytes).toBe(0);
  });

  it(`are shown up to ${MAX_LISTED_SYMBOLS} of a list`, () => {
    const count = MAX_LISTED_SYMBOLS + 1;
    const turn = said(
      request(0x55, hex('206b 2500 0000'), hex('0100 0100')),
      response(0x55, together(...Array.from({ length: count }, () => hex('01000000 0100 41')))),
    );
    expect(turn.carried[1]?.fields['cip.symbol']).toHaveLength(MAX_LISTED_SYMBOLS);
    expect(turn.unrecognisedBytes).toBe(7);
  });

  it(`of one flow are told apart up to ${MAX_SYMBOLS}`, () => {
    const ask = (i: number): Segment => ({
      fromServer: false,
      bytes: unconnected(request(0x4c, symbol(`T${i}`), hex('0100')), i),
    });
    const turn = recordingTurn();
    feedStream(
      enipOverTcp,
      Array.from({ length: MAX_SYMBOLS + 1 }, (_, i) => ask(i)),
      turn,
    );
    const found = commands(turn);
    expect(found.at(-2)).toBe(`read read tag: T${MAX_SYMBOLS - 1}`);
    expect(found.at(-1)).toBe('read read tag: another tag');
  });
});

describe('PCCC', () => {
  it('reads and writes files by their letters', () => {
    const turn = said(
      pccc('0f 00 0100 a2 14 07 89 05 00'), // read 20 bytes of N7:5
      pcccAnswer('4f 00 0100 0102'),
      pccc('0f 00 0200 aa 02 07 89 ff0001 00 0100'), // write N7:256
      pcccAnswer('4f f0 0200 07'),
    );
    expect(commands(turn)).toEqual([
      'read pccc protected typed logical read with three address fields: N7:5 20 bytes',
      'write pccc protected typed logical write with three address fields: N7:256 2 bytes',
    ]);
    expect(outcomes(turn)).toEqual(['outcome 1 0', 'outcome 2 7']);
    expect(names(turn)[1]).toBe('pccc protected typed logical read with three address fields response');
    expect(turn.unrecognisedBytes).toBe(0);
  });

  it('names the words of a PLC-5 by file and element, whatever they are', () => {
    const turn = said(
      pccc('0f 00 0100 68 0000 0100 06 07 05 0100'), // typed read of file 7, element 5
      pcccAnswer('4f 00 0100 42 2a00'), // two bytes of integers
      pccc('0f 00 0200 26 0e 07 05 01 ffff 0100'), // a bit of its sub-element 1
      pcccAnswer('4f 00 0200'),
    );
    expect(commands(turn)).toEqual(['read pccc typed read: file 7:5', 'write pccc read-modify-write: file 7:5.1']);
    expect(turn.carried[1]?.fields).toMatchObject({ 'cip.pccc.data.type': 4, 'cip.pccc.data': '2a00' });
    expect(turn.unrecognisedBytes).toBe(0);
  });

  it('leaves what it does not understand, and says what is cut', () => {
    const left = (request: string): [number, readonly string[]] => {
      const turn = said(pccc(request));
      return [turn.unrecognisedBytes, anomalies(turn)];
    };
    expect(left('0f 00 0100 88 0102')).toEqual([2, []]); // several commands at once
    expect(left('0f 00 0100 01 0000 0100 80 07 02')).toEqual([3, []]); // an address of eight levels
    expect(left('0f 00 0100 01 0000 0100 00 25 00 02')).toEqual([4, []]); // a text without its $
    expect(left('0f 00 0100 01 0000 0100 00 24 4e37')).toEqual([4, []]); // a text without its end
    expect(left('0f 00 0100 67 0000 0100 06 07 05 b2 2a00')).toEqual([3, []]); // a type of three bytes
    expect(left('0f 00 0100 79 01 06 07 05 03 ffff 0100')).toEqual([4, []]); // masks of three bytes
    expect(left('0f 00 0100 8f 02 0000')).toEqual([3, []]); // two ports, of which one is there
    expect(left('0f 00 0100 8f')).toEqual([0, []]); // all ports
    expect(left('0f 00 0100 09 0010')).toEqual([2, ['message-cut']]);
    expect(left('0f 00 0100 80')).toEqual([0, ['message-cut']]);
  });

  it('says which processor answers', () => {
    const status = `00 ee 34 58 21 ${Buffer.from('1761-L16BWA').toString('hex')} 0000 0600 3412 08 fc`;
    const turn = said(pccc('06 00 0100 03'), pcccAnswer(`46 00 0100 ${status}`));
    expect(turn.facts.filter((fact) => fact.startsWith('claim'))).toEqual([
      'claim ip:192.0.2.1 model 1761-L16BWA',
      'claim ip:192.0.2.1 firmware series B release 2',
    ]);
    expect(turn.carried[1]?.fields).toMatchObject({ 'cip.pccc.status.control': 6, 'cip.pccc.status.owner': 63 });
    const other = said(pccc('06 00 0100 03'), pcccAnswer('46 00 0100 20 eb 33 08')); // a PLC-5 has a layout of its own
    expect(other.carried[1]?.fields).toMatchObject({ 'cip.pccc.data': '20eb3308' });
    expect(other.facts.filter((fact) => fact.startsWith('claim'))).toEqual([]);
  });

  it('starts, stops and loads controllers', () => {
    expect(commands(said(pccc('0f 00 0100 80 01')))).toEqual(['stop pccc change CPU mode: controller']);
    expect(commands(said(pccc('0f 00 0100 50')))).toEqual(['program pccc download all request: controller']);
    expect(commands(said(pccc('07 00 0100 00')))).toEqual(['stop pccc disable outputs: controller']);
    expect(commands(said(pccc('06 00 0100 03')))).toEqual(['other pccc diagnostic status: controller']);
    expect(commands(said(pccc('01 00 0100 1000 02')))).toEqual(['read pccc unprotected read: controller']);
    expect(commands(said(pccc('09 00 0100 00')))).toEqual(['other pccc unknown command: controller']);
  });
});
