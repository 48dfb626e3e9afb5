import { describe, expect, it } from 'vitest';
import { NO, UNSURE } from '../verdict.ts';
import { datagramLaws, hex, readDatagram, together, windowed } from './decoder-laws.cases.ts';
import { MAX_ITEMS } from './rtcp/read-packets.ts';
import { rtcp } from './rtcp.ts';
import { description, goodbye, receiverReport, senderReport, video, voice } from './rtp/samples.cases.ts';
import { rtp } from './rtp.ts';

datagramLaws(rtcp, [senderReport, description, goodbye, receiverReport]);

const [first, second, third] = voice as [Uint8Array, Uint8Array, Uint8Array];
const follows = (a: Uint8Array, b: Uint8Array): boolean | undefined =>
  rtp.follows?.(windowed(a.slice(0, 16)), windowed(b));

describe('RTP', () => {
  it('is told by two packets of one source that follow each other, never by one', () => {
    expect(rtp.probe(windowed(first), false)).toBe(UNSURE);
    expect([follows(first, second), follows(first, third)]).toEqual([true, true]);
    // The same packet again, an older one, another source, another medium, another time.
    expect([follows(first, first), follows(third, first), follows(first, video)]).toEqual([false, false, false]);
    const later = second.slice();
    later[4] = 0x40;
    expect(follows(first, later)).toBe(false);
    expect(rtp.probe(windowed(senderReport), false)).toBe(NO);
    expect(rtp.probe(windowed(hex('80 08 0001 00000000 00000000')), false)).toBe(NO);
  });

  it('names what the media are', () => {
    const { turn, used } = readDatagram(rtp, first);
    expect(turn.messages[0]).toMatchObject({ fn: 8, fields: { 'rtp.seq': 1, 'rtp.ssrc': 0xa1b2c3d4 } });
    expect(used).toBe(first.length);
    expect(rtp.functionName(8)).toBe('PCMA');
    expect(rtp.functionName(readDatagram(rtp, video).turn.messages[0]?.fn ?? 0)).toBe('dynamic payload type 96');
  });

  it('counts control packets on the same ports under their own name, and media among control packets likewise', () => {
    const { turn } = readDatagram(rtp, together(senderReport, description));
    expect(turn.carried.map(({ protocol, fn }) => [protocol.name, fn])).toEqual([
      ['rtcp', 200],
      ['rtcp', 202],
    ]);
    expect(readDatagram(rtcp, video).turn.carried.map(({ protocol }) => protocol.name)).toEqual(['rtp']);
  });
});

describe('RTCP', () => {
  it('names sources and their programs', () => {
    const { turn } = readDatagram(rtcp, description);
    expect(turn.facts).toEqual([
      'claim ip:192.0.2.1 description RTP cname cam7@camera7',
      'name self camera7 ip:192.0.2.1',
      'claim ip:192.0.2.1 banner encoder 2.1',
    ]);
    expect(turn.anomalies).toEqual([]);
  });

  it('says what is cut, and reads items up to a limit', () => {
    expect(readDatagram(rtcp, hex('81 ca 0002 a1b2c3d4 01 7f 0000')).turn.anomalies).toEqual(['cut-short']);
    const items = (count: number): readonly string[] => {
      const words = Math.floor((4 + 2 * count) / 4) + 1;
      const bytes = new Uint8Array(4 + 4 * words);
      bytes.set(hex('81 ca', words.toString(16).padStart(4, '0'), 'a1b2c3d4', '0700'.repeat(count)));
      return readDatagram(rtcp, bytes).turn.anomalies;
    };
    expect([items(MAX_ITEMS), items(MAX_ITEMS + 1)]).toEqual([[], ['too-many-entries']]);
  });

  it('is not begun by counts that its length cannot hold', () => {
    for (const text of ['82 c9 0001 a1b2c3d4', '80 c8 0001 a1b2c3d4', '9f cb 0001 a1b2c3d4', '80 c9 0002 a1b2c3d4'])
      expect(rtcp.probe(windowed(hex(text)), false)).toBe(NO);
  });
});
