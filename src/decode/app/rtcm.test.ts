import { describe, expect, it } from 'vitest';
import { type RecordingTurn, recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO, UNSURE } from '../verdict.ts';
import { ascii, datagramLaws, hex, readDatagram, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream, inPieces } from './feed-stream.cases.ts';
import { MAX_FRAMES, rtcmOverTcp, rtcmOverUdp } from './rtcm.ts';
import { crc24q } from './rtcm/crc24q.ts';
import {
  antenna,
  fill,
  makersOwn,
  observations,
  position,
  receiver,
  rtcmConversation,
  rtcmDatagrams,
  rtcmFrame,
} from './rtcm/frames.cases.ts';
import { functionName } from './rtcm/message-names.ts';

streamLaws(rtcmOverTcp, [rtcmConversation, rtcmConversation.slice(4)]);
datagramLaws(rtcmOverUdp, rtcmDatagrams);

function read(bytes: Uint8Array): RecordingTurn {
  return readDatagram(rtcmOverUdp, bytes).turn;
}

describe('RTCM 3', () => {
  it('has the sum of the standard', () => {
    // The check value of CRC-24Q: that of OpenPGP's polynomial begun with zeros.
    const digits = ascii('123456789');
    expect(crc24q(digits, 0, digits.length)).toBe(0xcde703);
    // A frame of the position message as the standard’s example has it in every receiver’s manual.
    const example = hex('d3 0013 3ed7 d302 0298 0ede ef34 b4bd 62ac 0941 986f 33 360b98');
    expect(crc24q(example, 0, example.length - 3)).toBe(0x360b98);
  });

  it('names messages, and says who the receiver of a station is', () => {
    expect(
      [position, observations, antenna, makersOwn].map((one) => functionName(read(one).messages[0]?.fn ?? 0)),
    ).toEqual([
      'station position',
      'GPS observations, multiple signals 7',
      'antenna and serial number',
      'maker’s own, u-blox',
    ]);
    expect([functionName(1078), functionName(4001), functionName(7)]).toEqual([
      undefined,
      'maker’s own, number 4001',
      undefined,
    ]);
    expect(read(receiver).facts).toEqual([
      'claim ip:192.0.2.1 model RX-9',
      'claim ip:192.0.2.1 firmware 4.81',
      'claim ip:192.0.2.1 serial S123',
      'claim ip:192.0.2.1 hardware antenna ANT-1',
    ]);
    expect(read(position).messages[0]?.fields).toMatchObject({ 'rtcm3.number': 1005, 'rtcm3.station': 2003 });
    expect(read(antenna).messages[0]?.fields).toMatchObject({ 'rtcm3.antenna_serial': 'A77' });
  });

  it('passes over what is no frame, and does not read a frame whose sum is wrong', () => {
    const wrong = position.slice();
    wrong[8] = 1;
    const turn = recordingTurn();
    const bytes = together(hex('00ff d3ff'), position, wrong, fill, ascii('text'), position);
    feedStream(rtcmOverTcp, inPieces([{ fromServer: true, bytes }], [5]), turn);
    expect(turn.messages).toHaveLength(2);
    expect(new Set(turn.anomalies)).toEqual(new Set(['bytes-between', 'checksum-bad']));
    expect(rtcmOverTcp.probe(windowed(wrong), true)).toBe(NO);
    expect(rtcmOverTcp.probe(windowed(position.subarray(0, 9)), true)).toBe(UNSURE);
    expect(rtcmOverTcp.probe(windowed(hex('d3 0008 0000')), true)).toBe(NO);
    expect(read(together(position, hex('00'))).anomalies).toEqual(['bytes-between']);
    expect(read(rtcmFrame(900, 1)).anomalies).toEqual(['number-unassigned']);
    expect(read(rtcmFrame(1007, 1, hex('ff'))).anomalies).toEqual(['message-cut']);
  });

  it('reads no more frames of a datagram than it says', () => {
    const many = together(...Array.from({ length: MAX_FRAMES + 1 }, () => makersOwn));
    expect(read(many).anomalies).toEqual(['frames-over-limit']);
  });
});
