import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hex, walked } from '../link/walk-link.cases.ts';
import { emptyTcpOptions, readTcpOptions, type TcpOptions } from './tcp-options.ts';

/** A raw IPv4 TCP segment with the given options, padded to whole words. */
function segment(options: string): Uint8Array {
  const bytes = hex(options);
  const padded = (bytes.length + 3) & ~3;
  const total = 40 + padded;
  return Uint8Array.from([
    ...hex(`45 00 ${total.toString(16).padStart(4, '0')} 0001 4000 40 06 0000 0a000001 0a000002`),
    ...hex(`03e8 01f6 00000001 00000002 ${(5 + padded / 4).toString(16)}0 02 ffff 0000 0000`),
    ...bytes,
    ...new Array<number>(padded - bytes.length).fill(0),
  ]);
}

function read(options: string): TcpOptions {
  const result = emptyTcpOptions();
  readTcpOptions(walked(segment(options), 101), result);
  return result;
}

test("a Linux host's options are read, with their order", () => {
  expect(read('02 04 05b4 04 02 08 0a 00000001 fffffffe 01 03 03 07')).toEqual({
    maximumSegment: 1460,
    windowScale: 7,
    selectiveAcknowledgement: true,
    timestamp: 1,
    timestampEcho: 0xfffffffe,
    order: 0x01080402,
    malformed: false,
  });
});

test('a carrier-sized segment is read as such', () => {
  expect(read('02 04 0556').maximumSegment).toBe(1366);
});

test('options that are not there are minus one, also after others were read', () => {
  const options = emptyTcpOptions();
  readTcpOptions(walked(segment('02 04 05b4 03 03 07'), 101), options);
  readTcpOptions(walked(segment(''), 101), options);
  expect(options).toEqual(emptyTcpOptions());
});

test.each(['02', '02 00', '02 01', '02 03 05', '08 04 0001', '03 04 0707', '04 03 00', 'fe ff'])(
  'the malformed option %s is told, and nothing is made up',
  (options) => {
    expect(read(options)).toEqual({
      ...emptyTcpOptions(),
      malformed: true,
      order: Number.parseInt(options.slice(0, 2), 16),
    });
  },
);

test('an option whose length leaves the header is malformed', () => {
  expect(read('01 01 02 05 05b4').malformed).toBe(true);
  expect(read('fe ff 00 00').malformed).toBe(true);
});

test('what follows the end of options is not read', () => {
  expect(read('00 02 04 05b4').maximumSegment).toBe(-1);
});

test('any options are read without a throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const text = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
      expect(read(text).maximumSegment).toBeLessThanOrEqual(65535);
    }),
  );
});
