import { certificate, type CertificateFields } from '../encode/certificate.ts';
import {
  applicationData,
  clientFinish,
  clientHello,
  closeAlert,
  finished,
  serverFlight,
  type TlsClient,
} from '../encode/tls.ts';
import type { Random } from '../random.ts';
import type { End } from '../simulate/end.ts';
import type { Lan } from '../simulate/lan.ts';
import { type Actor, microsecond, millisecond } from '../simulate/scheduler.ts';
import { TcpSession } from '../simulate/tcp-session.ts';

export interface TlsRound {
  /** Plain bytes each way; 0 leaves that way out. */
  readonly up: number;
  readonly down: number;
  /** How long the client waits before this round. */
  readonly after: number;
  readonly thinking: number;
}

export interface TlsConversation {
  readonly client: End;
  readonly server: End;
  readonly port: number;
  readonly hello: TlsClient;
  readonly serverName?: string;
  readonly certificate: CertificateFields;
  readonly rounds: readonly TlsRound[];
  /** How it ends; open: it goes on beyond the capture. */
  readonly ending: 'close' | 'reset' | 'open';
}

const suite = 0xc02f;

/** A TLS 1.2 conversation from the TCP handshake to its end. */
export function* tlsConversation(lan: Lan, random: Random, talk: TlsConversation): Actor {
  const session = new TcpSession(lan, talk.client, talk.server, talk.port);
  // The key belongs to the server, not to the session: the same name bears the same certificate every time.
  const leaf = certificate(talk.certificate, random.fork(`certificate ${talk.certificate.commonName}`));
  yield* session.open();
  yield random.between(200, 1400) * microsecond;
  yield* session.exchange(
    'client',
    clientHello(talk.hello, talk.serverName, random),
    serverFlight(suite, [leaf], random),
    2 * millisecond,
  );
  yield random.between(1000, 4000) * microsecond;
  yield* session.exchange('client', clientFinish(random), finished(random), millisecond);
  for (const round of talk.rounds) {
    yield* session.pause(round.after + random.between(0, 900) * microsecond);
    if (round.up > 0) yield* session.send('client', applicationData(round.up, random));
    if (round.down > 0) {
      yield* session.turn('server');
      yield* session.pause(round.thinking + random.between(0, 2500) * microsecond);
      yield* session.send('server', applicationData(round.down, random));
      yield* session.turn('client');
    }
  }
  if (talk.ending === 'open') return;
  yield* session.pause(random.between(9_000, 30_000) * microsecond);
  yield* session.send('client', closeAlert(random));
  yield random.between(20, 300) * microsecond;
  if (talk.ending === 'reset') session.reset('client');
  else yield* session.close('client');
}
