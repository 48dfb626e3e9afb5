import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO, YES } from '../verdict.ts';
import { ascii, datagramLaws, hex, readDatagram, together, windowed } from './decoder-laws.cases.ts';
import { MAX_TFTP_FILES, MAX_TFTP_OPTIONS, tftp } from './tftp.ts';

// Opcode 1 or 2, file, mode, then options; each text ends with a zero.
const readRequest = ascii('\0\x01firmware/spreader.bin\0octet\0blksize\x001428\0tsize\x000\0');
const writeRequest = ascii('\0\x02config.txt\0NetASCII\0');
const firstBlock = together(hex('0003 0001'), ascii('contents'));
const firstAnswer = hex('0004 0000');
const failure = ascii('\0\x05\0\x01File not found\0');
const agreement = ascii('\0\x06blksize\x001428\0tsize\x0052000\0');

datagramLaws(tftp, [readRequest, writeRequest, firstBlock, firstAnswer, failure, agreement]);

const read = (bytes: Uint8Array) => readDatagram(tftp, bytes).turn;
const probed = (bytes: Uint8Array) => tftp.probe(windowed(bytes), false);

describe('TFTP', () => {
  it('requests name their file, and reading is told from writing', () => {
    const turn = read(readRequest);
    expect(turn.messages[0]?.fields).toEqual({
      'tftp.opcode': 1,
      'tftp.source_file': 'firmware/spreader.bin',
      'tftp.type': 'octet',
      'tftp.option.name': ['blksize', 'tsize'],
      'tftp.option.value': ['1428', '0'],
    });
    const area = Number(/area (\d+)/.exec(turn.facts[0] as string)?.[1]);
    expect(turn.facts[0]).toMatch(/^command fn 1 .* read$/);
    expect(tftp.objectName?.(1, area, 0, 0, (id) => turn.addressText(id))).toBe('file firmware/spreader.bin');
    expect(read(writeRequest).facts[0]).toMatch(/^command fn 2 .* write$/);
  });

  it('blocks, their acknowledgments, agreements and errors are told', () => {
    expect(read(firstBlock).messages[0]?.fields).toEqual({ 'tftp.opcode': 3, 'tftp.block': 1, 'tftp.data.len': 8 });
    expect(read(hex('0004 0102')).messages[0]?.fields['tftp.block']).toBe(0x102);
    expect(read(failure).messages[0]?.fields['tftp.error.message']).toBe('File not found');
    expect(read(agreement).messages[0]?.fields['tftp.option.name']).toEqual(['blksize', 'tsize']);
  });

  it('a transfer is known by its first packet only, and by nothing longer or later', () => {
    expect(probed(together(hex('0003 0001'), new Uint8Array(512)))).toBe(YES);
    expect(probed(together(hex('0003 0001'), new Uint8Array(513)))).toBe(NO);
    expect(probed(hex('0003 0002 41'))).toBe(NO);
    expect(probed(hex('0004 0001'))).toBe(NO);
    expect(probed(hex('0004 0000 00'))).toBe(NO);
    expect(probed(ascii('\0\x01file\0binary\0'))).toBe(NO);
    expect(probed(ascii('\0\x05\0\x09unknown error\0'))).toBe(NO);
    expect(probed(ascii('\0\x06speed\x001\0'))).toBe(NO);
  });

  it(`${MAX_TFTP_OPTIONS} options of a packet and ${MAX_TFTP_FILES} files of a pair of ports are read`, () => {
    const options = (count: number) => ascii(`\0\x01f\0octet\0${'a\x001\0'.repeat(count)}`);
    expect(read(options(MAX_TFTP_OPTIONS)).anomalies).toEqual([]);
    expect(read(options(MAX_TFTP_OPTIONS + 1)).anomalies).toEqual(['options-over-limit', 'message-malformed']);
    const turn = recordingTurn();
    const state = tftp.open();
    for (let i = 0; i < MAX_TFTP_FILES + 2; i++) tftp.parse(windowed(writeRequest), turn, state);
    expect(turn.facts).toHaveLength(MAX_TFTP_FILES);
    expect(turn.anomalies).toEqual(['files-over-limit']);
  });

  it('a text without end is told and left unread', () => {
    const turn = read(ascii('\0\x01name without end'));
    expect([turn.anomalies, turn.unrecognisedBytes]).toEqual([['message-malformed'], 16]);
  });
});
