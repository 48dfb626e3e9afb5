import type { BodySearch } from './body-search.ts';

/** Requests of one flow that wait for their answer; browsers pipeline few, scripts at times a hundred. */
export const MAX_WAITING = 128;

/** A request until its response comes. */
export interface Waiting {
  readonly method: number;
  readonly frame: number;
  readonly seconds: number;
  readonly nanos: number;
  /** Host and target; empty unless somebody traces. */
  readonly uri: string;
  /** Handle of an operation that it asks for, or -1. */
  readonly command: number;
}

/**
 * What a direction's next bytes are: a head; a body of known length whose beginning is searched for a title; a
 * chunk's size line; chunk data that are searched; the trailer after the last chunk; or, after an upgrade, what
 * is not HTTP.
 */
export type Stage = 'head' | 'body' | 'chunk-size' | 'chunk' | 'trailer' | 'foreign';

/** One direction of a flow. */
export class Direction {
  stage: Stage = 'head';
  /** Bytes of the body or chunk still to come. */
  left = 0;
  /** Bytes of an unfinished head or line that were already searched. */
  scanned = 0;
  /** Lines of the trailer read. */
  lines = 0;
  /** What is looked for in the body. */
  search: BodySearch | undefined = undefined;

  reset(): void {
    this.stage = 'head';
    this.left = 0;
    this.scanned = 0;
    this.lines = 0;
    this.search = undefined;
  }
}

export class HttpState {
  readonly client: Direction = new Direction();
  readonly server: Direction = new Direction();
  /** Oldest first. */
  readonly waiting: Waiting[] = [];
  /** Requests passed over because too many waited: their answers must not be matched to later ones. */
  unmatched = 0;
  /** Numbers of the texts of ONVIF operations. */
  readonly operations: Map<string, number> = new Map();

  /** Bytes are missing: what comes next is a head, or will not be read as one, and answers match no longer. */
  lose(fromServer: boolean): void {
    const direction = fromServer ? this.server : this.client;
    if (direction.stage !== 'foreign') direction.reset();
    this.waiting.length = 0;
    this.unmatched = 0;
  }
}
