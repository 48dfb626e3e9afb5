import { embeddedClient } from '../encode/tls.ts';
import { remoteEnd } from '../simulate/end.ts';
import { Host, linuxStack } from '../simulate/host.ts';
import { radioPath } from '../simulate/path.ts';
import { type Actor, millisecond, second } from '../simulate/scheduler.ts';
import type { CraneScene } from './crane-scene.ts';
import type { BackupPlan } from './plan.ts';
import { terminalCertificate } from './shore-reporting.ts';
import { tlsConversation } from './tls-conversation.ts';

/** What the carrier's tunnel leaves of a 1,500-byte packet. */
export const backupMtu = 1430;

/** The agreed cellular way: the crane PC proves every two minutes that it works, to the one peer it was approved for. */
export function* backupCheck(scene: CraneScene, plan: BackupPlan): Actor {
  const random = scene.randomFor('backup');
  const router = scene.stranger('backup', plan.mac, plan.ip, linuxStack);
  const host = new Host('backup peer', '00:00:00:00:00:00', plan.peer, linuxStack, random);
  const peer = remoteEnd(host, router.host, radioPath(random), { hops: 9, mss: backupMtu - 40 });
  yield random.between(20, 45) * second;
  for (;;) {
    yield* tlsConversation(scene.lan, random, {
      client: scene.device('cms'),
      server: peer,
      port: 443,
      hello: embeddedClient,
      serverName: plan.peerName,
      certificate: terminalCertificate(plan.peerName),
      rounds: [{ up: 420, down: 180, after: 2 * millisecond, thinking: 6 * millisecond }],
      ending: 'close',
    });
    yield 118 * second + random.between(-900, 900) * millisecond;
  }
}
