import type { TableSpec } from './table-spec.ts';

/** One capture file of a tap's sequence, and where its frames lie in the sequence's numbering. */
export interface CaptureRow {
  readonly sha256: string;
  /** Relative to the arguments; several names of one file are joined by line feeds. */
  readonly names: string;
  readonly firstFrame: number;
  readonly frames: number;
}

export const capturesTable: TableSpec<CaptureRow> = {
  name: 'captures',
  doc: "Capture files in the order of their tap's sequence. A frame number of another table less `firstFrame`, plus one, is Wireshark's number in that file.",
  columns: {
    sha256: { type: 'text', merge: 'key', doc: 'SHA-256 of the file as given, hex.' },
    names: { type: 'text', merge: 'same', doc: 'Names relative to the arguments, joined by line feeds.' },
    firstFrame: { type: 'integer', merge: 'same', unit: 'frame', doc: 'Sequence number of its first frame.' },
    frames: { type: 'integer', merge: 'same', unit: 'frames', doc: 'How many frames it holds.' },
  },
};
