import { modbusFunction, modbusMessage, readRegisters, registersRead } from '../encode/modbus.ts';
import { embeddedStack } from '../simulate/host.ts';
import type { End } from '../simulate/end.ts';
import { type Actor, millisecond, second } from '../simulate/scheduler.ts';
import { TcpSession } from '../simulate/tcp-session.ts';
import { controllerPolling } from './controller-polling.ts';
import type { CraneScene } from './crane-scene.ts';
import { modbusPort } from './drive-polling.ts';
import type { ReaderPlan } from './plan.ts';

/** A box that reads the same things at a fixed beat and does nothing else: it never leaves the crane's network by itself. */
export function undeclaredReaderActors(scene: CraneScene, plan: ReaderPlan): readonly Actor[] {
  const reader = scene.stranger('reader', plan.mac, plan.ip, embeddedStack);
  return [
    controllerPolling(scene, {
      name: 'reader',
      reader,
      periodMs: plan.periodSeconds * 1000,
      jitterMs: 1,
      startMs: 6300,
      identify: false,
      items: [
        { block: 10, offset: 0, length: 14 },
        { block: 20, offset: 0, length: 6 },
        { block: 50, offset: 0, length: 32 },
      ],
    }),
    driveReading(scene, plan, reader),
  ];
}

function* driveReading(scene: CraneScene, plan: ReaderPlan, reader: End): Actor {
  const { lan } = scene;
  const random = scene.randomFor('reading drives');
  const session = new TcpSession(lan, reader, scene.device('hoist-drive'), modbusPort);
  yield 7 * second;
  yield* session.open();
  for (let transaction = 1; ; transaction = (transaction + 1) & 0xffff) {
    const started = lan.now;
    const values = Array.from({ length: 16 }, () => random.between(0, 900));
    yield* session.exchange(
      'client',
      modbusMessage(transaction, 1, readRegisters(modbusFunction.readHolding, 0, 16)),
      modbusMessage(transaction, 1, registersRead(modbusFunction.readHolding, values)),
      random.between(900, 3800) * 1000,
    );
    yield* session.pause(Math.max(millisecond, plan.periodSeconds * second - (lan.now - started)));
  }
}
