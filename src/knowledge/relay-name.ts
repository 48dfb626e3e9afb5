import type { DataTable } from './data-table.ts';

/** What a relay is for. `industrial-gateway`: the cloud behind a maker's remote-access boxes; `mesh`: a private network of hosts. */
export type RelayKind = 'industrial-gateway' | 'cellular-cloud' | 'remote-support' | 'tunnel' | 'mesh';

/** A cloud, relay or tunnel service that a name belongs to; see data/relay-names.tsv. */
export interface Relay {
  readonly product: string;
  readonly kind: RelayKind;
  /** A: only the product asks for the name. C: so does a visitor of its maker's pages. */
  readonly strength: 'A' | 'C';
  /** Whether the name was read in a source, or is general knowledge that nobody looked up. */
  readonly basis: 'read' | 'recalled';
  /** The row's own name, e.g. `talk2m.com`. */
  readonly name: string;
}

export interface RelayNames {
  /** Looks a host name up, as asked of DNS, sent to a TLS server, in an HTTP request or in a certificate: the longest match counts. */
  host(name: string): Relay | undefined;
  /** Looks for a product's words, or for host names, in a certificate's subject, issuer and alternative names. */
  certificate(subject: string, issuer: string, alternativeNames: readonly string[]): Relay | undefined;
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

/** The look-up over the shipped table and, before it, tables of the user's own: a row of theirs replaces a shipped one. */
export function relayNames(shipped: DataTable, own: readonly DataTable[] = []): RelayNames {
  const hosts = new Map<string, Relay>();
  const words: { readonly word: string; readonly relay: Relay }[] = [];
  for (const table of [...own, shipped]) {
    for (const row of table.rows) {
      const name = (row['name'] ?? '').toLowerCase();
      if (name === '') continue;
      if (row['match'] === 'certificate') words.push({ word: name, relay: relayOf(row) });
      else if (!hosts.has(name)) hosts.set(name, relayOf(row));
    }
  }
  const host = (name: string): Relay | undefined => longestMatch(hosts, name);
  return {
    host,
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
