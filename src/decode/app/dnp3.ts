import type { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol, StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { anomalies, fields } from './dnp3/fields.ts';
import { functionName } from './dnp3/functions.ts';
import { frameBytes, isHeader, LINK_HEADER, LONGEST_FRAME, MIN_LENGTH, readFrame } from './dnp3/link-frame.ts';
import { objectName } from './dnp3/objects.ts';
import { specLists } from './dnp3/spec-lists.ts';
import { Dnp3State } from './dnp3/state.ts';

const START_0 = 0x05;
const START_1 = 0x64;

const said = {
  name: 'dnp3',
  title: 'Distributed Network Protocol',
  spec: 'IEEE 1815-2012; its object library is annex A',
  fields,
  anomalies,
  functionName,
  objectName,
  specLists,
  undecoded:
    'Contents of data sets, device profiles and private registrations, passwords of files, keys and digests of secure ' +
    'authentication, DNP3 behind TLS.',
  // Two start bytes and the checksum of eight bytes, 16 bits each.
  falseMatchLog2: -32,
  ports: [20_000],
  open: (): Dnp3State => new Dnp3State(),
} as const;

/**
 * DNP3 over TCP: one link frame a call, every block's checksum compared. Segments are put together to application
 * messages, and each of those is one message here, whatever number of frames it came in; frames of the link alone
 * (acknowledgements, link status) are read and are none.
 */
export const dnp3OverTcp: StreamProtocol<Dnp3State> = {
  ...said,
  kind: 'stream',
  maxMessage: LONGEST_FRAME,
  probe(c: Cursor): Verdict {
    const left = c.left;
    if (left > 0 && c.peek8() !== START_0) return NO;
    if (left > 1 && c.peek8(1) !== START_1) return NO;
    if (left > 2 && c.peek8(2) < MIN_LENGTH) return NO;
    if (left < LINK_HEADER) return UNSURE;
    return isHeader(c) ? YES : NO;
  },
  parse(c: Cursor, turn: Turn, state: Dnp3State): Outcome {
    const side = turn.fromServer ? 1 : 0;
    const left = c.left;
    const begins =
      c.peek8() === START_0 && (left < 2 || c.peek8(1) === START_1) && (left < 3 || c.peek8(2) >= MIN_LENGTH);
    if (begins) {
      if (left < LINK_HEADER) return MORE;
      if (isHeader(c)) {
        if (left < frameBytes(c.peek8(2))) return MORE;
        state.astray[side] = false;
        readFrame(c, turn, state);
        return DONE;
      }
    }
    passOver(c, turn, state, side);
    return DONE;
  },
  gap: (state, fromServer) => state.gap(fromServer),
};

/** DNP3 over UDP: the frames of one datagram. */
export const dnp3OverUdp: DatagramProtocol<Dnp3State> = {
  ...said,
  kind: 'datagram',
  probe: (c: Cursor): Verdict => (isHeader(c) && c.left >= frameBytes(c.peek8(2)) ? YES : NO),
  parse(c: Cursor, turn: Turn, state: Dnp3State): Outcome {
    if (!isHeader(c)) return c.left < LINK_HEADER ? MORE : BAD;
    if (c.left < frameBytes(c.peek8(2))) return MORE;
    while (c.left > 0) {
      if (isHeader(c)) {
        if (c.left < frameBytes(c.peek8(2))) {
          turn.anomaly('frame-cut');
          turn.unrecognised(c.left);
          c.at = c.end;
          break;
        }
        state.astray[0] = false;
        readFrame(c, turn, state);
      } else passOver(c, turn, state, 0);
    }
    return DONE;
  },
};

/** Passes over bytes that begin no frame, up to what may begin one; told once for all of them. */
function passOver(c: Cursor, turn: Turn, state: Dnp3State, side: 0 | 1): void {
  const from = c.at;
  let at = from + 1;
  while (at < c.end && !(c.bytes[at] === START_0 && (at + 1 === c.end || c.bytes[at + 1] === START_1))) at++;
  if (!state.astray[side]) turn.anomaly('bytes-between-frames');
  state.astray[side] = true;
  turn.unrecognised(at - from);
  c.at = at;
}
