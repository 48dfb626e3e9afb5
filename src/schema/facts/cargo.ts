import { type Seen, seenColumns, type TableSpec } from './table-spec.ts';

/** Data about cargo that passed in clear: who sent what kind to whom. What it says of containers is not kept. */
export interface CargoRow extends Seen {
  readonly sender: string;
  readonly receiver: string;
  /** Protocol that carried it; `tcp` or `udp` where that is not known. */
  readonly carrier: string;
  /** `EDIFACT`, `X12` or `ISO 6346`. */
  readonly standard: string;
  /** Type of message (`BAPLIE`, `315`), or `container number`. */
  readonly kind: string;
  /** Sender and recipient by the interchange's own words, `SENDER > RECIPIENT`; empty for container numbers. */
  readonly parties: string;
}

export const cargoTable: TableSpec<CargoRow> = {
  name: 'cargo',
  doc: 'Cargo data in clear streams: interchanges of EDIFACT and X12 by type and partners, and container numbers. Contents are not kept.',
  columns: {
    sender: { type: 'text', merge: 'key', doc: 'Address that sends.' },
    receiver: { type: 'text', merge: 'key', doc: 'Address that receives.' },
    carrier: {
      type: 'text',
      merge: 'key',
      doc: 'Protocol that carries it; tcp or udp where that is not known.',
    },
    standard: { type: 'text', merge: 'key', doc: 'EDIFACT, X12 or ISO 6346.' },
    kind: {
      type: 'text',
      merge: 'key',
      doc: 'Type of message, or `container number`; other types of messages count as one.',
    },
    parties: {
      type: 'text',
      merge: 'key',
      doc: 'Who sends to whom by the interchange’s own words; empty for container numbers.',
    },
    ...seenColumns,
  },
};
