import { tcpFlag } from '../encode/tcp.ts';
import { FrameTemplate } from './frame-template.ts';

export interface Step {
  readonly frame: FrameTemplate;
  readonly fromClient: boolean;
}

/** A conversation: once through the opening, so many times through the round, once through the ending. */
export interface FlowScript {
  readonly name: string;
  readonly port: number;
  readonly opening: readonly Step[];
  readonly round: readonly Step[];
  readonly ending: readonly Step[];
}

const none = new Uint8Array(0);
const bareAck = FrameTemplate.tcp(tcpFlag.ack, none);
const synFrame = FrameTemplate.tcp(tcpFlag.syn, none);
const synAckFrame = FrameTemplate.tcp(tcpFlag.syn | tcpFlag.ack, none);
const finFrame = FrameTemplate.tcp(tcpFlag.fin | tcpFlag.ack, none);

export const clientAck: Step = { frame: bareAck, fromClient: true };

export const handshake: readonly Step[] = [
  { frame: synFrame, fromClient: true },
  { frame: synAckFrame, fromClient: false },
  clientAck,
];

export const farewell: readonly Step[] = [
  { frame: finFrame, fromClient: true },
  { frame: finFrame, fromClient: false },
  clientAck,
];

export function fromClient(payload: Uint8Array, tokenAt = -1): Step {
  return { frame: FrameTemplate.tcp(tcpFlag.ack | tcpFlag.psh, payload, tokenAt), fromClient: true };
}

export function fromServer(payload: Uint8Array, tokenAt = -1): Step {
  return { frame: FrameTemplate.tcp(tcpFlag.ack | tcpFlag.psh, payload, tokenAt), fromClient: false };
}

/** A segment in the middle of a burst: no PSH. */
export function midBurst(payload: Uint8Array): Step {
  return { frame: FrameTemplate.tcp(tcpFlag.ack, payload), fromClient: false };
}

export function scriptLength(script: FlowScript, rounds: number): number {
  return script.opening.length + script.round.length * rounds + script.ending.length;
}
