/**
 * A limit over all keys was reached: the analysis stops and says so, since dropping what came last would make
 * the result depend on order. Caught by the command line, which prints it and exits with 4.
 */
export class LimitError extends Error {
  readonly code = 'QW_LIMIT';
  readonly limit: string;

  constructor(limit: string, message: string) {
    super(message);
    this.name = 'LimitError';
    this.limit = limit;
  }
}
