import { ascii, hex, together } from '../decoder-laws.cases.ts';
import type { Segment } from '../feed-stream.cases.ts';
import { crc24q } from './crc24q.ts';

/** A frame: preamble, length, number of 12 bits, station of 12 bits, the rest, sum. */
export function rtcmFrame(number: number, station: number, ...rest: readonly Uint8Array[]): Uint8Array {
  const head = hex(`${number.toString(16).padStart(3, '0')}${station.toString(16).padStart(3, '0')}`);
  return summed(together(head, ...rest));
}

export function summed(message: Uint8Array): Uint8Array {
  const frame = together(hex('d3', message.length.toString(16).padStart(4, '0')), message);
  return together(frame, hex(crc24q(frame, 0, frame.length).toString(16).padStart(6, '0')));
}

function counted(text: string): Uint8Array {
  return together(new Uint8Array([text.length]), ascii(text));
}

export const position: Uint8Array = rtcmFrame(1005, 2003, hex('00'.repeat(16)));
export const observations: Uint8Array = rtcmFrame(1077, 2003, new Uint8Array(200));
export const antenna: Uint8Array = rtcmFrame(1008, 2003, counted('ANT-1'), hex('00'), counted('A77'));
export const receiver: Uint8Array = rtcmFrame(
  1033,
  2003,
  counted('ANT-1'),
  hex('00'), // set-up
  counted('A77'),
  counted('RX-9'),
  counted('4.81'),
  counted('S123'),
);
export const makersOwn: Uint8Array = rtcmFrame(4072, 0, hex('00'));
export const fill: Uint8Array = summed(hex(''));

export const rtcmConversation: readonly Segment[] = [position, observations, antenna, fill, receiver, makersOwn].map(
  (bytes) => ({ fromServer: true, bytes }),
);
export const rtcmDatagrams: readonly Uint8Array[] = [position, observations, antenna, receiver, makersOwn];
