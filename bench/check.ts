/** One limit of the issue and what was measured. */
export interface Check {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  readonly unit: string;
  readonly holds: boolean;
  /** The figures the value was made of. */
  readonly detail: string;
}

export function check(name: string, value: number, limit: number, unit: string, detail: string): Check {
  return { name, value, limit, unit, detail, holds: value <= limit };
}
