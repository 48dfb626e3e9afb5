import { textBytes } from '../byte-writer.ts';
import { httpRequest, httpResponse } from '../encode/http.ts';
import { rtpPacket } from '../encode/rtp.ts';
import { type Actor, millisecond, second } from '../simulate/scheduler.ts';
import { TcpSession } from '../simulate/tcp-session.ts';
import type { CraneScene } from './crane-scene.ts';
import type { DeviceKey } from './plan.ts';

/** Few and small pictures, so that the whole demonstration stays at some tens of megabytes. */
const picturesPerSecond = 2;
const packetsPerPicture = 4;
const packetBytes = 940;
const videoPort = 5004;

/** While a container hangs on the hook, a camera sends its pictures to the recognition server ashore. */
export function* cameraStream(scene: CraneScene, key: DeviceKey): Actor {
  const { lan } = scene;
  const random = scene.randomFor(`video ${key}`);
  const camera = scene.device(key);
  const server = scene.shore('ocr-server');
  const port = random.between(20000, 30000) * 2;
  const source = random.u32();
  let sequence = random.between(0, 0xffff);
  for (const move of scene.moves) {
    const begin = move.start + 0.35 * (move.end - move.start);
    yield Math.max(0, begin - lan.now);
    for (let picture = 0; picture < 15 * picturesPerSecond; picture++) {
      yield* lan.resolve(camera, server);
      for (let part = 0; part < packetsPerPicture; part++) {
        const position = part === 0 ? 'first' : part === packetsPerPicture - 1 ? 'last' : 'middle';
        sequence = (sequence + 1) & 0xffff;
        const timestamp = Math.floor(lan.now / 1_000_000) * 90;
        const length = packetBytes - (position === 'last' ? random.between(0, 600) : 0);
        const packet = rtpPacket(
          { sequence, timestamp, source, marker: position === 'last' },
          random.bytes(length),
          position,
        );
        lan.udp(camera, server, port, videoPort, packet);
        yield 130_000;
      }
      yield second / picturesPerSecond - packetsPerPicture * 130_000 + random.between(-800, 800) * 1000;
    }
  }
}

/** Before each move the container reader asks its cameras whether they see well. */
export function* cameraCheck(scene: CraneScene, key: DeviceKey): Actor {
  const { lan } = scene;
  const random = scene.randomFor(`check ${key}`);
  const model = scene.plan.devices.find((device) => device.key === key);
  const host = scene.device(key).host.ip.join('.');
  for (const move of scene.moves) {
    yield Math.max(0, move.start - random.between(2000, 6000) * millisecond - lan.now);
    const session = new TcpSession(lan, scene.device('ocr'), scene.device(key), 80);
    yield* session.open();
    const page = `<html><head><title>${model?.model ?? ''} ${model?.title ?? ''}</title></head><body>exposure ok; focus ${random.between(88, 99)}; lens clean</body></html>`;
    yield* session.exchange(
      'client',
      httpRequest('GET', '/status.html', { Host: host, 'User-Agent': 'lm-edge/5.11', Accept: '*/*' }),
      httpResponse(
        '200 OK',
        { Server: `SjovikOptik/${model?.firmware ?? ''}`, 'Content-Type': 'text/html', Connection: 'close' },
        textBytes(page),
      ),
      random.between(3, 9) * millisecond,
    );
    yield* session.close('server');
  }
}
