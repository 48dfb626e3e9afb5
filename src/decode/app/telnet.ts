import type { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import {
  DONT,
  ESCAPE,
  SUBNEGOTIATION,
  SUBNEGOTIATION_END,
  telnetAnomalies,
  telnetFields,
  telnetFunctions,
  WILL,
} from './telnet/fields.ts';
import { TelnetText } from './telnet/text.ts';
import { byteText } from './wire-text.ts';

/** Longest subnegotiation that is read: environments with some variables have a few hundred bytes. */
export const MAX_SUBNEGOTIATION = 1024;
/** Bytes of a first subnegotiation among which the probe looks for its end. */
export const MAX_PROBED_SUBNEGOTIATION = 64;
const TERMINAL_TYPE = 24;
const WINDOW_SIZE = 31;
const TERMINAL_SPEED = 32;
const END_OF_FILE = 236;

/**
 * Telnet: what is negotiated, prompts for a name and a password, and how many lines go in and out. The text itself,
 * which holds passwords, is counted and never kept. A session that negotiates nothing cannot be told from other text.
 */
export const telnet: StreamProtocol<TelnetText> = {
  kind: 'stream',
  name: 'telnet',
  title: 'Telnet',
  spec: 'RFC 854, RFC 855, RFC 885, RFC 1091, RFC 1073, RFC 1079; IANA, Telnet options',
  fields: telnetFields,
  anomalies: telnetAnomalies,
  functionName: (fn: number): string | undefined => telnetFunctions.get(fn),
  undecoded:
    'The text of the session; values of options other than terminal type, speed and window size; what options encrypt.',
  // Worst is a subnegotiation: escape and command 16 bits, option 2, its end among 64 bytes 10. Two negotiations
  // fix 33.
  falseMatchLog2: -28,
  ports: [23, 2323],
  canBegin: (byte: number): boolean => byte === ESCAPE,
  open: () => new TelnetText(),
  probe: (c: Cursor): Verdict => probeTelnet(c),
  parse(c: Cursor, turn: Turn, text: TelnetText): Outcome {
    if (c.peek8() !== ESCAPE) return readText(c, turn, text);
    if (c.left < 2) return MORE;
    const command = c.peek8(1);
    if (command === ESCAPE) {
      text.feed(turn, c.bytes, c.at, c.at + 1);
      c.skip(2);
      return DONE;
    }
    if (command === SUBNEGOTIATION) return readSubnegotiation(c, turn);
    const negotiation = command >= WILL && command <= DONT;
    if (negotiation && c.left < 3) return MORE;
    if (command < END_OF_FILE) {
      turn.anomaly('command-unknown');
      turn.unrecognised(2);
      c.skip(2);
      return DONE;
    }
    turn.message(command);
    if (turn.tracing) {
      turn.field('telnet.cmd', command);
      if (negotiation) turn.field('telnet.subcmd', c.peek8(2));
    }
    c.skip(negotiation ? 3 : 2);
    return DONE;
  },
  gap: (text: TelnetText): void => text.lose(),
  maxMessage: MAX_SUBNEGOTIATION,
};

/** Two negotiations of known options, or a subnegotiation with its end, at the very beginning. */
function probeTelnet(c: Cursor): Verdict {
  if (c.left === 0) return UNSURE;
  for (let i = 0; i < 6; i += 3) {
    if (i < c.left && c.peek8(i) !== ESCAPE) return NO;
    if (i + 1 >= c.left) return UNSURE;
    const command = c.peek8(i + 1);
    if (command < SUBNEGOTIATION || command > DONT) return NO;
    if (i + 2 >= c.left) return UNSURE;
    if (!isOption(c.peek8(i + 2))) return NO;
    if (command === SUBNEGOTIATION) return hasEnd(c, i + 3);
  }
  return YES;
}

function hasEnd(c: Cursor, from: number): Verdict {
  for (let i = from; i < from + MAX_PROBED_SUBNEGOTIATION; i++) {
    if (i + 1 >= c.left) return UNSURE;
    if (c.peek8(i) === ESCAPE && c.peek8(i + 1) === SUBNEGOTIATION_END) return YES;
  }
  return NO;
}

/** Assigned by IANA: 0 to 49, 138 to 140, 255. */
function isOption(option: number): boolean {
  return option < 50 || (option >= 138 && option <= 140) || option === 255;
}

function readText(c: Cursor, turn: Turn, text: TelnetText): Outcome {
  let end = c.at;
  while (end < c.end && c.bytes[end] !== ESCAPE) end++;
  text.feed(turn, c.bytes, c.at, end);
  c.at = end;
  return DONE;
}

/** Escape, 250, option, values in which an escape stands twice, escape, 240. */
function readSubnegotiation(c: Cursor, turn: Turn): Outcome {
  const most = c.left < MAX_SUBNEGOTIATION ? c.left : MAX_SUBNEGOTIATION;
  let length = 0;
  for (let i = 2; i + 1 < most && length === 0; i++) {
    if (c.peek8(i) !== ESCAPE) continue;
    if (c.peek8(i + 1) === SUBNEGOTIATION_END) length = i + 2;
    else i++;
  }
  if (length === 0 && most < MAX_SUBNEGOTIATION) return MORE;
  turn.message(SUBNEGOTIATION);
  if (length === 0) {
    turn.anomaly('subnegotiation-over-limit');
    turn.unrecognised(most);
    c.skip(most);
    return DONE;
  }
  if (turn.tracing && length > 4) traceOption(c, turn, length - 2);
  turn.field('telnet.cmd', SUBNEGOTIATION_END);
  c.skip(length);
  return DONE;
}

function traceOption(c: Cursor, turn: Turn, end: number): void {
  const option = c.peek8(2);
  turn.field('telnet.cmd', SUBNEGOTIATION);
  turn.field('telnet.subcmd', option);
  // Terminal type and speed: 0 says "is", 1 asks.
  if ((option === TERMINAL_TYPE || option === TERMINAL_SPEED) && c.peek8(3) === 0 && end > 4)
    turn.field('telnet.string_subopt.value', byteText(c.bytes, c.at + 4, c.at + end));
  else if (option === WINDOW_SIZE && end >= 7) {
    turn.field('telnet.naws_subopt.width', c.peek16(3));
    turn.field('telnet.naws_subopt.height', c.peek16(5));
  }
}
