import { execFileSync } from 'node:child_process';
import { appProtocols, carriedProtocols, packetProtocols } from '../../src/decode/registry.ts';

/** How values of a field are written: what `tshark -G fields` says of its type and base. */
export interface SharedField {
  readonly name: string;
  /** E.g. `FT_UINT8`. */
  readonly type: string;
  /** The protocols that tshark registers it under, as in `frame.protocols`. */
  readonly layers: readonly string[];
}

/** A protocol of ours and its fields that are in tshark under the same name. */
export interface SharedProtocol {
  readonly name: string;
  readonly fields: ReadonlyMap<string, SharedField>;
  /** How many names it has in all. */
  readonly declared: number;
}

/** Names under which tshark's `frame.protocols` has what it registers fields for under another one. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  dns: ['mdns', 'llmnr'],
  http: ['ssdp'],
};

/** Every protocol of the registry with the names that it shares with this machine's tshark. */
export function sharedProtocols(listing: string = fieldListing()): SharedProtocol[] {
  const known = fieldsOf(listing);
  const byName = new Map<string, { fields: Map<string, SharedField>; names: Set<string> }>();
  for (const { name, fields } of [...appProtocols, ...packetProtocols, ...carriedProtocols]) {
    const entry = byName.get(name) ?? { fields: new Map<string, SharedField>(), names: new Set<string>() };
    byName.set(name, entry);
    for (const field of Object.keys(fields)) {
      entry.names.add(field);
      const theirs = known.get(field);
      if (theirs !== undefined) entry.fields.set(field, theirs);
    }
  }
  return [...byName].map(([name, { fields, names }]) => ({ name, fields, declared: names.size }));
}

function fieldListing(): string {
  return execFileSync('tshark', ['-G', 'fields'], { encoding: 'utf8', maxBuffer: 1 << 29, stdio: 'pipe' });
}

/** Lines are `F`, title, name, type, protocol, base, mask, description; a name may stand in several. */
function fieldsOf(listing: string): Map<string, SharedField> {
  const fields = new Map<string, SharedField>();
  for (const line of listing.split('\n')) {
    const [kind, , name, type, layer] = line.split('\t');
    if (kind !== 'F' || name === undefined || type === undefined || layer === undefined) continue;
    const before = fields.get(name);
    const layers = new Set([...(before?.layers ?? []), layer, ...(otherNames[layer] ?? [])]);
    fields.set(name, { name, type: before?.type ?? type, layers: [...layers] });
  }
  return fields;
}
