import type { Random } from '../random.ts';
import { writeArpExchange } from './arp-exchange.ts';
import type { CaptureStream } from './capture-stream.ts';
import type { FlowScript, Step } from './flow-script.ts';
import type { Patch } from './frame-template.ts';

interface Flow {
  script: FlowScript;
  steps: readonly Step[];
  position: number;
  rounds: number;
  client: number;
  server: number;
  port: number;
  clientSequence: number;
  serverSequence: number;
  started: boolean;
  token: number;
}

export interface NextFlow {
  readonly script: FlowScript;
  readonly rounds: number;
}

const clientHosts = 400;
const serverHosts = 40;
const clientNet = 0x0a140000;
const serverNet = 0x0a0a0000;
const firstPort = 1024;
const portsPerHost = 60_000;

/** Keeps so many conversations open at a time and advances them in random order, one frame a turn. */
export class FlowRunner {
  readonly #stream: CaptureStream;
  readonly #random: Random;
  readonly #gap: number;
  readonly #turnsPerArp: number;
  readonly #flows: Flow[] = [];
  readonly #patch: Patch = {
    sourceIp: 0,
    destinationIp: 0,
    sourcePort: 0,
    destinationPort: 0,
    sequence: 0,
    acknowledgement: 0,
    identification: 0,
    token: 0,
  };
  #started = 0;
  #shown = 0;

  /** turnsPerArp 0: no ARP between the conversations. */
  constructor(stream: CaptureStream, random: Random, microsecondsPerFrame: number, turnsPerArp: number) {
    this.#turnsPerArp = turnsPerArp;
    this.#stream = stream;
    this.#random = random;
    this.#gap = microsecondsPerFrame;
  }

  /** Flows of which at least one frame was written. */
  get shown(): number {
    return this.#shown;
  }

  /** Runs until the stream is as long as wished; flows still open are cut off, as by the end of a capture. */
  run(concurrent: number, done: () => boolean, next: () => NextFlow): void {
    for (let i = 0; i < concurrent; i++) this.#flows.push(this.#begin(next()));
    for (let turn = 1; !done(); turn++) {
      if (this.#turnsPerArp > 0 && turn % this.#turnsPerArp === 0) {
        const host = this.#random.u32() % clientHosts;
        writeArpExchange(this.#stream, this.#gap, clientNet + host + 1, serverNet + (host % serverHosts) + 1);
      }
      const index = this.#random.u32() % concurrent;
      const flow = this.#flows[index];
      if (flow === undefined) return;
      if (!this.#advance(flow)) this.#flows[index] = this.#begin(next());
    }
  }

  #begin(next: NextFlow): Flow {
    const number = this.#started++;
    const host = number % clientHosts;
    const turn = Math.floor(number / clientHosts);
    return {
      script: next.script,
      steps: next.script.opening,
      position: 0,
      rounds: next.rounds,
      // After so many flows that a host's ports are used up, further hosts appear: no 5-tuple comes twice.
      client: clientNet + host + clientHosts * Math.floor(turn / portsPerHost) + 1,
      server: serverNet + (number % serverHosts) + 1,
      port: firstPort + (turn % portsPerHost),
      clientSequence: this.#random.u32(),
      serverSequence: this.#random.u32(),
      started: false,
      token: this.#random.u32() & 0xffff,
    };
  }

  /** False: the flow has come to its end. */
  #advance(flow: Flow): boolean {
    while (flow.position >= flow.steps.length) {
      if (flow.steps === flow.script.ending) return false;
      if (flow.rounds > 0) {
        flow.rounds -= 1;
        flow.steps = flow.script.round;
      } else {
        flow.steps = flow.script.ending;
      }
      flow.position = 0;
    }
    const step = flow.steps[flow.position];
    if (step === undefined) return false;
    flow.position += 1;
    const patch = this.#patch;
    patch.identification = this.#stream.frames & 0xffff;
    patch.token = flow.token;
    if (step.fromClient) {
      patch.sourceIp = flow.client;
      patch.destinationIp = flow.server;
      patch.sourcePort = flow.port;
      patch.destinationPort = flow.script.port;
      patch.sequence = flow.clientSequence;
      patch.acknowledgement = flow.started ? flow.serverSequence : 0;
      flow.clientSequence = (flow.clientSequence + step.frame.consumes) >>> 0;
    } else {
      patch.sourceIp = flow.server;
      patch.destinationIp = flow.client;
      patch.sourcePort = flow.script.port;
      patch.destinationPort = flow.port;
      patch.sequence = flow.serverSequence;
      patch.acknowledgement = flow.clientSequence;
      flow.serverSequence = (flow.serverSequence + step.frame.consumes) >>> 0;
      flow.token = (flow.token + 1) & 0xffff;
    }
    if (!flow.started) this.#shown += 1;
    flow.started = true;
    step.frame.write(this.#stream, this.#gap, patch);
    return true;
  }
}
