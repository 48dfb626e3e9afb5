import { synOptions, tcpFlag, tcpSegment, timestampOption } from '../encode/tcp.ts';
import { ipProtocol } from '../encode/ipv4.ts';
import type { End } from './end.ts';
import type { Lan } from './lan.ts';
import { type Actor, microsecond, millisecond } from './scheduler.ts';

interface Side {
  readonly end: End;
  readonly port: number;
  /** Next sequence number to send. */
  sequence: number;
  /** What this side has taken in: the next number it expects. */
  expected: number;
  /** When it must acknowledge at the latest; undefined: nothing is owed. */
  ackDue: number | undefined;
  /** The other side's last timestamp. */
  echo: number;
  identification: number;
}

export type SideName = 'client' | 'server';

/** Time between two segments of one burst: 1,514 bytes at 100 Mbit/s. */
const segmentSpacing = 122 * microsecond;
const shortestTimeout = 200 * millisecond;

/**
 * One TCP conversation as a mirror port near the local end sees it. Both ends are simulated in one actor: a frame is
 * shown when it passes the tap, and an end's answer passes one round trip of that end's path (plus thinking) later.
 */
export class TcpSession {
  readonly #lan: Lan;
  readonly #client: Side;
  readonly #server: Side;
  readonly #timestamps: boolean;
  readonly #scaled: boolean;
  readonly #mss: number;

  constructor(lan: Lan, client: End, server: End, serverPort: number, clientPort: number = client.host.nextPort()) {
    this.#lan = lan;
    const side = (end: End, port: number): Side => ({
      end,
      port,
      sequence: lan.random.u32(),
      expected: 0,
      ackDue: undefined,
      echo: 0,
      identification: lan.random.between(1, 0xffff),
    });
    this.#client = side(client, clientPort);
    this.#server = side(server, serverPort);
    this.#client.expected = this.#server.sequence;
    this.#server.expected = this.#client.sequence;
    this.#timestamps = client.host.stack.timestamps && server.host.stack.timestamps;
    this.#scaled = client.host.stack.windowScale !== undefined && server.host.stack.windowScale !== undefined;
    this.#mss = Math.min(client.mss, server.mss) - (this.#timestamps ? 12 : 0);
  }

  /** The three-way handshake. */
  *open(): Actor {
    yield* this.#lan.resolve(this.#client.end, this.#server.end);
    this.#show(this.#client, tcpFlag.syn, new Uint8Array(0));
    yield this.#answerTime(this.#server);
    yield* this.#lan.resolve(this.#server.end, this.#client.end);
    this.#show(this.#server, tcpFlag.syn | tcpFlag.ack, new Uint8Array(0));
    yield this.#answerTime(this.#client);
    this.#show(this.#client, tcpFlag.ack, new Uint8Array(0));
    yield this.#lan.random.between(30, 240) * microsecond;
  }

  /** A conversation that began before the capture: numbers as if they had long been exchanged. */
  underWay(): void {
    const now = this.#lan.now;
    this.#client.echo = this.#server.end.host.timestamp(now);
    this.#server.echo = this.#client.end.host.timestamp(now);
  }

  /** Sends bytes; whoever owes an acknowledgement pays with the first segment. */
  *send(name: SideName, data: Uint8Array): Actor {
    const from = name === 'client' ? this.#client : this.#server;
    const to = name === 'client' ? this.#server : this.#client;
    yield* this.#lan.resolve(from.end, to.end);
    const receiverNear = to.end.router === undefined;
    const flight = receiverNear ? 2 : 10;
    for (let at = 0, inFlight = 0; at < data.length; ) {
      const part = data.subarray(at, at + this.#mss);
      at += part.length;
      const last = at >= data.length;
      const flags = tcpFlag.ack | (last ? tcpFlag.psh : 0);
      const before = from.sequence;
      this.#show(from, flags, part);
      if (this.#lan.random.chance(from.end.path.loss + to.end.path.loss)) {
        yield shortestTimeout + Math.round(this.#lan.random.unit() * 100 * millisecond);
        from.sequence = before;
        this.#show(from, flags, part);
      }
      to.expected = from.sequence;
      inFlight += 1;
      if (last && inFlight % 2 === 1) {
        const onTheWay = receiverNear ? 0 : to.end.path.roundTrip(this.#lan.now);
        // Delayed acknowledgements hang on a coarse timer of the stack, so they are never due on the dot.
        const slack = Math.round(to.end.host.stack.delayedAck * (0.94 + 0.08 * this.#lan.random.unit()));
        to.ackDue = this.#lan.now + onTheWay + slack;
      } else if (inFlight >= flight || last) {
        yield this.#answerTime(to);
        this.#show(to, tcpFlag.ack, new Uint8Array(0));
        inFlight = 0;
        if (!last) yield this.#answerTime(from);
      } else {
        yield segmentSpacing;
      }
    }
  }

  /** One side asks, the other thinks and answers. */
  *exchange(asker: SideName, question: Uint8Array, answer: Uint8Array, thinking: number): Actor {
    yield* this.send(asker, question);
    const answerer = asker === 'client' ? this.#server : this.#client;
    yield* this.pause(this.#answerTime(answerer) + thinking);
    yield* this.send(asker === 'client' ? 'server' : 'client', answer);
    yield* this.turn(asker);
  }

  /** Waits until what passed the tap last can have been answered by this side. */
  *turn(name: SideName): Actor {
    yield* this.pause(this.#answerTime(name === 'client' ? this.#client : this.#server));
  }

  /** Sleeps, but pays the acknowledgements that fall due meanwhile. */
  *pause(duration: number): Actor {
    const until = this.#lan.now + duration;
    for (;;) {
      const owing = [this.#client, this.#server].filter((side) => side.ackDue !== undefined && side.ackDue < until);
      owing.sort((a, b) => (a.ackDue ?? 0) - (b.ackDue ?? 0));
      const side = owing[0];
      if (side?.ackDue === undefined) break;
      yield Math.max(0, side.ackDue - this.#lan.now);
      this.#show(side, tcpFlag.ack, new Uint8Array(0));
    }
    yield Math.max(0, until - this.#lan.now);
  }

  /** FIN from one side, FIN from the other, last acknowledgement. */
  *close(name: SideName = 'client'): Actor {
    const first = name === 'client' ? this.#client : this.#server;
    const second = name === 'client' ? this.#server : this.#client;
    this.#show(first, tcpFlag.fin | tcpFlag.ack, new Uint8Array(0));
    yield this.#answerTime(second);
    this.#show(second, tcpFlag.fin | tcpFlag.ack, new Uint8Array(0));
    yield this.#answerTime(first);
    this.#show(first, tcpFlag.ack, new Uint8Array(0));
  }

  reset(name: SideName): void {
    this.#show(name === 'client' ? this.#client : this.#server, tcpFlag.rst | tcpFlag.ack, new Uint8Array(0));
  }

  #answerTime(side: Side): number {
    return side.end.path.roundTrip(this.#lan.now) + this.#lan.random.between(20, 90) * microsecond;
  }

  #show(side: Side, flags: number, payload: Uint8Array): void {
    const { host } = side.end;
    const other = side === this.#client ? this.#server : this.#client;
    const syn = (flags & tcpFlag.syn) !== 0;
    const reset = (flags & tcpFlag.rst) !== 0;
    const now = this.#lan.now;
    const value = host.timestamp(now);
    let options: Uint8Array | undefined;
    if (syn) {
      const answering = side === this.#server;
      options = synOptions({
        mss: side.end.mss,
        windowScale: answering && !this.#scaled ? undefined : host.stack.windowScale,
        sack: host.stack.sack && (!answering || other.end.host.stack.sack),
        timestamps: host.stack.timestamps && (!answering || this.#timestamps) ? { value, echo: side.echo } : undefined,
      });
    } else if (this.#timestamps && !reset) {
      options = timestampOption(value, side.echo);
    }
    const windowField =
      syn || !this.#scaled ? host.stack.window : Math.max(256, 0x40000 >>> (host.stack.windowScale ?? 0));
    const acknowledges = (flags & tcpFlag.ack) !== 0;
    const segment = tcpSegment(
      {
        source: host.ip,
        destination: other.end.host.ip,
        sourcePort: side.port,
        destinationPort: other.port,
        sequence: side.sequence,
        acknowledgement: acknowledges ? side.expected : 0,
        flags,
        window: reset ? 0 : Math.min(windowField, 0xffff),
        ...(options === undefined ? {} : { options }),
      },
      payload,
    );
    this.#lan.ipv4(side.end, other.end, ipProtocol.tcp, segment, this.#identification(side, syn), true);
    side.sequence = (side.sequence + payload.length + (syn || (flags & tcpFlag.fin) !== 0 ? 1 : 0)) >>> 0;
    if (syn || (flags & tcpFlag.fin) !== 0) other.expected = side.sequence;
    if (this.#timestamps) other.echo = value;
    if (acknowledges) side.ackDue = undefined;
  }

  #identification(side: Side, syn: boolean): number {
    const kind = side.end.host.stack.identification;
    if (kind === 'counter') return side.end.host.nextIdentification();
    if (kind === 'zero' || (syn && side === this.#server)) return 0;
    side.identification = (side.identification + 1) & 0xffff;
    return side.identification;
  }
}
