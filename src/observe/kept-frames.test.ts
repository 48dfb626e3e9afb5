import { expect, it } from 'vitest';
import { host, observe, tcpFrame } from '../../test/support/observe-frames.ts';

const [CLIENT, SERVER] = [host(1), host(2)];

it('What was said while no probe was sure is shown by the frame that it came in', () => {
  const next: [client: number, server: number] = [1000, 2000];
  // A greeting alone may be mail's as well; the name and the answer to it are what tells.
  const lines = ['220 ready\r\n', 'USER anonymous\r\n', '331 password\r\n', 'PASS x\r\n', '230 welcome\r\n'];
  const frames = lines.map((line, i) => {
    const fromServer = i % 2 === 0;
    const bytes = Buffer.from(line, 'latin1');
    const [from, to] = fromServer ? [SERVER, CLIENT] : [CLIENT, SERVER];
    const ports = { sourcePort: fromServer ? 2100 : 40_000, destinationPort: fromServer ? 40_000 : 2100 };
    const sequence = next[fromServer ? 1 : 0];
    next[fromServer ? 1 : 0] += bytes.length;
    const acknowledgement = next[fromServer ? 0 : 1];
    return { bytes: tcpFrame({ from, to, ...ports, sequence, acknowledgement }, bytes), at: i * 10_000_000 };
  });
  const { messages } = observe(frames).tables;
  const shown = messages
    .filter(({ protocol }) => protocol === 'ftp')
    .map(({ function: name, frames: seen }) => [name, seen]);
  expect(new Map(shown as [string, unknown][])).toEqual(
    new Map<string, unknown>([
      ['220', [1]],
      ['USER', [2]],
      ['331', [3]],
      ['PASS', [4]],
      ['230', [5]],
    ]),
  );
});

it('What was held back behind a hole that nobody fills is shown by the frame that it came in', () => {
  const request = (n: number): Uint8Array => Uint8Array.from([0, n, 0, 0, 0, 6, 1, n === 1 ? 1 : 3, 0, 0, 0, 1]); // transaction, protocol 0, 6 bytes, unit 1, read one
  // The second request was lost; the third, and a write behind it, wait for it.
  const write = Uint8Array.from([0, 4, 0, 0, 0, 6, 1, 6, 0, 0, 0, 7]);
  const sent = [request(1), request(2), request(3), write];
  const frames = sent.flatMap((bytes, i) => {
    const ports = { sourcePort: 40_000, destinationPort: 502 };
    const frame = tcpFrame(
      { from: CLIENT, to: SERVER, ...ports, sequence: 1000 + i * 12, acknowledgement: 2000 },
      bytes,
    );
    return i === 1 ? [] : [{ bytes: frame, at: i * 10_000_000 }];
  });
  const { messages } = observe(frames).tables;
  expect(messages.map(({ function: name, frames: seen }) => [name, seen])).toEqual(
    expect.arrayContaining([
      ['read holding registers', [2]],
      ['write single register', [3]],
    ]),
  );
});
