import { textBytes } from '../byte-writer.ts';
import { type Actor, millisecond, second } from '../simulate/scheduler.ts';
import { TcpSession } from '../simulate/tcp-session.ts';
import type { CraneScene } from './crane-scene.ts';

export const tosPort = 7412;

/**
 * The terminal operating system's own line protocol: the crane PC signs on and stays; work orders come in, "job done"
 * goes out, a keep-alive runs when there is nothing to say.
 */
export function* tosLink(scene: CraneScene): Actor {
  const { lan, plan } = scene;
  const random = scene.randomFor('tos');
  const session = new TcpSession(lan, scene.device('cms'), scene.shore('tos'), tosPort);
  let number = random.between(100, 900);
  const line = (kind: string, fields: string): Uint8Array => {
    number += 1;
    return textBytes(`${plan.id}|${String(number).padStart(6, '0')}|${kind}|${fields}\r\n`);
  };
  yield random.between(1500, 4000) * millisecond;
  yield* session.open();
  yield* session.exchange(
    'client',
    line('SIGNON', 'mode=STS;version=3.1'),
    line('ACCEPT', 'shift=early'),
    12 * millisecond,
  );
  for (const move of scene.moves) {
    const order = move.start - random.between(4000, 7000) * millisecond;
    while (order - lan.now > 25 * second) {
      yield* session.pause(20 * second);
      yield* session.exchange('client', line('ALIVE', ''), line('ALIVE', ''), 2 * millisecond);
    }
    yield* session.pause(Math.max(millisecond, order - lan.now));
    const work = `job=${move.job};container=${move.container};from=${move.from};to=${move.to};kind=DISCHARGE`;
    yield* session.exchange('server', line('WORKORDER', work), line('ACCEPT', `job=${move.job}`), 30 * millisecond);
    yield* session.pause(Math.max(millisecond, move.end + random.between(300, 1200) * millisecond - lan.now));
    const done = `job=${move.job};container=${move.container};at=${move.to};weight=${275 + (move.job % 110)}`;
    yield* session.exchange('client', line('JOBDONE', done), line('ACCEPT', `job=${move.job}`), 15 * millisecond);
  }
}
