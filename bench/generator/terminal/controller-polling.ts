import {
  componentIdentification,
  cotpConnect,
  moduleIdentification,
  s7Read,
  s7ReadAnswer,
  s7Setup,
  s7Write,
  s7WriteAnswer,
  type S7Item,
  szlAnswer,
  szlRead,
} from '../encode/s7comm.ts';
import { ByteWriter } from '../byte-writer.ts';
import type { Random } from '../random.ts';
import type { End } from '../simulate/end.ts';
import { type Actor, millisecond } from '../simulate/scheduler.ts';
import { TcpSession } from '../simulate/tcp-session.ts';
import type { CraneScene } from './crane-scene.ts';
import { craneState } from './work-cycle.ts';

export const s7Port = 102;

export interface ControllerPoll {
  readonly name: string;
  readonly reader: End;
  readonly periodMs: number;
  /** Milliseconds of jitter on top of the period; a box with a timer has hardly any. */
  readonly jitterMs: number;
  readonly startMs: number;
  readonly items: readonly S7Item[];
  /** The block into which a heartbeat is written every tenth cycle. */
  readonly heartbeatBlock?: number;
  readonly identify: boolean;
}

/** COTP connect, S7 setup, perhaps the identity lists, then the same reads cycle after cycle. */
export function* controllerPolling(scene: CraneScene, poll: ControllerPoll): Actor {
  const { lan } = scene;
  const random = scene.randomFor(`s7 ${poll.name}`);
  const session = new TcpSession(lan, poll.reader, scene.device('plc'), s7Port);
  let reference = random.between(0, 200);
  const thinking = (): number => random.between(1400, 6800) * 1000;
  const ask = function* (
    question: (reference: number) => Uint8Array,
    answer: (reference: number) => Uint8Array,
  ): Actor {
    reference = (reference + 1) & 0xffff;
    yield* session.exchange('client', question(reference), answer(reference), thinking());
  };

  yield poll.startMs * millisecond;
  yield* session.open();
  const source = random.between(1, 0x40);
  yield* session.exchange(
    'client',
    cotpConnect('request', source, 0, 0x0102),
    cotpConnect('confirm', 0x4400 + source, source, 0x0102),
    thinking(),
  );
  yield* ask(
    (id) => s7Setup('job', id, 480),
    (id) => s7Setup('answer', id, 240),
  );
  if (poll.identify) {
    yield* ask(
      (id) => szlRead(id, 0x0011, 0),
      (id) => szlAnswer(id, 0x0011, 0, moduleEntries(scene)),
    );
    yield* ask(
      (id) => szlRead(id, 0x001c, 0),
      (id) => szlAnswer(id, 0x001c, 0, componentEntries(scene)),
    );
  }
  for (let cycle = 0; ; cycle++) {
    const started = lan.now;
    const values = poll.items.map((item) => blockBytes(scene, item, started, random));
    yield* ask(
      (id) => s7Read(id, poll.items),
      (id) => s7ReadAnswer(id, values),
    );
    if (poll.heartbeatBlock !== undefined && cycle % 10 === 5) {
      const item: S7Item = { block: poll.heartbeatBlock, offset: 0, length: 2 };
      const beat = new ByteWriter(2).u16(cycle).done();
      yield* ask(
        (id) => s7Write(id, [item], [beat]),
        (id) => s7WriteAnswer(id, 1),
      );
    }
    const jitter = random.between(-poll.jitterMs * 1000, poll.jitterMs * 1000) * 1000;
    yield* session.pause(Math.max(millisecond, poll.periodMs * millisecond - (lan.now - started) + jitter));
  }
}

/** Data block 10 holds the motions, 20 the load and the spreader, others statistics. */
function blockBytes(scene: CraneScene, item: S7Item, now: number, random: Random): Uint8Array {
  const state = craneState(scene.moves, now);
  const writer = new ByteWriter(item.length);
  if (item.block === 10) {
    writer
      .u32(state.hoist)
      .u16(state.hoistSpeed)
      .u32(state.trolley)
      .u16(state.trolleySpeed)
      .u16(state.working ? 1 : 0);
  } else if (item.block === 20) {
    writer
      .u16(state.load)
      .u8(state.locked ? 0x0f : 0)
      .u8(0x28)
      .u16(random.between(20, 64));
  } else {
    writer.u32(Math.floor(now / 1_000_000_000)).u32(scene.plan.number * 100_000 + Math.floor(now / 90_000_000_000));
  }
  writer.zeros(Math.max(0, item.length - writer.length));
  return writer.done().slice(0, item.length);
}

function moduleEntries(scene: CraneScene): readonly Uint8Array[] {
  const order = `${controllerOf(scene).model} 0AB0`;
  return [
    moduleIdentification(1, order, [0x20, 0x20, 0x20]),
    moduleIdentification(6, order, [0x20, 0x00, 0x03]),
    moduleIdentification(7, order, firmwareNumbers(controllerOf(scene).firmware)),
  ];
}

/** `V3.3.12` as the three numbers that follow the letter in the record. */
function firmwareNumbers(firmware: string): readonly [number, number, number] {
  const [major = 0, minor = 0, patch = 0] = firmware.replace('V', '').split('.').map(Number);
  return [major, minor, patch];
}

function componentEntries(scene: CraneScene): readonly Uint8Array[] {
  const controller = controllerOf(scene);
  return [
    componentIdentification(1, `${scene.plan.id} CRANE`),
    componentIdentification(2, `CPU ${controller.model}`),
    componentIdentification(4, `Original ${controller.maker}`),
    componentIdentification(5, controller.serial),
    componentIdentification(7, `CPU ${controller.model}`),
  ];
}

function controllerOf(scene: CraneScene): {
  readonly model: string;
  readonly maker: string;
  readonly serial: string;
  readonly firmware: string;
} {
  const controller = scene.plan.devices.find((device) => device.key === 'plc');
  if (controller === undefined) throw new Error('a crane has a controller');
  return controller;
}
