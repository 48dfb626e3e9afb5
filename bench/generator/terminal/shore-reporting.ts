import { textBytes } from '../byte-writer.ts';
import type { CertificateFields } from '../encode/certificate.ts';
import { httpRequest, httpResponse } from '../encode/http.ts';
import { embeddedClient, windowsClient } from '../encode/tls.ts';
import { type Actor, millisecond, second } from '../simulate/scheduler.ts';
import { TcpSession } from '../simulate/tcp-session.ts';
import type { CraneScene } from './crane-scene.ts';
import { lookUp } from './name-and-time.ts';
import { tlsConversation } from './tls-conversation.ts';
import { craneState } from './work-cycle.ts';

/** The crane PC tells the office about the crane over plain HTTP every half minute, on one connection that is kept. */
export function* statusReporting(scene: CraneScene): Actor {
  const random = scene.randomFor('status');
  const rcms = scene.shore('rcms');
  yield random.between(3000, 15000) * millisecond;
  yield* lookUp(scene, scene.device('cms'), rcms.host.name, rcms.host.ip);
  const session = new TcpSession(scene.lan, scene.device('cms'), rcms, 80);
  yield* session.open();
  for (;;) {
    const state = craneState(scene.moves, scene.lan.now);
    const body = textBytes(
      JSON.stringify({ crane: scene.plan.id, ...state, second: Math.floor(scene.lan.now / second) }),
    );
    const request = httpRequest(
      'POST',
      `/rcms/v2/cranes/${scene.plan.id}/status`,
      {
        Host: 'rcms.halmoy-terminal.example',
        'User-Agent': 'CraneManagement/8.4 (KIP-7)',
        'Content-Type': 'application/json',
      },
      body,
    );
    const response = httpResponse(
      '200 OK',
      { Server: 'RCMS/8.4', 'Content-Type': 'application/json' },
      textBytes('{"accepted":true}'),
    );
    yield* session.exchange('client', request, response, random.between(4, 22) * millisecond);
    yield* session.pause(30 * second + random.between(-400, 400) * millisecond);
  }
}

const terminalIssuer = {
  organization: 'Halmoy Container Terminal',
  country: 'XB',
  issuerName: 'Halmoy Terminal Issuing CA 2',
  issuerOrganization: 'Halmoy Container Terminal',
  notBefore: '260201000000Z',
  notAfter: '280201000000Z',
} as const;

export function terminalCertificate(name: string): CertificateFields {
  return { ...terminalIssuer, commonName: name, alternativeNames: [name] };
}

/** Every few minutes the logs go ashore over TLS. */
export function* logUpload(scene: CraneScene): Actor {
  const random = scene.randomFor('logs');
  const rcms = scene.shore('rcms');
  const name = 'rcms.halmoy-terminal.example';
  yield random.between(20, 70) * second;
  for (;;) {
    yield* lookUp(scene, scene.device('cms'), name, rcms.host.ip);
    yield* tlsConversation(scene.lan, random, {
      client: scene.device('cms'),
      server: rcms,
      port: 443,
      hello: windowsClient,
      serverName: name,
      certificate: terminalCertificate(name),
      ending: 'close',
      rounds: [{ up: random.between(9_000, 26_000), down: 310, after: 3 * millisecond, thinking: 30 * millisecond }],
    });
    yield random.between(200, 280) * second;
  }
}

/** After every move the container reader tells the port community system, which stands on the internet behind the firewall. */
export function* cargoReporting(scene: CraneScene): Actor {
  const random = scene.randomFor('cargo');
  const partner = scene.shore('partner');
  const name = 'pcs.halmoy-port.example';
  for (const move of scene.moves) {
    yield Math.max(0, move.end + 4 * second - scene.lan.now);
    yield* lookUp(scene, scene.device('ocr'), name, partner.host.ip);
    yield* tlsConversation(scene.lan, random, {
      client: scene.device('ocr'),
      server: partner,
      port: 443,
      hello: embeddedClient,
      serverName: name,
      ending: 'close',
      certificate: {
        commonName: name,
        alternativeNames: [name],
        organization: 'Halmoy Port Community',
        country: 'XB',
        issuerName: 'Trustholm RSA CA',
        issuerOrganization: 'Trustholm',
        notBefore: '260601000000Z',
        notAfter: '270601000000Z',
      },
      rounds: [{ up: random.between(700, 1100), down: 260, after: 2 * millisecond, thinking: 25 * millisecond }],
    });
  }
}
