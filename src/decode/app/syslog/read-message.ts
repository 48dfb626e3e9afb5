import type { Cursor } from '../../../kernel/cursor.ts';
import { parseIp } from '../../../kernel/ip.ts';
import type { Turn } from '../../turn.ts';
import { wireText } from '../wire-text.ts';
import { priorityEnd } from './shape.ts';

/** Bytes in which the header is looked for: time, name, program, process, kind have at most 255 and less each. */
const MAX_HEADER = 512;

export interface SyslogState {
  /** The first name that a sender gave itself here; who gives a second one passes on what others say. */
  host: string;
  hosts: number;
  /** Bytes of each side's unfinished line that were searched. */
  scanned: [client: number, server: number];
}

/** `1 time host program process kind data text`, where a dash is nothing (RFC 5424 6). */
const MODERN = /^1 (-|\d{4}-\d\d-\d\dT\S+) (\S{1,255}) (\S{1,48}) (\S{1,128}) (\S{1,32}) (-|\[)/;
/** `Mmm dd hh:mm:ss host program[process]: text` (RFC 3164 4.1), with a year or a zone where some write one. */
const TIMED =
  /^(?:\d+: )?\*?((?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}\d{1,2} (?:\d{4} )?\d\d:\d\d:\d\d(?:\.\d+)?(?: [A-Z]{3,4})?):? (.*)$/s;
const NAMED = /^([A-Za-z0-9][A-Za-z0-9._:-]{0,254}) (?=\S)/;
const PROGRAM = /^([\w./-]{1,48})(?:\[([^\]\s]{1,32})\])?: ?/;

/** Reads the message in the next `length` bytes, whose priority is there; the cursor ends behind it. */
export function readSyslog(c: Cursor, turn: Turn, state: SyslogState, length: number): void {
  const start = priorityEnd(c, 0);
  const priority = Number(wireText(c.bytes, c.at + 1, c.at + start - 1));
  turn.message(priority & 7);
  if (turn.tracing) {
    turn.field('syslog.facility', priority >> 3);
    turn.field('syslog.level', priority & 7);
  }
  const end = c.at + length;
  const text = wireText(c.bytes, c.at + start, end, turn.tracing ? undefined : MAX_HEADER);
  if (text.startsWith('1 ')) readModern(turn, state, text);
  else readOld(turn, state, text);
  c.at = end;
}

function readModern(turn: Turn, state: SyslogState, text: string): void {
  const found = MODERN.exec(text);
  if (found === null) {
    turn.anomaly('header-malformed');
    if (turn.tracing) turn.field('syslog.msg', text);
    return;
  }
  const [whole, time = '', host = '', program = '', process = '', kind = '', data = ''] = found;
  if (host !== '-') tellHost(turn, state, host);
  if (!turn.tracing) return;
  turn.field('syslog.version', 1);
  const given = { timestamp: time, hostname: host, appname: program, procid: process, msgid: kind };
  for (const [name, value] of Object.entries(given)) if (value !== '-') turn.field(`syslog.${name}`, value);
  const rest = text.slice(whole.length - 1);
  const stop = data === '-' ? 1 : structuredEnd(rest);
  if (data !== '-') turn.field('syslog.structured', rest.slice(0, stop));
  turn.field('syslog.msg', rest.slice(stop).trimStart());
}

/** Elements in brackets, one behind the other; a bracket within quotes ends none. */
function structuredEnd(text: string): number {
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i];
    if (letter === '\\') i++;
    else if (letter === '"') quoted = !quoted;
    else if (letter === ']' && !quoted && text[i + 1] !== '[') return i + 1;
  }
  return text.length;
}

function readOld(turn: Turn, state: SyslogState, text: string): void {
  const timed = TIMED.exec(text);
  let rest = timed?.[2] ?? text;
  if (timed !== null) {
    if (turn.tracing) turn.field('syslog.timestamp', timed[1] ?? '');
    // Some leave the host out: only what stands before a program is one.
    const host = NAMED.exec(rest)?.[1];
    if (host !== undefined && !host.endsWith(':') && PROGRAM.test(rest.slice(host.length + 1))) {
      tellHost(turn, state, host);
      if (turn.tracing) turn.field('syslog.hostname', host);
      rest = rest.slice(host.length + 1);
    }
  }
  if (!turn.tracing) return;
  const program = PROGRAM.exec(rest);
  if (program !== null) {
    turn.field('syslog.appname', program[1] ?? '');
    if (program[2] !== undefined) turn.field('syslog.procid', program[2]);
  }
  turn.field('syslog.msg', rest.slice(program?.[0].length ?? 0));
}

/** A name that is an address says nothing that the frame does not. */
function tellHost(turn: Turn, state: SyslogState, host: string): void {
  if (parseIp(host) !== undefined) return;
  if (state.host !== host) {
    if (state.host === '') state.host = host;
    state.hosts = Math.min(state.hosts + 1, 2);
  }
  if (state.hosts === 1) turn.claim(turn.sender, 'hostname', host);
}
