import { type Access, OTHER, PROGRAM, READ, STOP, WRITE } from '../../../schema/facts/vocabulary.ts';

/** Different operations of one flow that are told apart; a client uses some thirty. */
export const MAX_OPERATIONS = 128;
/** SOAP 1.2 says in the content type what is asked for (RFC 3902): service and operation of ONVIF. */
const ACTION = /;\s*action="?http:\/\/www\.onvif\.org\/ver\d+\/([a-z_-]+)\/wsdl\/(?:[A-Za-z]+\/)?([A-Za-z]{1,64})"?/i;

/** The service and operation that a request's content type names, e.g. `ptz AbsoluteMove`; empty where it is none. */
export function onvifOperation(contentType: string): string {
  const match = ACTION.exec(contentType);
  return match === null ? '' : `${match[1]} ${match[2]}`;
}

const special: ReadonlyMap<string, Access> = new Map<string, Access>([
  ['SystemReboot', STOP],
  ['SetSystemFactoryDefault', STOP],
  ['UpgradeSystemFirmware', PROGRAM],
  ['StartFirmwareUpgrade', PROGRAM],
  ['StartSystemRestore', PROGRAM],
  ['RestoreSystem', PROGRAM],
  ['PullMessages', READ],
]);

/** What an operation does, by its first word. */
export function accessOfOperation(operation: string): Access {
  const word = operation.slice(operation.indexOf(' ') + 1);
  const known = special.get(word);
  if (known !== undefined) return known;
  if (/^(?:Get|Find)/.test(word)) return READ;
  return /^(?:Set|Create|Add|Remove|Delete|Modify|Goto|Move|Stop|.*Move$|Send|Load)/.test(word) ? WRITE : OTHER;
}
