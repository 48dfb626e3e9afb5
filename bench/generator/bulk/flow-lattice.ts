import type { CaptureStream } from './capture-stream.ts';
import { type FlowScript, handshake } from './flow-script.ts';
import type { Patch } from './frame-template.ts';

export interface Tuple {
  client: number;
  server: number;
  clientPort: number;
  serverPort: number;
}

/** Fills in the addresses and ports of one flow; different numbers must give different 5-tuples. */
export type TupleOf = (flow: number, tuple: Tuple) => void;

const serverHosts = 16;
const portsPerHost = 20_000;

/** Hosts and ports as a busy network uses them. */
export function ordinaryTuples(flows: number): TupleOf {
  const hosts = Math.max(50, Math.ceil(flows / portsPerHost));
  return (flow, tuple) => {
    tuple.client = 0x0a140001 + (flow % hosts);
    tuple.server = 0x0a0a0001 + (flow % serverHosts);
    tuple.clientPort = 1024 + Math.floor(flow / hosts);
    tuple.serverPort = 502;
  };
}

/**
 * 5-tuples made to fall into one bucket of naive hash tables, in three families by turns: source XOR destination is
 * constant; all low bits are equal; the sums of addresses and of ports are constant.
 */
export function craftedTuples(flow: number, tuple: Tuple): void {
  const number = Math.floor(flow / 3);
  const low = number & 0x0fff;
  const high = number >>> 12;
  if (flow % 3 === 0) {
    tuple.client = (0x0a140000 ^ low) >>> 0;
    tuple.server = (0x0a660000 ^ low) >>> 0;
    tuple.clientPort = 0x2000 + high;
    tuple.serverPort = tuple.clientPort ^ 0x5a00;
  } else if (flow % 3 === 1) {
    // Only bits 16 and up of the addresses and bits 12 and up of the ports differ.
    tuple.client = (0x0b000001 + ((low & 0xff) << 16)) >>> 0;
    tuple.server = (0x0c000001 + ((high & 0xff) << 16)) >>> 0;
    tuple.clientPort = 0x0401 + (((low >>> 8) & 0x0f) << 12);
    tuple.serverPort = 0x01f6 + (((high >>> 8) & 0x0f) << 12);
  } else {
    tuple.client = 0x0d000000 + low;
    tuple.server = 0x0dffffff - low;
    tuple.clientPort = 0x4000 + high;
    tuple.serverPort = 0xbfff - high;
  }
}

export const mostCraftedFlows: number = 3 * 0x1000 * 0x1000;

/**
 * A given number of flows that are all open together: frame by frame, round robin over all of them in a scattered
 * order. Sequence numbers follow from the flow and the step, so memory does not grow with the number of flows.
 */
export function writeLattice(
  stream: CaptureStream,
  script: FlowScript,
  flows: number,
  tupleOf: TupleOf,
  gap: number,
  done: () => boolean,
): void {
  const steps = [...handshake, ...script.round];
  const loop = script.round.length;
  const tuple: Tuple = { client: 0, server: 0, clientPort: 0, serverPort: 0 };
  const patch: Patch = {
    sourceIp: 0,
    destinationIp: 0,
    sourcePort: 0,
    destinationPort: 0,
    sequence: 0,
    acknowledgement: 0,
    identification: 0,
    token: 0,
  };
  let clientSent = 0;
  let serverSent = 0;
  const stride = strideFor(flows);
  for (let index = 0; ; index++) {
    const step = steps[index < handshake.length ? index : handshake.length + ((index - handshake.length) % loop)];
    if (step === undefined) throw new Error('a script needs a round');
    for (let turn = 0, flow = 0; turn < flows; turn++, flow = (flow + stride) % flows) {
      if (done()) return;
      tupleOf(flow, tuple);
      const start = Math.imul(flow + 1, 0x9e3779b1) >>> 0;
      const clientSequence = (start + clientSent) >>> 0;
      const serverSequence = (~start + serverSent) >>> 0;
      patch.identification = index & 0xffff;
      patch.token = Math.floor(index / 3) & 0xffff;
      patch.sourceIp = step.fromClient ? tuple.client : tuple.server;
      patch.destinationIp = step.fromClient ? tuple.server : tuple.client;
      patch.sourcePort = step.fromClient ? tuple.clientPort : tuple.serverPort;
      patch.destinationPort = step.fromClient ? tuple.serverPort : tuple.clientPort;
      patch.sequence = step.fromClient ? clientSequence : serverSequence;
      patch.acknowledgement = index === 0 ? 0 : step.fromClient ? serverSequence : clientSequence;
      step.frame.write(stream, gap, patch);
    }
    if (step.fromClient) clientSent += step.frame.consumes;
    else serverSent += step.frame.consumes;
  }
}

/** A step through all flows that is prime to their number, near the golden section: neighbours in time lie far apart. */
function strideFor(flows: number): number {
  const common = (a: number, b: number): number => (b === 0 ? a : common(b, a % b));
  let stride = Math.max(1, Math.floor(flows * 0.618));
  while (common(stride, flows) !== 1) stride += 1;
  return stride;
}
