import { communityId } from '../../decode/transport/community-id.ts';
import { parseIp } from '../../kernel/ip.ts';
import { isoTime, toNanos } from '../../kernel/time.ts';
import type { TracedMessage } from '../../observe/flow-turn.ts';
import type { PlannedSequence } from './plan-sequences.ts';
import type { ShareWatcher } from './run-share.ts';

/**
 * A printer of one sequence's messages as JSON lines: time, tap, capture, frame (Wireshark's number of the
 * completing frame), community id, endpoints, protocol, function, fields.
 */
export class MessagePrinter implements ShareWatcher {
  readonly #sequence: PlannedSequence;
  readonly #print: (line: string) => void;
  /** Names of the captures begun so far, and how many frames came before each. */
  readonly #captures: { readonly name: string; readonly before: number }[] = [];

  constructor(sequence: PlannedSequence, print: (line: string) => void) {
    this.#sequence = sequence;
    this.#print = print;
  }

  file(index: number, frames: number): void {
    this.#captures.push({ name: this.#sequence.captures[index]?.names[0] ?? '', before: frames });
  }

  message(message: TracedMessage): void {
    // A stream's late bytes may complete in an earlier capture than the one being read.
    const capture = this.#captures.findLast(({ before }) => message.frame > before);
    const record = {
      time: isoTime(toNanos(message.seconds, message.nanos)),
      tap: this.#sequence.tap,
      capture: capture?.name ?? '',
      frame: message.frame - (capture?.before ?? 0),
      ...idOf(message),
      source: endpoint(message.sender, message.sourcePort, message.transport),
      destination: endpoint(message.receiver, message.destinationPort, message.transport),
      ...(message.vlan < 0 ? {} : { vlan: message.vlan }),
      ...(message.tunnel === '' ? {} : { tunnel: message.tunnel }),
      protocol: message.protocol,
      function: message.function,
      fields: message.fields,
    };
    this.#print(
      `${escapeControls(JSON.stringify(record, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)))}\n`,
    );
  }
}

function endpoint(address: string, port: number, transport: number): string {
  if (transport !== 6 && transport !== 17) return address;
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

function idOf({ transport, sender, receiver, sourcePort, destinationPort }: TracedMessage): { community_id?: string } {
  const a = transport === 0 ? undefined : parseIp(sender);
  const b = parseIp(receiver);
  if (a === undefined || b === undefined || a.length !== b.length) return {};
  return { community_id: communityId(transport, a.length as 4 | 16, a, 0, b, 0, sourcePort, destinationPort) };
}

/** JSON leaves C1 controls, bidirectional marks and line separators as they are; a terminal may act on them. */
function escapeControls(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
