import { windowsClient } from '../encode/tls.ts';
import { type Actor, millisecond, second } from '../simulate/scheduler.ts';
import type { CraneScene } from './crane-scene.ts';
import { terminalCertificate } from './shore-reporting.ts';
import { tlsConversation, type TlsRound } from './tls-conversation.ts';

export const servicePagesPort = 8443;

/** A service engineer looks at the crane PC's service pages through the jump host, as the grant allows. */
export function* grantedMaintenance(scene: CraneScene): Actor {
  const random = scene.randomFor('maintenance');
  yield Math.min(90 * second, scene.lan.scheduler.end / 4);
  yield* tlsConversation(scene.lan, random, {
    client: scene.shore('jump'),
    server: scene.device('cms'),
    port: servicePagesPort,
    hello: windowsClient,
    serverName: `cms.${scene.plan.id.toLowerCase()}.halmoy-terminal.example`,
    certificate: terminalCertificate(`cms.${scene.plan.id.toLowerCase()}.halmoy-terminal.example`),
    ending: 'close',
    rounds: pageViews(scene.randomFor('pages'), 14),
  });
}

export function pageViews(random: ReturnType<CraneScene['randomFor']>, count: number): readonly TlsRound[] {
  return Array.from({ length: count }, () => ({
    up: random.between(320, 900),
    down: random.between(1500, 14000),
    after: random.between(400, 9000) * millisecond,
    thinking: random.between(8, 40) * millisecond,
  }));
}
