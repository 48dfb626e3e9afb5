import { describe, expect, it } from 'vitest';
import { hex } from '../link/walk-link.cases.ts';
import { isPattern, MAX_JUDGED } from './echo-payload.ts';
import { icmpTunnel } from './icmp-tunnel.ts';
import { icmp } from './icmp.ts';
import { readPacket } from './read-packet.cases.ts';

const counted = (length: number, from = 0): number[] => Array.from({ length }, (_, i) => (from + i) & 0xff);
/** Bytes without a pattern: a multiplicative walk. */
const odd = (length: number): number[] => Array.from({ length }, (_, i) => (i * i * 37 + i * 11 + 5) & 0xff);
const bytesHex = (bytes: readonly number[]): string => bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** ptunnel: magic, address and port wanted, state, acknowledgement, length, numbers. */
const START = 'd5200880 7f000001 00001e61 40000000 0000ffff 00000000 0000 bba0';
const DATA = `d5200880 00000000 00000000 80000002 00000001 00000028 0001 bba0 ${bytesHex(odd(40))}`;

describe('tunnels in echoes', () => {
  it('ptunnel and ptunnel-ng are told by their magic, the client by its question, the proxy by its state', () => {
    const start = readPacket(icmp, hex(`08 00 0000 bba0 0000 ${START}`)).turn;
    expect(start.carried.map(({ fn, fields }) => [icmpTunnel.functionName(fn), fields])).toEqual([
      [
        'ptunnel start',
        {
          'icmp-tunnel.program': 'ptunnel',
          'icmp-tunnel.destination': '127.0.0.1',
          'icmp-tunnel.port': 7777,
          'icmp-tunnel.length': 0,
        },
      ],
    ]);
    expect(start.facts).toEqual(['claim ip:192.0.2.1 role icmp-tunnel-client']);
    const echoed = readPacket(icmp, hex(`00 00 0000 bba0 0000 ${START.replace('d5200880', 'deadc0de')}`)).turn;
    expect(echoed.carried[0]?.fields['icmp-tunnel.program']).toBe('ptunnel-ng');
    expect(echoed.facts).toEqual([]);
    const data = readPacket(icmp, hex(`00 00 0000 bba0 0001 ${DATA}`)).turn;
    expect(data.carried.map(({ fn }) => icmpTunnel.functionName(fn))).toEqual(['ptunnel proxy data']);
    expect(data.facts).toEqual(['claim ip:192.0.2.1 role icmp-tunnel-proxy']);
    expect(data.messages).toHaveLength(1);
  });

  it('a whole IP packet is one by its length and its sum', () => {
    const inner = '4500 001c 0001 0000 40 01 7cde 7f000001 7f000001 0800 f7ff 0000 0000';
    const { carried, facts } = readPacket(icmp, hex(`08 00 0000 0001 0001 ${inner}`)).turn;
    expect(carried.map(({ fn }) => icmpTunnel.functionName(fn))).toEqual(['IP packet']);
    expect(facts).toEqual(['claim ip:192.0.2.1 role icmp-tunnel-peer']);
    expect(readPacket(icmp, hex(`08 00 0000 0001 0001 ${inner.replace('7cde', '7cdf')}`)).turn.carried).toEqual([]);
    expect(readPacket(icmp, hex(`08 00 0000 0001 0001 ${inner} 00`)).turn.carried).toEqual([]);
  });

  it('what programs fill echoes with is a pattern; text and ciphertext are none', () => {
    const stamp = odd(16);
    const windows = [...new TextEncoder().encode('abcdefghijklmnopqrstuvwabcdefghiabcdefghijklmnop')];
    const repeated = Array.from({ length: 80 }, (_, i) => [0xde, 0xad, 0xbe, 0xef][i % 4] as number);
    const filled = [[...stamp, ...counted(40, 0x10)], windows, counted(1000), odd(39), repeated, Array(64).fill(0)];
    for (const bytes of filled) {
      expect(isPattern(Uint8Array.from(bytes), 0, bytes.length)).toBe(true);
      expect(readPacket(icmp, hex(`08 00 0000 0001 0001 ${bytesHex(bytes)}`)).turn.anomalies).toEqual([]);
    }
    expect(readPacket(icmp, hex(`08 00 0000 0001 0001 ${bytesHex(odd(64))}`)).turn.anomalies).toEqual(['echo-odd']);
  });

  it(`judges the first ${MAX_JUDGED} octets`, () => {
    const bytes = Uint8Array.from([...counted(MAX_JUDGED), ...odd(1000)]);
    expect(isPattern(bytes, 0, bytes.length)).toBe(true);
    const late = Uint8Array.from([...odd(MAX_JUDGED), ...counted(1000)]);
    expect(isPattern(late, 0, late.length)).toBe(false);
  });
});
