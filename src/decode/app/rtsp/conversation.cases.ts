import type { Segment } from '../feed-stream.cases.ts';

/** RTSP written by hand after RFC 2326. */
export const message = (...lines: readonly string[]): string => `${lines.join('\r\n')}\r\n\r\n`;

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
export const client = (text: string): Segment => ({ fromServer: false, bytes: bytes(text) });
export const server = (text: string): Segment => ({ fromServer: true, bytes: bytes(text) });

/** A dollar sign, a channel, a length, and an RTP packet of that length. */
export const media = (channel: number, length: number): string =>
  String.fromCharCode(0x24, channel, length >> 8, length & 255, 0x80, ...Array<number>(length - 1).fill(0x60));

const SDP = 'v=0\r\ns=Camera\r\nm=video 0 RTP/AVP 96\r\n';
const URL = 'rtsp://admin:hunter2@Camera.example:554/live/1';

export const everything: readonly Segment[] = [
  client(message(`OPTIONS ${URL} RTSP/1.0`, 'CSeq: 1', 'User-Agent: Player/3')),
  server(message('RTSP/1.0 200 OK', 'CSeq: 1', 'Public: DESCRIBE, SETUP, PLAY')),
  client(message(`DESCRIBE ${URL} RTSP/1.0`, 'CSeq: 2')),
  server(message('RTSP/1.0 401 Unauthorized', 'CSeq: 2', 'WWW-Authenticate: Digest realm="IPC", nonce="1"')),
  client(message(`DESCRIBE ${URL} RTSP/1.0`, 'CSeq: 3')),
  server(
    `${message('RTSP/1.0 200 OK', 'CSeq: 3', 'Server: Cam/1.2', 'Content-Type: application/sdp', `Content-Length: ${SDP.length}`)}${SDP}`,
  ),
  client(message(`SETUP ${URL}/track1 RTSP/1.0`, 'CSeq: 4', 'Transport: RTP/AVP/TCP;unicast;interleaved=0-1')),
  server(message('RTSP/1.0 200 OK', 'CSeq: 4', 'Session: 77', 'Transport: RTP/AVP/TCP;unicast;interleaved=0-1')),
  client(message('PLAY rtsp://camera.example:554/live/1 RTSP/1.0', 'CSeq: 5', 'Session: 77')),
  server(message('RTSP/1.0 200 OK', 'CSeq: 5', 'Session: 77') + media(0, 300) + media(1, 60)),
  client(media(1, 32)),
  server(media(0, 500)),
  client(message('TEARDOWN * RTSP/1.0', 'CSeq: 6')),
];
