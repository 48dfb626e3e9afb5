import { describe, expect, it } from 'vitest';
import { textBytes } from '../../bench/generator/byte-writer.ts';
import { type GivenFrame, host, observe, tcpFrame, udpFrame } from '../../test/support/observe-frames.ts';

const line = host(1);
const terminal = host(2);
const port = { from: line, to: terminal, sourcePort: 40_000, destinationPort: 80 };
const FIRST = 1000;

/** One direction of a connection in pieces of a size; a piece whose number is in `lost` was not captured. */
function sent(text: string, size: number, lost: readonly number[] = []): GivenFrame[] {
  const bytes = textBytes(text);
  const frames = [{ bytes: tcpFrame({ ...port, sequence: FIRST - 1, flags: 2 }), at: 0 }];
  for (let at = 0, n = 0; at < bytes.length; at += size, n++) {
    if (lost.includes(n)) continue;
    frames.push({ bytes: tcpFrame({ ...port, sequence: FIRST + at }, bytes.slice(at, at + size)), at: (n + 1) * 2e9 });
  }
  return frames;
}

const interchange =
  "UNB+UNOA:2+LINE:ZZ+TERMINAL:ZZ+240203:1011+R1'UNH+1+BAPLIE:D:95B:UN:SMDG22'UNT+2+1'UNH+2+BAPLIE:D:95B:UN'UNT+2+2'UNZ+2+R1'";
const request = `POST /edi HTTP/1.1\r\nHost: h\r\nContent-Length: ${interchange.length}\r\n\r\n${interchange}`;

describe('cargo data in clear streams', () => {
  it('an interchange in a body is told with who sent it to whom, its type, partners and frames', () => {
    for (const size of [1460, 40]) {
      const { cargo } = observe(sent(request, size)).tables;
      expect(cargo).toHaveLength(1);
      expect(cargo[0]).toMatchObject({
        sender: '192.0.2.1',
        receiver: '192.0.2.2',
        carrier: 'http',
        standard: 'EDIFACT',
        kind: 'BAPLIE',
        parties: 'LINE > TERMINAL',
        count: 2,
      });
    }
  });

  it('no contents are kept', () => {
    const part = observe(sent(`${request.slice(0, -10)}EQD+CN+CSQU3054383'UNZ+2+R1'`, 1460));
    expect(JSON.stringify(part.tables.cargo, (_, v: unknown) => (typeof v === 'bigint' ? 0 : v))).not.toContain('CSQU');
  });

  it('a hole in an interchange ends it', () => {
    // The second of two messages begins behind the hole.
    const cut = Math.ceil(request.indexOf('UNT+2+1') / 10);
    expect(observe(sent(request, 10, [cut])).tables.cargo[0]?.count).toBe(1);
  });

  it('container numbers in datagrams are counted from the third on', () => {
    const numbers = (text: string) => [{ bytes: udpFrame(line, terminal, 5000, 5001, textBytes(text)), at: 0 }];
    const three = '{"a":"CSQU3054383","b":"CSQU3054383","c":"CSQU3054383"}';
    const { cargo } = observe(numbers(three)).tables;
    expect(cargo).toMatchObject([{ carrier: 'udp', standard: 'ISO 6346', kind: 'container number', count: 3 }]);
    expect(observe(numbers('{"a":"CSQU3054383"}')).tables.cargo).toEqual([]);
  });

  it('how many workers there are changes nothing', () => {
    const frames = [...sent(request, 50)];
    expect(observe(frames, { shares: 3 }).tables.cargo).toEqual(observe(frames).tables.cargo);
  });
});
