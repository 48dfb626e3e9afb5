import { dnsFlags, dnsMessage, dnsType } from '../encode/dns.ts';
import { ntpMessage } from '../encode/ntp.ts';
import type { End } from '../simulate/end.ts';
import { type Actor, microsecond, millisecond, second } from '../simulate/scheduler.ts';
import type { CraneScene } from './crane-scene.ts';
import type { DeviceKey } from './plan.ts';

export const dnsPort = 53;
export const ntpPort = 123;

/** One question and its answer, by default at the terminal's own resolver. */
export function* lookUp(
  scene: CraneScene,
  asker: End,
  name: string,
  address: Uint8Array | undefined,
  resolver: End = scene.shore('dns'),
): Actor {
  const { lan } = scene;
  const identification = lan.random.between(1, 0xffff);
  const port = lan.random.between(50000, 64000);
  const question = { name, type: dnsType.a };
  yield* lan.resolve(asker, resolver);
  lan.udp(asker, resolver, port, dnsPort, dnsMessage(identification, dnsFlags.query, [question]));
  yield resolver.path.roundTrip(lan.now) + lan.random.between(100, 900) * microsecond;
  yield* lan.resolve(resolver, asker);
  const answers = address === undefined ? [] : [{ ...question, ttl: 300, data: address }];
  const flags = address === undefined ? dnsFlags.noSuchName : dnsFlags.answer;
  lan.udp(resolver, asker, dnsPort, port, dnsMessage(identification, flags, [question], answers));
  yield asker.path.roundTrip(lan.now) + 300 * microsecond;
}

/** A client that asks the terminal's time server at the interval of its kind. */
export function* timeKeeping(scene: CraneScene, key: DeviceKey, periodSeconds: number): Actor {
  const { lan, terminal } = scene;
  const random = scene.randomFor(`ntp ${key}`);
  const client = scene.device(key);
  const server = scene.shore('ntp');
  const wall = (time: number): bigint => terminal.start + BigInt(Math.round(time));
  yield random.between(1000, 20000) * millisecond;
  for (;;) {
    const sent = wall(lan.now - random.between(20, 60) * microsecond);
    const port = client.host.stack.ttl === 64 ? random.between(33000, 60000) : ntpPort;
    const none = new Uint8Array(4);
    yield* lan.resolve(client, server);
    lan.udp(
      client,
      server,
      port,
      ntpPort,
      ntpMessage({
        mode: 'client',
        stratum: 0,
        reference: none,
        referenceTime: 0n,
        originTime: 0n,
        receiveTime: 0n,
        transmitTime: sent,
      }),
    );
    const asked = lan.now;
    yield server.path.roundTrip(lan.now) + 40 * microsecond;
    yield* lan.resolve(server, client);
    const received = wall((asked + lan.now) / 2);
    lan.udp(
      server,
      client,
      ntpPort,
      port,
      ntpMessage({
        mode: 'server',
        stratum: 2,
        reference: Uint8Array.of(10, 10, 1, 1),
        referenceTime: received - 417_000_000_000n,
        originTime: sent,
        receiveTime: received,
        transmitTime: received + 21_000n,
      }),
    );
    yield periodSeconds * second + random.between(-200, 200) * millisecond;
  }
}
