import { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol, StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { facilities, levels, syslogAnomalies, syslogFields, syslogFunctionName } from './syslog/fields.ts';
import { type SyslogState, readSyslog } from './syslog/read-message.ts';
import { isSyslog, isText, priorityEnd } from './syslog/shape.ts';

/** Longest message over TCP (RFC 6587 3.4.1 has receivers take 2,048 and more). */
export const MAX_SYSLOG_MESSAGE = 16_384;

const about = {
  name: 'syslog',
  title: 'Syslog',
  spec: 'RFC 5424, RFC 3164, RFC 5426, RFC 6587',
  fields: syslogFields,
  anomalies: syslogAnomalies,
  functionName: syslogFunctionName,
  undecoded: 'Structured data, shown as they are written; texts of messages are shown and not interpreted.',
  specLists: () => [
    {
      title: 'Facilities',
      source: 'RFC 5424 6.2.1, table 1',
      entries: facilities.map((name, i) => ({ id: String(i), name, depth: 'decoded' as const })),
    },
    {
      title: 'Severities',
      source: 'RFC 5424 6.2.1, table 2',
      entries: levels.map((name, i) => ({ id: String(i), name, depth: 'decoded' as const, functions: [i] })),
    },
  ],
  open: (): SyslogState => ({ host: '', hosts: 0, scanned: [0, 0] }),
} as const;

/** What devices report of themselves to a server for logs: who they say they are, which program speaks, how urgent it is. */
export const syslogOverUdp: DatagramProtocol<SyslogState> = {
  ...about,
  kind: 'datagram',
  // `<`, digits, `>`: 16 bits and 4 a digit of at least one; then at least eight characters of text, a bit each and more,
  // and the whole datagram is text.
  falseMatchLog2: -26,
  ports: [514],
  canBegin: (byte: number): boolean => byte === 0x3c,
  probe: (c: Cursor): Verdict => (isSyslog(c, c.left) ? YES : NO),
  parse(c: Cursor, turn: Turn, state: SyslogState): Outcome {
    if (priorityEnd(c, 0) <= 0) return BAD;
    readSyslog(c, turn, state, c.left);
    return DONE;
  },
};

/** The same over TCP: each message behind its length, or to the end of its line. */
export const syslogOverTcp: StreamProtocol<SyslogState> = {
  ...about,
  kind: 'stream',
  // As over UDP.
  falseMatchLog2: -26,
  ports: [514, 601],
  canBegin: (byte: number): boolean => byte === 0x3c || (byte >= 0x31 && byte <= 0x39),
  maxMessage: MAX_SYSLOG_MESSAGE + 8,
  probe(c: Cursor): Verdict {
    const start = lengthEnd(c);
    if (start < 0) return NO;
    if (start > 0 && c.left <= start) return UNSURE;
    const priority = priorityEnd(c, start);
    if (priority < 0) return NO;
    if (priority === 0 || c.left < priority + SEEN) return priority === 0 || isText(c, priority, c.left) ? UNSURE : NO;
    inner.reset(c.bytes, c.view, c.at + start, c.end);
    return isSyslog(inner, priority - start + SEEN) ? YES : NO;
  },
  parse(c: Cursor, turn: Turn, state: SyslogState): Outcome {
    const start = lengthEnd(c);
    if (start < 0) return BAD;
    if (start > 0) {
      if (!c.has(start)) return MORE;
      const length = lengthAt(c, start);
      if (!c.has(start + length)) return MORE;
      inner.reset(c.bytes, c.view, c.at + start, c.at + start + length);
      if (priorityEnd(inner, 0) <= 0) return BAD;
      readSyslog(inner, turn, state, length);
      c.skip(start + length);
      return DONE;
    }
    const priority = priorityEnd(c, 0);
    if (priority < 0) return BAD;
    const side = turn.fromServer ? 1 : 0;
    let newline = c.at + state.scanned[side];
    while (newline < c.end && c.bytes[newline] !== 0x0a) newline++;
    state.scanned[side] = 0;
    if (priority === 0 || newline >= c.end) {
      if (c.left < MAX_SYSLOG_MESSAGE) {
        state.scanned[side] = c.left;
        return MORE;
      }
      turn.anomaly('message-over-limit');
      turn.unrecognised(c.left);
      c.skip(c.left);
      return DONE;
    }
    const length = newline - c.at;
    inner.reset(c.bytes, c.view, c.at, newline);
    readSyslog(inner, turn, state, length);
    c.skip(length + 1);
    return DONE;
  },
  gap(state: SyslogState, fromServer: boolean): void {
    state.scanned[fromServer ? 1 : 0] = 0;
  },
};

/** Characters behind the priority that the probe of a stream looks at. */
const SEEN = 8;
/** Used within one call only. */
const inner: Cursor = new Cursor();

/** Offset behind a length and its blank, 0 where there is none, -1 where it is none of syslog's. */
function lengthEnd(c: Cursor): number {
  if (c.peek8() === 0x3c) return 0;
  for (let i = 0; i < 6; i++) {
    if (i >= c.left) return i + 1;
    const byte = c.peek8(i);
    if (byte === 0x20 && i > 0) return lengthAt(c, i + 1) > 4 && lengthAt(c, i + 1) <= MAX_SYSLOG_MESSAGE ? i + 1 : -1;
    if (byte < 0x30 || byte > 0x39 || (i === 0 && byte === 0x30)) return -1;
  }
  return -1;
}

function lengthAt(c: Cursor, end: number): number {
  let value = 0;
  for (let i = 0; i < end - 1; i++) value = value * 10 + c.peek8(i) - 0x30;
  return value;
}
