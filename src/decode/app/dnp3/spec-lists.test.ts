import { test } from 'vitest';
import { recordingTurn } from '../../../../test/support/recording-turn.ts';
import { hex, together } from '../decoder-laws.cases.ts';
import { dnp3OverTcp } from '../dnp3.ts';
import { feedStream } from '../feed-stream.cases.ts';
import { type Claimed, holdClaims } from '../spec-claims.cases.ts';
import { checksum } from './checksum.ts';
import { layout } from './layouts.ts';
import { specLists } from './spec-lists.ts';

const le16 = (value: number): Uint8Array => Uint8Array.of(value & 255, value >> 8);

/** One link frame from master 3 to outstation 4, or back, with its checksums, around one application message. */
function frame(fromMaster: boolean, application: Uint8Array): Uint8Array {
  const user = together(hex('c0'), application);
  const header = together(
    hex('0564'),
    Uint8Array.of(user.length + 5),
    hex(fromMaster ? 'c4 0400 0300' : '44 0300 0400'),
  );
  const parts = [header, le16(checksum(header, 0, 8))];
  for (let at = 0; at < user.length; at += 16) {
    const block = user.subarray(at, at + 16);
    parts.push(block, le16(checksum(block, 0, block.length)));
  }
  return together(...parts);
}

function claimed(fromMaster: boolean, application: Uint8Array): Claimed {
  const turn = recordingTurn();
  feedStream(dnp3OverTcp, [{ fromServer: !fromMaster, bytes: frame(fromMaster, application) }], turn);
  const { messages, unrecognisedBytes, anomalies } = turn;
  return { messages, unrecognisedBytes, anomalies };
}

/** A response with one object: no indications, then the object's header and data. */
const response = (...objects: readonly string[]): Claimed => claimed(false, hex('c0 81 0000', ...objects));
const byte = (value: number): string => value.toString(16).padStart(2, '0');

/** Objects that bring their size: one of them in free format. */
const sized: Readonly<Record<string, string>> = {
  '70/3': '1a00 0100 000000000000 0000 00000000 00000000 0100 0004 0100 61', // name at 26, one letter
  '70/4': '01000000 64000000 0004 0100 00',
  '70/6': '01000000 00000000 00',
  '70/7': '1400 0100 0000 00000000 000000000000 0000 0100 61', // name at 20, one letter
  '70/8': '612e62',
  '90/1': '706c63',
  '120/1': '01000000 0100 03 01 a1a2a3a4', // user 1, digest, reason, challenge
  '120/2': '01000000 0100 d1d2d3d4',
  '120/5': '01000000 0100 01 01 03 0400 a1a2a3a4 d1d2', // wrap, status, digest, challenge of four bytes
  '120/6': '01000000 0100 e1e2e3e4',
  '120/8': '01 02 3082',
  '120/9': '3082',
  '120/4': '0100',
  '120/7': '01000000 0100 0000 01 000000000000 41',
};

function object(id: string): Claimed | undefined {
  const [group, variation] = id.slice(1).split('v').map(Number) as [number, number];
  const name = byte(group) + byte(variation);
  if (group === 0) return response(name, '00 00 00', '01 01 41'); // a text of one letter
  if (group >= 110 && group <= 115) return response(byte(group), '05 00 00 00', '68656c6c6f');
  const data = sized[`${group}/${variation}`];
  if (data !== undefined) {
    const bytes = hex(data);
    return response(name, '5b 01', byte(bytes.length), '00', data);
  }
  const shape = layout(group, variation);
  if (shape === undefined) return undefined;
  // Index 0 to 0.
  return response(name, '00 00 00', '00'.repeat(shape.bits > 0 ? 1 : shape.size));
}

const link = ['dnp3.ctl', 'dnp3.dst', 'dnp3.src', 'dnp3.al.ctl', 'dnp3.al.seq', 'dnp3.al.func', 'dnp3.al.iin'];
const range = ['dnp3.al.obj', 'dnp3.al.objq.prefix', 'dnp3.al.range.start', 'dnp3.al.range.quantity'];

test('in messages of every function the objects that they are about are read and told', () => {
  holdClaims(specLists().slice(0, 1), new Set(link), ({ id }) => {
    const code = Number(id);
    // All binary inputs.
    return claimed(code < 128, hex('c0', byte(code), code < 128 ? '' : '0000', '0100 06'));
  });
});

test('objects that the list calls decoded are read to their last byte and told', () => {
  holdClaims(
    specLists().slice(1),
    new Set([...link, ...range, 'dnp3.al.size']),
    ({ id }) => object(id),
    // Classes have no data: they are asked for.
    ({ id }) => id.startsWith('g60v'),
  );
});
