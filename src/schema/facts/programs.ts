import { type Seen, seenColumns, type TableSpec } from './table-spec.ts';
import type { ProgramState } from './vocabulary.ts';

/**
 * A program, block or file that was loaded into a controller or read back from it. The same content moved again is the
 * same row; each transfer is noted by its first and its last frame.
 */
export interface ProgramRow extends Seen {
  readonly client: string;
  readonly server: string;
  readonly serverPort: number;
  readonly protocol: string;
  readonly unit: number;
  readonly object: string;
  readonly direction: 'upload' | 'download';
  readonly state: ProgramState;
  readonly sha256: string;
  readonly declaredSize: number;
  readonly size: number;
}

export const programsTable: TableSpec<ProgramRow> = {
  name: 'programs',
  doc: 'Programs, blocks and files loaded into controllers or read back from them: whole ones by their SHA-256.',
  columns: {
    client: { type: 'text', merge: 'key', doc: 'Address that loads or reads back.' },
    server: { type: 'text', merge: 'key', doc: 'Address of the controller.' },
    serverPort: { type: 'integer', merge: 'key', doc: 'TCP or UDP port of the controller.' },
    protocol: { type: 'text', merge: 'key', doc: 'Protocol of the transfer.' },
    unit: { type: 'integer', merge: 'key', doc: 'S7 rack and slot, CIP slot; 0 where there is none.' },
    object: {
      type: 'text',
      merge: 'key',
      doc: 'Type and number of the block, or which file: `DB 1`, `file 200`; `other programs` beyond the limit for one pair.',
    },
    direction: { type: 'text', merge: 'key', doc: 'upload: read from the controller; download: loaded into it.' },
    state: {
      type: 'text',
      merge: 'key',
      doc: 'complete, or why not: hole, cut, no-beginning, refused, size-differs, over-limit.',
    },
    sha256: { type: 'text', merge: 'key', doc: 'SHA-256 of the bytes, hex; empty unless complete.' },
    declaredSize: {
      type: 'integer',
      merge: 'key',
      unit: 'bytes',
      doc: 'Size by its own header, or else as announced; -1 where nobody says.',
    },
    size: { type: 'integer', merge: 'max', unit: 'bytes', doc: 'Bytes seen of it; of several transfers the most.' },
    ...seenColumns,
    count: { type: 'integer', merge: 'sum', unit: 'transfers', doc: 'How often it was transferred.' },
    frames: {
      type: 'frames',
      merge: 'samples',
      doc: 'First and last frame of each transfer: the first 24 and the last 8.',
    },
  },
};
