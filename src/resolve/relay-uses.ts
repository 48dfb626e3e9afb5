import { compareText } from '../kernel/compare.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Relay } from '../knowledge/relay-name.ts';
import type { CertificateRow } from '../schema/facts/certificates.ts';
import type { NameRow } from '../schema/facts/names.ts';
import type { Seen } from '../schema/facts/table-spec.ts';
import type { RelayUse } from './estate.ts';
import { keyOfCells } from './merge-rows.ts';
import { MAX_LISTED, MAX_RELAY_USES } from './limits.ts';
import { SightingSum } from './sighting.ts';
import { Smallest } from './smallest.ts';

interface UseSum {
  readonly ip: string;
  readonly how: RelayUse['how'];
  readonly relay: Relay;
  readonly names: Smallest<true>;
  readonly seen: SightingSum;
}

/** Who asked for the name of a cloud, relay or tunnel, and who presented a certificate that names one. */
export function relayUses(
  names: readonly NameRow[],
  certificates: readonly CertificateRow[],
  knowledge: Knowledge,
): readonly RelayUse[] {
  const sums = new Smallest<UseSum>(MAX_RELAY_USES);
  const add = (ip: string, how: RelayUse['how'], relay: Relay, name: string, seen: Seen): void => {
    const sum = sums.at(keyOfCells(ip, relay.product, relay.strength, how), () => ({
      ip,
      how,
      relay,
      names: new Smallest<true>(MAX_LISTED),
      seen: new SightingSum(),
    }));
    sum?.names.at(name, () => true);
    sum?.seen.add(seen);
  };
  for (const row of names) {
    if (row.kind !== 'query' && row.kind !== 'tls-sni' && row.kind !== 'http-host') continue;
    const relay = knowledge.relays.host(row.name);
    if (relay !== undefined) add(row.client, row.kind, relay, row.name, row);
  }
  for (const row of certificates) {
    const others = row.alternativeNames === '' ? [] : row.alternativeNames.split(',');
    const relay = knowledge.relays.certificate(row.subject, row.issuer, others);
    if (relay !== undefined) add(row.holder, 'certificate', relay, row.subject, row);
  }
  return sums
    .sorted()
    .map(([, sum]) => ({
      ip: sum.ip,
      how: sum.how,
      product: sum.relay.product,
      kind: sum.relay.kind,
      strength: sum.relay.strength,
      basis: sum.relay.basis,
      names: sum.names.sorted().map(([name]) => name),
      ...sum.seen.done(),
    }))
    .sort((a, b) => compareText(a.ip, b.ip) || compareText(a.product, b.product) || compareText(a.how, b.how));
}
