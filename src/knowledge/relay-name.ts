import type { DataTable } from './data-table.ts';

/** What a relay is for. `industrial-gateway`: the cloud behind a maker's remote-access boxes; `mesh`: a private network of hosts. */
export type RelayKind = 'industrial-gateway' | 'cellular-cloud' | 'remote-support' | 'tunnel' | 'mesh';

/** A cloud, relay or tunnel service that a name belongs to; see data/relay-names.tsv. */
export interface Relay {
  readonly product: string;
  readonly kind: RelayKind;
  /** A: only the product asks for the name. C: so does a visitor of its maker's pages. */
  readonly strength: 'A' | 'C';
  /** Whether the name was read in a source, is general knowledge that nobody looked up, or is the site's own word. */
  readonly basis: 'read' | 'recalled' | 'declared';
  /** The row's own name, e.g. `talk2m.com`. */
  readonly name: string;
}

/** A name that the user knows, see relays.csv of the declaration. */
export interface OwnRelay extends Pick<Relay, 'name' | 'product' | 'kind' | 'strength'> {
  readonly match: 'host' | 'certificate';
}

export interface RelayNames {
  /** Looks a host name up, as asked of DNS, sent to a TLS server, in an HTTP request or in a certificate: the longest match counts. */
  host(name: string): Relay | undefined;
  /** Looks for a product's words, or for host names, in a certificate's subject, issuer and alternative names. */
  certificate(subject: string, issuer: string, alternativeNames: readonly string[]): Relay | undefined;
  /** The same with names of the user's own before the shipped ones: a name that stands in both is the user's. */
  with(own: readonly OwnRelay[]): RelayNames;
}

export const relayNameColumns: readonly string[] = [
  'match',
  'name',
  'product',
  'kind',
  'strength',
  'basis',
  'source',
  'date',
];

/** Labels of one name that are looked at, from the right; DNS allows 127. */
export const MAX_LABELS = 16;

/** The look-up over the shipped table. */
export function relayNames(shipped: DataTable): RelayNames {
  return lookUp(
    shipped.rows.map((row) => ({ match: row['match'] === 'certificate' ? 'certificate' : 'host', ...relayOf(row) })),
  );
}

function lookUp(rows: readonly (Relay & Pick<OwnRelay, 'match'>)[]): RelayNames {
  const hosts = new Map<string, Relay>();
  const words: { readonly word: string; readonly relay: Relay }[] = [];
  for (const { match, ...relay } of rows) {
    const name = relay.name.toLowerCase();
    if (name === '') continue;
    if (match === 'certificate') words.push({ word: name, relay });
    else if (!hosts.has(name)) hosts.set(name, relay);
  }
  const host = (name: string): Relay | undefined => longestMatch(hosts, name);
  return {
    host,
    with: (own) => lookUp([...own.map((row) => ({ ...row, basis: 'declared' as const })), ...rows]),
    certificate: (subject, issuer, alternativeNames) => {
      const text = `${subject}\n${issuer}`.toLowerCase();
      const known = words.find(({ word }) => text.includes(word));
      if (known !== undefined) return known.relay;
      const common = /(?:^|[,/\s])CN=([^,/\s]+)/i.exec(subject)?.[1] ?? '';
      for (const name of [common, ...alternativeNames]) {
        const relay = host(name.replace(/^(?:dns:)?(?:\*\.)?/i, ''));
        if (relay !== undefined) return relay;
      }
      return undefined;
    },
  };
}

function relayOf(row: Readonly<Record<string, string>>): Relay {
  return {
    product: row['product'] ?? '',
    kind: (row['kind'] ?? 'tunnel') as RelayKind,
    strength: row['strength'] === 'A' ? 'A' : 'C',
    basis: row['basis'] === 'read' ? 'read' : 'recalled',
    name: row['name'] ?? '',
  };
}

/** Whole labels only: `nottalk2m.com` is not `talk2m.com`. A numbered first label is tried as `relay*` too. */
function longestMatch(hosts: ReadonlyMap<string, Relay>, name: string): Relay | undefined {
  const labels = name.toLowerCase().replace(/\.$/, '').split('.').slice(-MAX_LABELS);
  for (let first = 0; first < labels.length - 1; first++) {
    const rest = labels.slice(first).join('.');
    const known = hosts.get(rest) ?? hosts.get(rest.replace(/^([a-z-]+)[0-9]+[a-z]*\./, '$1*.'));
    if (known !== undefined) return known;
  }
  return undefined;
}
