import {
  identificationRead,
  modbusException,
  modbusFunction,
  modbusMessage,
  readIdentification,
  readRegisters,
  registersRead,
  registersWritten,
  writeRegisters,
} from '../encode/modbus.ts';
import { type Actor, millisecond, second } from '../simulate/scheduler.ts';
import { TcpSession } from '../simulate/tcp-session.ts';
import type { CraneScene } from './crane-scene.ts';
import type { DeviceKey } from './plan.ts';
import { type CraneState, craneState } from './work-cycle.ts';

export const modbusPort = 502;

export interface DrivePoll {
  readonly device: DeviceKey;
  readonly periodMs: number;
  readonly unit: number;
  readonly address: number;
  readonly count: number;
  /** Register of the set point; undefined: the controller only reads. */
  readonly setPoint?: number;
  /** The conversation began before the capture. */
  readonly underWay: boolean;
}

/** The controller polls one drive or gateway for as long as the capture lasts. */
export function* drivePolling(scene: CraneScene, poll: DrivePoll): Actor {
  const { lan } = scene;
  const random = scene.randomFor(`poll ${poll.device}`);
  const session = new TcpSession(lan, scene.device('plc'), scene.device(poll.device), modbusPort);
  yield random.between(200, 2600) * millisecond;
  let transaction = poll.underWay ? random.between(1, 60000) : 0;
  const next = (): number => {
    transaction = (transaction + 1) & 0xffff;
    return transaction;
  };
  const ask = function* (question: Uint8Array, answer: Uint8Array): Actor {
    const id = next();
    const thinking = random.between(900, 3800) * 1000;
    yield* session.exchange(
      'client',
      modbusMessage(id, poll.unit, question),
      modbusMessage(id, poll.unit, answer),
      thinking,
    );
  };

  if (poll.underWay) {
    session.underWay();
  } else {
    yield* session.open();
    yield* ask(readIdentification(), identificationRead(identityOf(scene, poll.device)));
    // A parameter that older firmware lacks: exception 2, illegal data address.
    yield* ask(readRegisters(modbusFunction.readHolding, 0x2100, 2), modbusException(modbusFunction.readHolding, 2));
  }
  for (let cycle = 0; ; cycle++) {
    const started = lan.now;
    const state = craneState(scene.moves, started);
    const values = registersOf(poll.device, state, poll.count, cycle);
    yield* ask(
      readRegisters(modbusFunction.readHolding, poll.address, poll.count),
      registersRead(modbusFunction.readHolding, values),
    );
    if (poll.setPoint !== undefined && (state.working || cycle % 10 === 0)) {
      const speed = poll.device === 'hoist-drive' ? state.hoistSpeed : state.trolleySpeed;
      yield* ask(
        writeRegisters(poll.setPoint, [state.working ? 0x047f : 0x047e, speed & 0xffff]),
        registersWritten(poll.setPoint, 2),
      );
    }
    const rest = poll.periodMs * millisecond - (lan.now - started);
    yield* session.pause(Math.max(millisecond, rest + random.between(-2, 2) * millisecond));
  }
}

function identityOf(scene: CraneScene, key: DeviceKey): readonly string[] {
  const device = scene.plan.devices.find((candidate) => candidate.key === key);
  return device === undefined ? [] : [device.maker, device.model, device.firmware];
}

function registersOf(key: DeviceKey, state: CraneState, count: number, cycle: number): readonly number[] {
  const known =
    key === 'hoist-drive'
      ? [
          state.working ? 0x0637 : 0x0631,
          state.hoistSpeed & 0xffff,
          state.hoist >>> 8,
          (state.hoist & 0xff) << 8,
          state.load,
        ]
      : key === 'spreader'
        ? [state.locked ? 0x000f : 0x0000, state.load, 0x0028, cycle & 0xffff]
        : [state.working ? 0x0637 : 0x0631, state.trolleySpeed & 0xffff, state.trolley & 0xffff, 0];
  return Array.from({ length: count }, (_, index) => known[index] ?? 0);
}

/** A drive is asked every second; the gantry, which seldom moves, every other. */
export function drivePolls(underWay: boolean): readonly DrivePoll[] {
  const every = second / millisecond;
  return [
    { device: 'hoist-drive', periodMs: every, unit: 1, address: 0x0000, count: 8, setPoint: 0x0040, underWay },
    { device: 'trolley-drive', periodMs: every, unit: 1, address: 0x0000, count: 8, setPoint: 0x0040, underWay },
    { device: 'gantry-drive', periodMs: 2 * every, unit: 1, address: 0x0000, count: 6, underWay: false },
    { device: 'spreader', periodMs: 1.5 * every, unit: 10, address: 0x0100, count: 6, underWay: false },
  ];
}
