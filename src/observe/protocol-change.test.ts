import { describe, expect, it } from 'vitest';
import { host, observe, tcpFrame } from '../../test/support/observe-frames.ts';
import { CLIENT_HELLO, SERVER_HELLO, tlsRecord } from '../decode/app/tls/samples.cases.ts';
import type { Part } from '../schema/facts/part.ts';

const [CLIENT, SERVER] = [host(1), host(2)];

/** A conversation on port 1080 in which both sides take turns; frames 10 ms apart. */
function conversation(...turns: readonly { readonly fromServer: boolean; readonly bytes: Uint8Array }[]): Part {
  const next: [number, number] = [1000, 2000];
  const frames = turns.map(({ fromServer, bytes }, i) => {
    const [from, to] = fromServer ? [SERVER, CLIENT] : [CLIENT, SERVER];
    const ports = { sourcePort: fromServer ? 1080 : 40_000, destinationPort: fromServer ? 40_000 : 1080 };
    const sequence = next[fromServer ? 1 : 0];
    next[fromServer ? 1 : 0] += bytes.length;
    const acknowledgement = next[fromServer ? 0 : 1];
    return { bytes: tcpFrame({ from, to, ...ports, sequence, acknowledgement }, bytes), at: i * 10_000_000 };
  });
  return observe(frames);
}

const client = (text: string) => ({ fromServer: false, bytes: Buffer.from(text, 'latin1') });
const server = (text: string) => ({ fromServer: true, bytes: Buffer.from(text, 'latin1') });

function messages(part: Part, protocol: string): [string, number][] {
  return part.tables.messages
    .filter((row) => row.protocol === protocol)
    .map((row): [string, number] => [row.function, row.count])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

describe('A conversation that changes its protocol', () => {
  it('behind a proxy is read on both sides, though what the proxy said was kept for a probe', () => {
    const part = conversation(
      client('\x05\x01\x00'),
      server('\x05\x00'),
      client('\x05\x01\x00\x01\xc0\x00\x02\x09\x00\x50'),
      server('\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00'),
      client('GET / HTTP/1.1\r\nHost: crane.example\r\n\r\n'),
      server('HTTP/1.1 204 No Content\r\n\r\n'),
      client('GET /a HTTP/1.1\r\nHost: crane.example\r\n\r\n'),
      server('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n'),
    );
    expect(messages(part, 'http')).toEqual([
      ['204', 1],
      ['404', 1],
      ['GET', 2],
    ]);
  });

  it('through a tunnel of HTTP is read on, and called after the proxy', () => {
    const part = conversation(
      client('CONNECT rms.example:443 HTTP/1.1\r\nHost: rms.example:443\r\n\r\n'),
      server('HTTP/1.1 200 Connection established\r\n\r\n'),
      { fromServer: false, bytes: tlsRecord('16', CLIENT_HELLO) },
      { fromServer: true, bytes: tlsRecord('16', SERVER_HELLO) },
    );
    expect(messages(part, 'http')).toEqual([
      ['200', 1],
      ['CONNECT', 1],
    ]);
    expect(messages(part, 'tls')).toEqual([
      ['client hello', 1],
      ['server hello', 1],
    ]);
    expect(part.tables.services.map(({ protocol }) => protocol)).toEqual(['http']);
  });

  it('to TLS that is agreed by one octet has its server hello', () => {
    const part = conversation(
      client('\x00\x00\x00\x08\x04\xd2\x16\x2f'),
      server('S'),
      { fromServer: false, bytes: tlsRecord('16', CLIENT_HELLO) },
      { fromServer: true, bytes: tlsRecord('16', SERVER_HELLO) },
    );
    expect(messages(part, 'tls')).toEqual([
      ['client hello', 1],
      ['server hello', 1],
    ]);
  });

  it('to TLS within its own counts both under their names', () => {
    const part = conversation(
      // A connection request with a negotiation; the confirm that chooses TLS ([MS-RDPBCGR] 2.2.1).
      client('\x03\x00\x00\x13\x0e\xe0\x00\x00\x00\x00\x00\x01\x00\x08\x00\x03\x00\x00\x00'),
      server('\x03\x00\x00\x13\x0e\xd0\x00\x00\x12\x34\x00\x02\x00\x08\x00\x01\x00\x00\x00'),
      { fromServer: false, bytes: tlsRecord('16', CLIENT_HELLO) },
      { fromServer: true, bytes: tlsRecord('16', SERVER_HELLO) },
    );
    expect(messages(part, 'rdp')).toEqual([
      ['connection confirm', 1],
      ['connection request', 1],
    ]);
    expect(messages(part, 'tls')).toEqual([
      ['client hello', 1],
      ['server hello', 1],
    ]);
  });
});
