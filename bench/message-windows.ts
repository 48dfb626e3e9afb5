import { CaptureParser } from '../src/capture/capture-parser.ts';
import type { AppProtocol, PacketProtocol, StreamProtocol } from '../src/decode/protocol.ts';
import { appProtocols, packetProtocols } from '../src/decode/registry.ts';
import { Packet } from '../src/decode/packet.ts';
import { BAD, DONE, MORE, YES } from '../src/decode/verdict.ts';
import { walkFrame } from '../src/decode/walk-frame.ts';
import { Cursor } from '../src/kernel/cursor.ts';
import type { Frame } from '../src/kernel/frame.ts';
import { CountingTurn } from './counting-turn.ts';

/** The bytes of one call of a parser that was answered with DONE. */
export interface MessageWindow {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** Of the bytes it sees, those that this call takes or has skipped. */
  readonly taken: number;
  readonly fromServer: boolean;
}

/** The calls of one flow, in order; packet protocols have one "flow" for all their packets. */
export interface WindowFlow {
  readonly protocol: AppProtocol | PacketProtocol;
  readonly windows: MessageWindow[];
  readonly messages: number;
}

const TCP = 6;
const UDP = 17;
const SYN_ACK_BITS = 0x12;
const SYN = 2;

/**
 * Cuts a generated capture into the windows that decoders are called with: a plain stand-in for the observer, good
 * only for captures in which every byte arrives once and in order.
 */
export function messageWindows(capture: Uint8Array): WindowFlow[] {
  const flows = new Map<string, Flow>();
  const packets = new Map<PacketProtocol, PacketFlow>();
  const p = new Packet();
  new CaptureParser({ frame: (frame: Frame) => take(frame) }).feed(
    capture,
    new DataView(capture.buffer, capture.byteOffset, capture.byteLength),
    0,
    capture.length,
  );
  return [...flows.values(), ...packets.values()]
    .map((flow) => flow.done())
    .filter((flow): flow is WindowFlow => flow !== undefined);

  function take(frame: Frame): void {
    walkFrame(p, frame);
    const packet = packetProtocols.find(
      ({ carriedIn }) =>
        (carriedIn.etherType !== undefined && carriedIn.etherType === p.etherType) ||
        (carriedIn.ipProtocol !== undefined && carriedIn.ipProtocol === p.protocol),
    );
    if (packet !== undefined) {
      const flow = packets.get(packet) ?? new PacketFlow(packet);
      packets.set(packet, flow);
      const byIp = packet.carriedIn.ipProtocol !== undefined;
      flow.take(p.bytes.slice(byIp ? p.transport : p.network, p.end));
    } else if ((p.protocol === TCP || p.protocol === UDP) && p.payload >= 0) {
      const [a, b] = [endpoint(p.source, p.sourcePort), endpoint(p.destination, p.destinationPort)];
      const key = a < b ? `${p.protocol} ${a} ${b}` : `${p.protocol} ${b} ${a}`;
      const begins = p.protocol === TCP && (p.flags & SYN_ACK_BITS) === SYN;
      let flow = begins ? undefined : flows.get(key);
      if (flow === undefined) {
        if (begins && flows.has(key)) flows.set(`${key} before ${frame.ordinal} ${flows.size}`, flows.get(key) as Flow);
        flow = new Flow(p.protocol === TCP, begins || p.sourcePort > p.destinationPort ? a : b, p);
        flows.set(key, flow);
      }
      if (p.payloadEnd > p.payload) flow.take(p.bytes.slice(p.payload, p.payloadEnd), a);
    }
  }

  function endpoint(at: number, port: number): string {
    return `${p.bytes.subarray(at, at + (p.ipVersion === 4 ? 4 : 16)).join('.')}:${port}`;
  }
}

class PacketFlow {
  readonly #protocol: PacketProtocol;
  readonly #turn = new CountingTurn();
  readonly #windows: MessageWindow[] = [];

  constructor(protocol: PacketProtocol) {
    this.#protocol = protocol;
  }

  take(bytes: Uint8Array): void {
    if (this.#protocol.parse(new Cursor().over(bytes), this.#turn) === DONE)
      this.#windows.push(windowOf(bytes, bytes.length, false));
  }

  done(): WindowFlow {
    return { protocol: this.#protocol, windows: this.#windows, messages: this.#turn.messages };
  }
}

class Flow {
  readonly #stream: boolean;
  readonly #client: string;
  readonly #hinted: readonly AppProtocol[];
  readonly #turn = new CountingTurn();
  readonly #windows: MessageWindow[] = [];
  readonly #waiting: [Uint8Array, Uint8Array] = [new Uint8Array(0), new Uint8Array(0)];
  readonly #skip: [number, number] = [0, 0];
  #app: AppProtocol | undefined;
  #state: unknown;

  constructor(stream: boolean, client: string, { sourcePort, destinationPort }: Packet) {
    this.#stream = stream;
    this.#client = client;
    const kind = stream ? 'stream' : 'datagram';
    const hinted = ({ ports }: AppProtocol): boolean => ports.includes(sourcePort) || ports.includes(destinationPort);
    this.#hinted = appProtocols
      .filter((app) => app.kind === kind)
      .sort((a, b) => Number(hinted(b)) - Number(hinted(a)) || a.falseMatchLog2 - b.falseMatchLog2);
  }

  take(payload: Uint8Array, from: string): void {
    const side = from === this.#client ? 0 : 1;
    this.#app ??= this.#hinted.find((app) => app.probe(new Cursor().over(payload), side === 1) === YES);
    if (this.#app === undefined) return;
    this.#state ??= this.#app.open();
    this.#turn.fromServer = side === 1;
    let bytes = payload;
    if (this.#stream) {
      bytes = this.#wanted(joined(this.#waiting[side], payload), side);
      while (bytes.length > 0) {
        const used = this.#parse(bytes, side);
        if (used === 0) break;
        bytes = this.#wanted(bytes.subarray(used), side);
      }
      this.#waiting[side] = bytes;
    } else this.#parse(bytes, side);
  }

  /** Returns how many bytes it took; 0 when more are needed. */
  #parse(bytes: Uint8Array, side: 0 | 1): number {
    const c = new Cursor().over(bytes);
    this.#turn.skipped = 0;
    const outcome = (this.#app as StreamProtocol).parse(c, this.#turn, this.#state);
    if (outcome === MORE) return 0;
    if (outcome === BAD) throw new Error(`${this.#app?.name} refuses what the generator made`);
    const taken = Math.min(bytes.length, c.at + this.#turn.skipped);
    this.#windows.push(windowOf(bytes, taken, side === 1));
    this.#skip[side] += c.at + this.#turn.skipped - taken;
    return taken;
  }

  #wanted(bytes: Uint8Array, side: 0 | 1): Uint8Array {
    const drop = Math.min(this.#skip[side], bytes.length);
    this.#skip[side] -= drop;
    return bytes.subarray(drop);
  }

  done(): WindowFlow | undefined {
    if (this.#app === undefined || this.#windows.length === 0) return undefined;
    return { protocol: this.#app, windows: this.#windows, messages: this.#turn.messages };
  }
}

function windowOf(bytes: Uint8Array, taken: number, fromServer: boolean): MessageWindow {
  return { bytes, view: new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), taken, fromServer };
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  if (a.length === 0) return b;
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
