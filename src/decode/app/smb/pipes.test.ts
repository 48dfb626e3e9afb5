import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../../test/support/recording-turn.ts';
import { bind, bindAck, createService, request, response, SVCCTL, uuid } from '../dcerpc/conversation.cases.ts';
import { streamLaws } from '../decoder-laws.cases.ts';
import { feedStream, type Segment } from '../feed-stream.cases.ts';
import { smbOverTcp } from '../smb.ts';
import { ask, block, type Bytes, readReply, reply, session, smb1, u16, u32, zeros } from './conversation.cases.ts';
import { MAX_PIPES } from './pipes.ts';

/** SMB 2 on the pipe of the service control manager; `pipe` stands in the file's identifier. */
const file = (pipe: number): Bytes => [...u32(pipe), ...zeros(12)];
const write = (data: Bytes, pipe: number, id: number): Segment =>
  ask(9, [...u16(49), ...u16(64 + 48), ...u32(data.length), ...zeros(8), ...file(pipe), ...zeros(16), ...data], id);
const readFrom = (pipe: number, id: number): Segment =>
  ask(8, [...u16(49), 80, 0, ...u32(4096), ...zeros(8), ...file(pipe), ...zeros(17)], id);
const CONTROL = 0x0011_c017;
const transceive = (data: Bytes, pipe: number, id: number): Segment =>
  ask(
    11,
    [...u16(57), ...u16(0), ...u32(CONTROL), ...file(pipe), ...u32(120), ...u32(data.length), ...zeros(24), ...data],
    id,
  );
const received = (data: Bytes, pipe: number, id: number): Segment =>
  reply(
    11,
    [
      ...u16(49),
      ...u16(0),
      ...u32(CONTROL),
      ...file(pipe),
      ...u32(0), // no input
      ...u32(0),
      ...u32(112), // output
      ...u32(data.length),
      ...zeros(8),
      ...data,
    ],
    id,
  );

const services: readonly Segment[] = [
  write(bind([SVCCTL]), 7, 1),
  reply(9, [...u16(17), ...u16(0), ...u32(72), ...zeros(8)], 1),
  readFrom(7, 2),
  reply(8, readReply(bindAck(1)), 2),
  transceive(request(12, createService, { call: 2 }), 7, 3),
  received(response([...zeros(24), ...u32(0)], { call: 2 }), 7, 3),
];

streamLaws(smbOverTcp, [services]);

interface Heard {
  readonly turn: ReturnType<typeof recordingTurn>;
  /** Without the sessions of NetBIOS around them. */
  readonly carried: ReturnType<typeof recordingTurn>['carried'];
  readonly calls: readonly (string | undefined)[];
}

function read(...segments: readonly Segment[]): Heard {
  const turn = recordingTurn();
  feedStream(smbOverTcp, segments, turn);
  const carried = turn.carried.filter(({ protocol }) => protocol.name === 'dcerpc');
  return { turn, carried, calls: carried.map(({ protocol, fn }) => protocol.functionName(fn)) };
}

describe('remote procedure calls in a pipe', () => {
  it('of SMB 2 are read by writes, reads and transactions', () => {
    const { turn, carried, calls } = read(...services);
    expect(calls).toEqual([
      'bind svcctl',
      'bind_ack svcctl',
      'svcctl CreateServiceW',
      'svcctl CreateServiceW response',
    ]);
    expect(carried[2]?.fields).toMatchObject({ 'dcerpc.object': 'evil C:\\evil.exe' });
    expect(turn.messages).toHaveLength(6);
  });

  it('of SMB 1 are read by writes of both kinds, reads and transactions', () => {
    const none = [0xff, 0, 0, 0];
    const one = (command: number, body: Bytes, id: number, fromServer: boolean): Segment => ({
      fromServer,
      bytes: session(smb1(command, body, { id, response: fromServer })),
    });
    const data = bind([SVCCTL]);
    const call = request(16, [], { call: 2 });
    const { calls } = read(
      one(
        0x2f,
        block([...none, ...u16(9), ...zeros(14), ...u16(data.length), ...u16(64), ...zeros(4)], [0, ...data]),
        1,
        false,
      ),
      one(0x2e, block([...none, ...u16(9), ...zeros(14)], []), 2, false),
      one(
        0x2e,
        block([...none, ...zeros(6), ...u16(bindAck(1).length), ...u16(60), ...zeros(10)], [0, ...bindAck(1)]),
        2,
        true,
      ),
      one(
        0x25,
        block(
          [...zeros(22), ...u16(call.length), ...u16(85), 2, 0, ...u16(0x26), ...u16(9)],
          [...Buffer.from('\\PIPE\\', 'utf16le'), ...zeros(6), ...call],
        ),
        3,
        false,
      ),
      one(
        0x25,
        block([...zeros(12), ...u16(28), ...u16(56), ...zeros(4)], [0, ...response(zeros(4), { call: 2 })]),
        3,
        true,
      ),
      one(0x0b, block([...u16(9), ...u16(call.length), ...zeros(6)], [1, ...u16(call.length), ...call]), 4, false),
    );
    expect(calls).toEqual([
      'bind svcctl',
      'bind_ack svcctl',
      'svcctl OpenServiceW',
      'svcctl OpenServiceW response',
      'svcctl OpenServiceW',
    ]);
  });

  it('are several in one write, and the last may go on in the next', () => {
    const two = [...bind([SVCCTL]), ...request(0, zeros(100)).slice(0, 60)];
    expect(read(write(two, 7, 1), write(zeros(64), 7, 2)).calls).toEqual(['bind svcctl', 'svcctl CloseServiceHandle']);
  });

  it('are not what stands in other files', () => {
    const { turn, carried } = read(write([...uuid(SVCCTL), ...zeros(5000)], 7, 1));
    expect(carried).toEqual([]);
    expect(turn.skipped[0]?.as).toBe('decoded');
  });

  it('of the oldest of too many pipes are forgotten', () => {
    const binds = Array.from({ length: MAX_PIPES + 1 }, (_, i) => write(bind([SVCCTL]), i + 1, i));
    const { calls } = read(...binds, write(request(0, []), 1, 90), write(request(0, []), MAX_PIPES + 1, 91));
    expect(calls.slice(-2)).toEqual(['request', 'svcctl CloseServiceHandle']);
  });
});
