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
