import type { Turn } from '../../turn.ts';
import type { OpcUaState } from './state.ts';

/**
 * What a shape's callbacks see of a body being read: registers with the value read last, so that nothing is
 * allocated for what nobody keeps, and what can be told of it.
 */
export interface Reading {
  readonly turn: Turn;
  readonly state: OpcUaState;
  readonly fn: number;
  readonly requestId: number;
  /** The value read last: a number, or where its text or bytes stand. */
  readonly number: number;
  readonly textAt: number;
  readonly textEnd: number;
  /** The node that a command is about. */
  readonly objectArea: number;
  readonly objectStart: number;
  attribute: number;
  serviceResult: number;
  /** Kind of the user token read last. */
  readonly tokenKind: number;
  /** Commands of this request so far. */
  readonly asked: number;
  text(): string;
  /** The node read last becomes the object of the command to come. */
  keepObject(): void;
  /** Tells of one object that the request asks for. */
  command(area: number, start: number, count: number): void;
  commandObject(attribute: number): void;
  /** Tells how one object of the request fared; a code with its top bit set is a refusal (OPC 10000-4 7.39). */
  settle(status: number): void;
  /** The value read last is a certificate. */
  certificate(): void;
  userToken(kind: number): void;
  /** One value of an answer to a read. */
  readResult(): void;
  /** A server says who it is, by the number of the node that holds it. */
  identify(node: number, text: string): void;
}
