export const REQUEST = 5;
export const ACTIVATION = 6;
export const ACTIVATION_CONFIRMED = 7;
export const DEACTIVATION = 8;
export const DEACTIVATION_CONFIRMED = 9;
export const FILE_TRANSFER = 13;
/** Unknown type, cause, common address, information object: the station refuses. */
export const FIRST_UNKNOWN = 44;
export const LAST_UNKNOWN = 47;

/** Causes of transmission, IEC 60870-5-101 7.2.3 table 14; 20 to 41 are interrogated by station or group. */
const causes: ReadonlyMap<number, string> = new Map([
  [1, 'periodic'],
  [2, 'background scan'],
  [3, 'spontaneous'],
  [4, 'initialized'],
  [REQUEST, 'requested'],
  [ACTIVATION, 'activation'],
  [ACTIVATION_CONFIRMED, 'activation confirmation'],
  [DEACTIVATION, 'deactivation'],
  [DEACTIVATION_CONFIRMED, 'deactivation confirmation'],
  [10, 'activation termination'],
  [11, 'return information, remote command'],
  [12, 'return information, local command'],
  [FILE_TRANSFER, 'file transfer'],
  [14, 'authentication'],
  [15, 'maintenance of session key'],
  [16, 'maintenance of user role and update key'],
  [20, 'interrogated by station'],
  [37, 'requested by general counter request'],
  [FIRST_UNKNOWN, 'unknown type'],
  [45, 'unknown cause'],
  [46, 'unknown common address'],
  [LAST_UNKNOWN, 'unknown information object address'],
]);

export function causeName(cause: number): string | undefined {
  if (cause > 20 && cause <= 36) return `interrogated by group ${cause - 20}`;
  if (cause > 37 && cause <= 41) return `requested by group ${cause - 37} counter request`;
  return causes.get(cause);
}
