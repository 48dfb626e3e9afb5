import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../../test/support/recording-turn.ts';
import { dcerpcOverTcp } from '../dcerpc.ts';
import { feedStream } from '../feed-stream.cases.ts';
import { ascii, type Bytes, u16, u32, zeros } from '../smb/conversation.cases.ts';
import { bind, client, ITEM_MGT, objectHead, pointer, request, wideString } from './conversation.cases.ts';
import { MAX_ITEM_NAMES } from './ndr.ts';

interface Item {
  readonly path?: string;
  readonly name: string;
  readonly blob?: string;
}

/** A table of items as OPC DA's AddItems has it. */
function table(items: readonly Item[]): Bytes {
  const there = (value: string | undefined): Bytes => (value === undefined ? u32(0) : pointer);
  return [
    ...objectHead,
    ...u32(items.length),
    ...u32(items.length),
    ...items.flatMap(({ path, blob }) => [
      ...there(path), // access path
      ...pointer, // name
      ...u32(1), // active
      ...u32(7), // handle of the client
      ...u32(blob?.length ?? 0),
      ...there(blob),
      ...u16(5), // type
      ...u16(0),
    ]),
    ...items.flatMap(({ path, name, blob }) => [
      ...(path === undefined ? [] : wideString(path)),
      ...wideString(name),
      ...(blob === undefined ? [] : [...u32(blob.length), ...ascii(blob), ...zeros((4 - (blob.length % 4)) % 4)]),
    ]),
  ];
}

function namesOf(items: readonly Item[], cut = 0): unknown {
  const turn = recordingTurn();
  const stub = table(items);
  feedStream(dcerpcOverTcp, [client(bind([ITEM_MGT])), client(request(3, stub.slice(0, stub.length - cut)))], turn);
  expect(turn.messages[1]?.fields['dcerpc.operation']).toBe('AddItems');
  return turn.messages[1]?.fields['dcerpc.object'];
}

describe('items that a client of OPC adds', () => {
  it('are told by their names, whatever stands beside them', () => {
    expect(
      namesOf([{ name: 'Hoist.Speed' }, { path: 'opc', name: 'Hoist.Load', blob: 'abc' }, { name: 'Trolley' }]),
    ).toBe('Hoist.Speed Hoist.Load Trolley');
    expect(namesOf([{ name: 'a' }, { name: 'bcd' }], 4)).toBe('a');
    expect(namesOf([{ name: 'a' }], 44)).toBeUndefined();
  });

  it('are no more than the limit', () => {
    const many = Array.from({ length: MAX_ITEM_NAMES + 1 }, () => ({ name: 'x' }));
    expect(String(namesOf(many)).split(' ')).toHaveLength(MAX_ITEM_NAMES);
  });
});
