import type { Client, Declaration, Device, FunctionClass } from '../declaration.ts';
import { isAccepted } from './limits-of-use.ts';

export type ClientReason =
  | 'allowed'
  /** The controller has no list of clients, or nobody agreed to it: nothing can be said. */
  | 'no-list'
  /** The client is not in the list. */
  | 'not-listed'
  /** The client is in the list, but nobody agreed to the client itself. */
  | 'only-observed'
  | 'other-protocol'
  | 'other-function';

/** A device's own list of who may read and command it, against one conversation. Devices come from `deviceOf`. */
export function clientFor(
  declaration: Declaration,
  server: Device,
  client: string | undefined,
  protocol: string | undefined,
  functionClass: FunctionClass | undefined,
): ClientReason {
  if (!server.clients || !isAccepted(server)) return 'no-list';
  const listed = server.clients.filter((entry) => entry.device === client);
  const device = declaration.devices.find((entry) => entry.id === client);
  if (listed.length === 0 || !device) return 'not-listed';
  if (!isAccepted(device)) return 'only-observed';
  const reasons = listed.map((entry) => reasonOf(entry, protocol, functionClass));
  return reasons.includes('allowed')
    ? 'allowed'
    : reasons.includes('other-function')
      ? 'other-function'
      : 'other-protocol';
}

function reasonOf(
  entry: Client,
  protocol: string | undefined,
  functionClass: FunctionClass | undefined,
): 'allowed' | 'other-protocol' | 'other-function' {
  if (entry.protocols && !(protocol !== undefined && entry.protocols.includes(protocol))) return 'other-protocol';
  return entry.functions && functionClass !== undefined && !entry.functions.includes(functionClass)
    ? 'other-function'
    : 'allowed';
}
