import type { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, type Outcome, NO, UNSURE, type Verdict } from '../verdict.ts';
import { rtcpBase } from './rtcp/base.ts';
import { looksLikeControl, readControlPackets } from './rtcp/read-packets.ts';
import { rtpBase } from './rtp/base.ts';
import { looksLikeMedia, readMediaPacket } from './rtp/read-packet.ts';

/** Packets that may be lost between two that are compared. */
const MAX_STEP = 32;
/** Steps of a medium between two packets, either way: 11 s of video. */
const MAX_TIME = 1_000_000;

/**
 * Media in UDP: pictures of cameras, voice of intercoms. A packet alone proves nothing; two in a row of one source do. Control
 * packets on the same ports are counted under their own name.
 */
export const rtp: DatagramProtocol<undefined> = {
  ...rtpBase,
  kind: 'datagram',
  // Of two packets: version 2 bits each, source 32, type 7, sequence 11, time 11.
  falseMatchLog2: -64,
  canBegin: (byte) => byte >> 6 === 2,
  ports: [],
  open: () => undefined,
  probe: (c: Cursor): Verdict => (looksLikeMedia(c) ? UNSURE : NO),
  follows(before: Cursor, c: Cursor): boolean {
    if (!looksLikeMedia(c) || before.peek8() >> 6 !== 2 || before.peek32(8) !== c.peek32(8)) return false;
    if (((before.peek8(1) ^ c.peek8(1)) & 0x7f) !== 0) return false;
    const step = (c.peek16(2) - before.peek16(2)) & 0xffff;
    const time = (c.peek32(4) - before.peek32(4)) | 0;
    return step > 0 && step <= MAX_STEP && time > -MAX_TIME && time < MAX_TIME;
  },
  parse(c: Cursor, turn: Turn): Outcome {
    if (looksLikeControl(c)) {
      turn.inside(rtcpBase);
      readControlPackets(c, turn);
      turn.inside(undefined);
      return DONE;
    }
    if (!looksLikeMedia(c)) return BAD;
    readMediaPacket(c, turn);
    return DONE;
  },
};
