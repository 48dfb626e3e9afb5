import { OpenRequests } from '../../../kernel/open-requests.ts';

/**
 * Requests of one flow that may wait for an answer. Devices accept 1 to 16 open transactions (MBAP guide 4.2.2:
 * NumberMaxOfServerTransaction); gateways queue more.
 */
export const MAX_OPEN_REQUESTS = 32;

/** What is remembered of one Modbus/TCP connection: about 270 bytes, no growth beyond {@link MAX_OPEN_REQUESTS}. */
export class ModbusState {
  readonly requests: OpenRequests = new OpenRequests(MAX_OPEN_REQUESTS);
  /** 0 until known; 1: the flow driver's guess at the server is right; 2: it is the other way round. */
  orientation: 0 | 1 | 2 = 0;
  requestsSeen = false;
  responsesSeen = false;
  /** True from missing bytes to the next matched response: until then a lone response is nobody's fault. */
  forgiving = false;
}

/** One transaction of one unit; 24 bits. */
export function transactionKey(transaction: number, unit: number): number {
  return transaction * 256 + unit;
}
