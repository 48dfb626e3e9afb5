import { parseIp, prefixContains } from '../../kernel/ip.ts';
import type { Declaration, Service, ServiceKind } from '../declaration.ts';
import { hostNameMatches } from '../value/host-name.ts';
import { isAccepted } from './limits-of-use.ts';
import { holdsAt } from './scope.ts';

/** The server that was used, by address or name. */
export interface SeenServer {
  readonly ip?: string;
  readonly name?: string;
}

/**
 * The declared service that a server is, of one kind or of any; an accepted entry before an observed one. The
 * caller looks at its status: an observed one permits nothing.
 */
export function serviceFor(
  declaration: Declaration,
  tapId: string | undefined,
  seen: SeenServer,
  kind?: ServiceKind,
): Service | undefined {
  const address = seen.ip === undefined ? undefined : parseIp(seen.ip);
  const matching = declaration.services.filter(
    (service) =>
      (kind === undefined || service.kind === kind) &&
      holdsAt(declaration, tapId, service) &&
      ((address !== undefined && service.prefixes.some((prefix) => prefixContains(prefix, address))) ||
        (seen.name !== undefined && service.names.some((name) => hostNameMatches(name, seen.name as string)))),
  );
  return matching.find(isAccepted) ?? matching[0];
}
