import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import type { StreamProtocol } from '../protocol.ts';
import { NO, YES } from '../verdict.ts';
import { together, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { ftp } from './ftp.ts';
import { rdp } from './rdp.ts';
import { rfb } from './rfb.ts';
import { ssh } from './ssh.ts';
import { telnet } from './telnet.ts';
import { captures, judgedStreams } from './tshark-oracle.cases.ts';

/** Differential tests against tshark, which finds these protocols by port. */
interface Compared {
  readonly protocol: StreamProtocol;
  /** The protocol's name in tshark, and fields that mean the same in both. */
  readonly seen: string;
  readonly fields: readonly string[];
}

const compared: readonly Compared[] = [
  { protocol: ssh, seen: 'ssh', fields: ['ssh.protocol', 'ssh.kex.hassh', 'ssh.kex.hasshserver'] },
  { protocol: ftp, seen: 'ftp', fields: ['ftp.request.command', 'ftp.response.code'] },
  { protocol: rfb, seen: 'vnc', fields: ['vnc.server_proto_ver', 'vnc.client_proto_ver'] },
  { protocol: rdp, seen: 'rdp', fields: ['rdp.neg_type', 'rdp.client.build', 'rdp.client.name'] },
  { protocol: telnet, seen: 'telnet', fields: ['telnet.naws_subopt.width'] },
];

/** Files in which tshark, for a reason, sees something else. */
const differences: Readonly<Record<string, string>> = {
  'ssh ddfffabdcd55-server-pre-banner-data.pcap': 'tshark finds no version behind text that comes before it',
  'ssh bc9703f0d4df-ssh1-ssh2-fingerprints.pcap': 'tshark tells no version lines of protocol 1',
  'ftp 87e1f2b26f59-fake-long-commands.pcap': 'words that are no commands may be secrets, and are not told',
  'ftp 19bd6743bbd6-ipv6-violation.pcap': 'a reply stands in one line with garbage before it, in a segment of its own',
};

interface Entry {
  readonly file: string;
  readonly packets: number;
  readonly tags: readonly string[];
  readonly protocols: { readonly tshark?: Readonly<Record<string, number>> };
}

const entries: readonly Entry[] =
  captures === undefined
    ? []
    : readFileSync(join(captures, 'manifest.jsonl'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Entry)
        .filter(({ packets, tags }) => packets < 2_000 && !tags.includes('malformed'));

/** Whether the probe takes the stream, given each direction's bytes as they come. */
function claims(protocol: StreamProtocol, segments: readonly Segment[]): boolean {
  const kept = [new Uint8Array(0), new Uint8Array(0)];
  for (const { fromServer, bytes } of segments.slice(0, 24)) {
    const side = fromServer ? 1 : 0;
    kept[side] = together(kept[side] as Uint8Array, bytes) as Uint8Array<ArrayBuffer>;
    const verdict = protocol.probe(windowed(kept[side]), fromServer);
    if (verdict === YES) return true;
    if (verdict === NO) kept[side] = new Uint8Array(0);
  }
  return false;
}

/** tshark writes some numbers in hexadecimal. */
function decimal(value: string): string {
  return /^0x[0-9a-f]+$/.test(value) ? String(Number(value)) : value;
}

function counted(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) if (value !== '') counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

describe.skipIf(entries.length === 0)('remote access in real captures', () => {
  for (const { protocol, seen, fields } of compared) {
    for (const { file } of entries.filter((entry) => seen in (entry.protocols.tshark ?? {}))) {
      const reason = differences[`${seen} ${file.replace(/.*\//, '')}`];
      it.skipIf(reason !== undefined)(
        `${file}: the same of ${seen} as tshark reads ${reason ?? ''}`,
        { timeout: 60_000 },
        () => {
          for (const { segments, frames } of judgedStreams(join(captures as string, file), fields)) {
            if (!claims(protocol, segments)) continue;
            const turn = recordingTurn();
            feedStream(protocol, segments, turn);
            for (const field of fields) {
              const theirs = counted(frames.flatMap((frame) => (frame.fields.get(field) ?? []).map(decimal)));
              const ours = counted(
                turn.messages.flatMap((message) => [message.fields[field] ?? []].flat().map(String)),
              );
              expect(ours, field).toEqual(theirs);
            }
          }
        },
      );
    }
  }

  it('claims no stream of captures in which tshark sees other protocols over TCP', { timeout: 240_000 }, () => {
    const own = new Set(compared.map(({ seen }) => seen));
    const others = entries
      .filter(({ protocols, packets }) => {
        const names = Object.keys(protocols.tshark ?? {});
        const near = names.some((name) => ['smtp', 'pop', 'imap', 'tpkt', 'nntp', 'irc', 'tls'].includes(name));
        return near && packets < 300 && !names.some((name) => own.has(name));
      })
      .slice(0, 40);
    for (const { file } of others) {
      for (const { segments } of judgedStreams(join(captures as string, file), [])) {
        for (const { protocol } of compared) {
          // Not found by tshark since it is on port 80, or behind SOCKS.
          if (/ssh-on-port-80|socks5-rdp/.test(file)) continue;
          expect(claims(protocol, segments), `${protocol.name} in ${file}`).toBe(false);
        }
      }
    }
  });
});
