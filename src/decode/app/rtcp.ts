import type { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import { rtcpBase } from './rtcp/base.ts';
import { looksLikeControl, readControlPackets } from './rtcp/read-packets.ts';
import { rtpBase } from './rtp/base.ts';
import { looksLikeMedia, readMediaPacket } from './rtp/read-packet.ts';

/**
 * RTP's control packets: reports, and descriptions with the names of sources and of their programs. Media on the same
 * ports (RFC 5761) are counted under their own name.
 */
export const rtcp: DatagramProtocol<undefined> = {
  ...rtcpBase,
  kind: 'datagram',
  // Version 2 bits, type 5, a length that fills the datagram 14, blocks that fit it 3.
  falseMatchLog2: -24,
  canBegin: (byte) => byte >> 6 === 2,
  ports: [5005],
  open: () => undefined,
  probe: (c: Cursor): Verdict => (looksLikeControl(c) ? YES : NO),
  parse(c: Cursor, turn: Turn): Outcome {
    if (looksLikeControl(c)) {
      readControlPackets(c, turn);
      return DONE;
    }
    if (!looksLikeMedia(c)) return BAD;
    turn.inside(rtpBase);
    readMediaPacket(c, turn);
    turn.inside(undefined);
    return DONE;
  },
};
