import { test } from 'vitest';
import { recordingTurn } from '../../../../test/support/recording-turn.ts';
import { feedStream } from '../feed-stream.cases.ts';
import { mqtt } from '../mqtt.ts';
import { type Claimed, holdClaims } from '../spec-claims.cases.ts';
import { type Bytes, client, connect4, packet, text, u16, variable } from './conversation.cases.ts';
import { specLists } from './spec-lists.ts';

/** The smallest packet of each type. */
const packets: Readonly<Record<string, Uint8Array>> = {
  1: connect4,
  2: packet(0x20, [0, 0]),
  3: packet(0x30, text('a/b'), [1]),
  4: packet(0x40, u16(1)),
  5: packet(0x50, u16(1)),
  6: packet(0x62, u16(1)),
  7: packet(0x70, u16(1)),
  8: packet(0x82, u16(1), text('a/b'), [0]),
  9: packet(0x90, u16(1), [0]),
  10: packet(0xa2, u16(1), text('a/b')),
  11: packet(0xb0, u16(1)),
  12: packet(0xc0),
  13: packet(0xd0),
  14: packet(0xe0, [0x8b]),
  15: packet(0xf0, [0x18, 0]),
};

/** Values of properties, by how long they are. */
const values: readonly (readonly [ids: readonly number[], value: Bytes])[] = [
  [[0x01, 0x17, 0x19, 0x24, 0x25, 0x28, 0x29, 0x2a], [1]],
  [[0x13, 0x21, 0x22, 0x23], u16(1)],
  [
    [0x02, 0x11, 0x18, 0x27],
    [0, 0, 0, 1],
  ],
  [[0x0b], [1]],
  [[0x03, 0x08, 0x12, 0x15, 0x1a, 0x1c, 0x1f], text('a')],
  [[0x26], [...text('a'), ...text('b')]],
];

function claimed(bytes: Uint8Array): Claimed {
  const turn = recordingTurn();
  feedStream(mqtt, [client(bytes)], turn);
  const { messages, unrecognisedBytes, anomalies } = turn;
  return { messages, unrecognisedBytes, anomalies };
}

test('what the lists of MQTT call decoded is read to its last byte and told', () => {
  holdClaims(
    specLists(),
    new Set(['mqtt.msgtype', 'mqtt.len', 'mqtt.property_id', 'mqtt.conack.flags.sp', 'mqtt.conack.val']),
    ({ id }, { title }) => {
      if (title === 'Packets') return packets[id] && claimed(packets[id]);
      const value = values.find(([ids]) => ids.includes(Number(id)))?.[1];
      // A connection is answered, with this property.
      return value && claimed(packet(0x20, [0, 0], variable(value.length + 1), [Number(id)], value));
    },
    // Pings have nothing; of an answer to a connection all fields stand in every one of the tests of properties.
    ({ id }, { title }) => title === 'Packets' && (id === '12' || id === '13' || id === '2'),
  );
});
