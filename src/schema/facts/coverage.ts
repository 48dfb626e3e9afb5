import type { TableSpec } from './table-spec.ts';

/**
 * Where the captured bytes of a tap went, to the byte:
 * captured = decoded + encrypted + unrecognised + lost + damaged, for every protocol and in all.
 */
export interface CoverageRow {
  /** Protocol the bytes were counted under; `tcp` and `udp` hold payload that no protocol claimed. */
  readonly protocol: string;
  readonly flows: number;
  readonly frames: number;
  readonly captured: number;
  readonly decoded: number;
  readonly encrypted: number;
  readonly unrecognised: number;
  /** Captured, but set aside by a named limit or stranded behind a hole in a stream. */
  readonly lost: number;
  readonly damaged: number;
  /** On the wire but never captured: snapped frames and holes in streams. Not part of `captured`. */
  readonly missing: number;
}

const bytes = (doc: string) => ({ type: 'integer', merge: 'sum', unit: 'bytes', doc }) as const;

export const coverageTable: TableSpec<CoverageRow> = {
  name: 'coverage',
  doc: 'Where the captured bytes went, by protocol: captured = decoded + encrypted + unrecognised + lost + damaged.',
  columns: {
    protocol: { type: 'text', merge: 'key', doc: 'Protocol the bytes were counted under.' },
    flows: { type: 'integer', merge: 'sum', unit: 'flows', doc: 'Flows of this protocol.' },
    frames: { type: 'integer', merge: 'sum', unit: 'frames', doc: 'Frames whose innermost protocol this is.' },
    captured: bytes('Captured bytes.'),
    decoded: bytes('Read and understood: headers, padding and messages.'),
    encrypted: bytes('Known to be ciphertext.'),
    unrecognised: bytes('No decoder knew them.'),
    lost: bytes('Set aside by a named limit, or stranded behind a hole in a stream.'),
    damaged: bytes('Cut off or malformed beyond reading.'),
    missing: bytes('On the wire but not captured; not part of captured.'),
  },
};
