/** Standards that cargo data are told by; their place is their number in fact tables. */
export const cargoStandards = ['EDIFACT', 'X12', 'ISO 6346'] as const;
export const EDIFACT = 0;
export const X12 = 1;
export const ISO_6346 = 2;

/** Where a scanner puts what it finds. */
export interface CargoSink {
  /** `kind` is a message type or `container number`; `parties` who sends to whom by the interchange's own words. */
  cargo(standard: number, kind: string, parties: string): void;
}
