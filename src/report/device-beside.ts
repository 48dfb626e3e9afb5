import type { ContractMark, Standing } from './report-input.ts';

/** What declaration and contract say of one device that was seen. */
export interface DeviceBeside {
  readonly name: string;
  readonly role: string;
  readonly zone: string;
  readonly standing: Standing;
  readonly contract: ContractMark;
  readonly contractRef: string;
  readonly differs: string;
  readonly origin: string;
}
