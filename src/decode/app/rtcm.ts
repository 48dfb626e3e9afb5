import type { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol, StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { crc24q } from './rtcm/crc24q.ts';
import { functionName } from './rtcm/message-names.ts';
import { readMessage } from './rtcm/read-frame.ts';

const PREAMBLE = 0xd3;
/** Preamble, six reserved bits and a length of ten. */
const HEADER = 3;
const SUM = 3;
/** The length has ten bits. */
const LONGEST = 1023;
/** Frames read of one datagram: as many as fit it, empty ones apart. */
export const MAX_FRAMES = 256;

const said = {
  name: 'rtcm3',
  title: 'RTCM 3',
  spec: 'RTCM 10403.3: 4.1 transport layer, 3.5 messages; CRC-24Q',
  fields: {
    'rtcm3.length': { doc: 'Length of the message', unit: 'bytes' },
    'rtcm3.number': { doc: 'Number of the message' },
    'rtcm3.station': { doc: 'Reference station' },
    'rtcm3.antenna': { doc: 'Type of the antenna' },
    'rtcm3.antenna_serial': { doc: 'Serial number of the antenna' },
    'rtcm3.receiver': { doc: 'Type of the receiver' },
    'rtcm3.firmware': { doc: 'Firmware of the receiver' },
    'rtcm3.serial': { doc: 'Serial number of the receiver' },
  },
  anomalies: {
    'checksum-bad': { doc: 'A frame whose sum is wrong; it is not read' },
    'bytes-between': { doc: 'Bytes between frames that are none' },
    'number-unassigned': { doc: 'A message number without a meaning' },
    'message-cut': { doc: 'A text that ends behind the message' },
    'frames-over-limit': { doc: 'More frames than are read of one datagram' },
  },
  functionName,
  canBegin: (byte: number): boolean => byte === PREAMBLE,
  undecoded: 'Observations, orbits and positions; RTCM 2.',
} as const;

/** Whether bytes that are no frame were met since the last one, by direction. */
export interface RtcmState {
  readonly between: [client: boolean, server: boolean];
}

/**
 * Corrections from a reference station to satellite receivers: what cranes and vehicles find their place with. Every
 * frame has a sum of 24 bits, which its first one has to have right.
 */
export const rtcmOverTcp: StreamProtocol<RtcmState> = {
  ...said,
  kind: 'stream',
  // Preamble 8 bits, reserved 6, sum 24, number 3.
  falseMatchLog2: -41,
  ports: [2101],
  maxMessage: HEADER + LONGEST + SUM,
  open: () => ({ between: [false, false] }),
  probe(c: Cursor): Verdict {
    if (c.left > 0 && c.peek8() !== PREAMBLE) return NO;
    if (c.left < HEADER) return c.left < 2 || c.peek8(1) < 4 ? UNSURE : NO;
    const size = frameSize(c);
    if (size === 0) return NO;
    if (c.left >= HEADER + 2 && functionName(c.peek16(HEADER) >>> 4) === undefined) return NO;
    if (c.left < size) return UNSURE;
    return sumFits(c, size) ? YES : NO;
  },
  parse(c: Cursor, turn: Turn, state: RtcmState): Outcome {
    const side = turn.fromServer ? 1 : 0;
    if (c.peek8() === PREAMBLE) {
      if (c.left < HEADER) return MORE;
      const size = frameSize(c);
      if (size > c.left) return MORE;
      if (size > 0) {
        readFrame(c, turn, size);
        state.between[side] = false;
        return DONE;
      }
    }
    // However the bytes between two frames are cut, they are one anomaly.
    if (!state.between[side]) turn.anomaly('bytes-between');
    state.between[side] = true;
    passOver(c, turn);
    return DONE;
  },
};

/** The same over UDP, one frame or several in a datagram. */
export const rtcmOverUdp: DatagramProtocol<undefined> = {
  ...said,
  kind: 'datagram',
  falseMatchLog2: -41,
  ports: [2101],
  open: () => undefined,
  probe(c: Cursor): Verdict {
    const size = c.left < HEADER ? 0 : frameSize(c);
    if (size === 0 || size > c.left || functionName(c.peek16(HEADER) >>> 4) === undefined) return NO;
    return sumFits(c, size) ? YES : NO;
  },
  parse(c: Cursor, turn: Turn): Outcome {
    for (let i = 0; c.left > 0; i++) {
      const size = c.left >= HEADER && c.peek8() === PREAMBLE ? frameSize(c) : 0;
      if (i === MAX_FRAMES) {
        turn.anomaly('frames-over-limit');
        turn.unrecognised(c.left);
        c.at = c.end;
      } else if (size > 0 && size <= c.left) readFrame(c, turn, size);
      else {
        turn.anomaly('bytes-between');
        passOver(c, turn);
      }
    }
    return DONE;
  },
};

/** Bytes of the frame at the cursor; 0 where none can be. Fill frames are empty; others have a number at least. */
function frameSize(c: Cursor): number {
  const length = c.peek16(1);
  return c.peek8() !== PREAMBLE || length > LONGEST || length === 1 ? 0 : HEADER + length + SUM;
}

function sumFits(c: Cursor, size: number): boolean {
  const { at, bytes, view } = c;
  const end = at + size - SUM;
  return crc24q(bytes, at, end) === ((view.getUint16(end) << 8) | view.getUint8(end + 2)) && size > HEADER + SUM;
}

function readFrame(c: Cursor, turn: Turn, size: number): void {
  const { at } = c;
  if (size === HEADER + SUM) {
    c.skip(size);
    return;
  }
  if (sumFits(c, size)) readMessage(turn, c.bytes, c.view, at + HEADER, at + size - SUM);
  else {
    turn.anomaly('checksum-bad');
    turn.unrecognised(size);
  }
  c.skip(size);
}

/** To the next byte with which a frame can begin. */
function passOver(c: Cursor, turn: Turn): void {
  const { bytes, end } = c;
  const start = c.at;
  let at = start + 1;
  while (at < end && bytes[at] !== PREAMBLE) at++;
  turn.unrecognised(at - start);
  c.at = at;
}
