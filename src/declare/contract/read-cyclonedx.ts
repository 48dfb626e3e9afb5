import type { ContractItem, Scope } from '../declaration.ts';
import type { DeclarationFile } from '../declaration-file.ts';
import { MAX_CONTRACT_ITEMS } from '../limits.ts';
import { type ProblemLog, quoted } from '../problem-log.ts';
import { present, sortedTexts } from '../site/site-check.ts';
import { readJson } from '../source/read-json.ts';
import type { SourceFault } from '../source/read-yaml.ts';
import { contractIp, contractMac, splitAddresses } from './addresses.ts';
import { BomNode } from './bom-node.ts';
import { type ContractSite, placeOf, placeOfFile, placesOf } from './contract-place.ts';

/** Versions of CycloneDX whose JSON this reader knows; device components exist in all of them. */
export const BOM_VERSIONS: readonly string[] = ['1.4', '1.5', '1.6', '1.7'];

/** Properties of ours, for what CycloneDX has no field for. */
export const PLACE_PROPERTY = 'quaywatch:crane';
export const IP_PROPERTY = 'quaywatch:ip';
export const ORIGIN_PROPERTY = 'quaywatch:origin';

/**
 * Reads the `type: device` components of a CycloneDX file, nested ones included: the hardware that a contract
 * promises. Properties follow the taxonomy's `cdx:device` namespace (its newer name `cdx:deviceInfo` too). Other
 * components are not equipment and are left out, save that the version of a `firmware` inside a device is kept.
 * The rest of the format is not judged: that is what CycloneDX's own validators are for.
 */
export function readCycloneDx(file: DeclarationFile, site: ContractSite, problems: ProblemLog): ContractItem[] {
  const faults: SourceFault[] = [];
  const root = readJson(file.text, faults);
  for (const fault of faults) {
    const code = fault.kind === 'limit' ? 'QW_DECLARATION_LIMIT' : 'QW_DECLARATION_SYNTAX';
    problems.add(file.path, fault.line, '', code, fault.text);
  }
  if (!root) return [];
  if (root.kind !== 'map') {
    problems.add(file.path, root.line, '', 'QW_DECLARATION_VALUE', 'a CycloneDX file is one JSON object');
    return [];
  }
  const bom = new BomNode(root, [], file.path, problems);
  if (bom.text('bomFormat') !== 'CycloneDX') bom.report('bomFormat', '"bomFormat" must be "CycloneDX"');
  if (!BOM_VERSIONS.includes(bom.text('specVersion') ?? '')) {
    bom.report('specVersion', '"specVersion" is none that can be read', 'QW_DECLARATION_VALUE', BOM_VERSIONS);
  }
  const product = bom.child('metadata')?.child('component');
  const reader: Reader = { file: file.path, site, items: [], refs: new Set(), count: 0, unplaced: undefined };
  const scope = productScope(product, site) ?? placeOfFile(file.path, site);
  if (product) readComponents(reader, product.children('components'), scope);
  readComponents(reader, bom.children('components'), scope);
  if (reader.unplaced) {
    const text =
      `nothing says on which crane this is: set the property ${quoted(PLACE_PROPERTY)} here or on metadata.component, ` +
      'or name metadata.component or the file after the crane';
    reader.unplaced.report('', text, 'QW_DECLARATION_VALUE', site.words);
  }
  return reader.items;
}

interface Reader {
  readonly file: string;
  readonly site: ContractSite;
  readonly items: ContractItem[];
  readonly refs: Set<string>;
  count: number;
  /** The first device of which no place is known: one report says it for all. */
  unplaced: BomNode | undefined;
}

function readComponents(reader: Reader, components: readonly BomNode[], around: Scope | undefined): void {
  for (const component of components) {
    if (++reader.count > MAX_CONTRACT_ITEMS) {
      if (reader.count === MAX_CONTRACT_ITEMS + 1) {
        component.report('', `more than ${MAX_CONTRACT_ITEMS} components`, 'QW_DECLARATION_LIMIT');
      }
      return;
    }
    const properties = readProperties(component);
    const scope = ownScope(reader, component, properties) ?? around;
    const children = component.children('components');
    if (component.text('type') === 'device') {
      if (!scope) reader.unplaced ??= component;
      reader.items.push(readDevice(reader, component, properties, children, scope ?? { cranes: [], segments: [] }));
    }
    readComponents(reader, children, scope);
  }
}

function readDevice(
  reader: Reader,
  component: BomNode,
  properties: Properties,
  children: readonly BomNode[],
  scope: Scope,
): ContractItem {
  const ref = component.text('bom-ref') ?? `component-${reader.count}`;
  if (reader.refs.has(ref)) component.report('bom-ref', `${quoted(ref)} stands twice`, 'QW_DECLARATION_DUPLICATE');
  reader.refs.add(ref);
  const name = component.text('name');
  if (name === undefined || name === '') component.report('name', 'a device needs a name');
  const manufacturer = component.child('manufacturer');
  const supplier = component.child('supplier');
  const country = (entity: BomNode | undefined): string | undefined => entity?.child('address')?.text('country');
  const one = (key: string): string | undefined => deviceProperties(properties, key)[0];
  return {
    ref,
    source: { file: reader.file, line: component.line },
    cranes: scope.cranes,
    segments: scope.segments,
    name: name ?? '',
    macs: addresses(component, deviceProperties(properties, 'macAddress'), contractMac, 'the MAC address of a device'),
    ips: addresses(component, properties.get(IP_PROPERTY) ?? [], contractIp, 'an IP address'),
    quantity: readQuantity(component, one('quantity')),
    ...present({
      maker: manufacturer?.text('name') ?? component.text('publisher'),
      supplier: supplier?.text('name'),
      origin: properties.get(ORIGIN_PROPERTY)?.[0] ?? country(manufacturer) ?? country(supplier),
      model: component.text('version'),
      function: one('function'),
      deviceType: one('deviceType'),
      location: one('location'),
      serial: one('serialNumber'),
      sku: one('sku'),
      lot: one('lotNumber'),
      produced: one('prodTimestamp'),
      firmware: children.find((child) => child.text('type') === 'firmware')?.text('version'),
      note: component.text('description'),
    }),
  };
}

/** Values by name; a name may stand more than once. */
type Properties = ReadonlyMap<string, readonly string[]>;

function readProperties(component: BomNode): Properties {
  const properties = new Map<string, string[]>();
  for (const property of component.children('properties')) {
    const name = property.text('name');
    const value = property.text('value');
    if (name === undefined || value === undefined || value === '') continue;
    const values = properties.get(name);
    if (values) values.push(value);
    else properties.set(name, [value]);
  }
  return properties;
}

function deviceProperties(properties: Properties, key: string): readonly string[] {
  return properties.get(`cdx:device:${key}`) ?? properties.get(`cdx:deviceInfo:${key}`) ?? [];
}

function addresses(
  component: BomNode,
  texts: readonly string[],
  parse: (text: string) => string | undefined,
  noun: string,
): string[] {
  const parsed: string[] = [];
  for (const text of texts.flatMap(splitAddresses)) {
    const address = parse(text);
    if (address === undefined) component.report('properties', `${quoted(text)} is not ${noun}`);
    else parsed.push(address);
  }
  return sortedTexts(parsed);
}

function readQuantity(component: BomNode, text: string | undefined): number {
  if (text === undefined) return 1;
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  component.report('properties', `${quoted(text)} is no quantity; write a whole number from 1`);
  return 1;
}

function ownScope(reader: Reader, component: BomNode, properties: Properties): Scope | undefined {
  const words = properties.get(PLACE_PROPERTY);
  if (!words) return undefined;
  const scope = placesOf(words, reader.site);
  if (!scope) {
    const text = `${words.map(quoted).join(', ')} names no place`;
    component.report('properties', text, 'QW_DECLARATION_VALUE', reader.site.words);
  }
  // A wrong name has been reported; it must not also count as missing.
  return scope ?? { cranes: [], segments: [] };
}

/** The product that the whole file describes: by our property, else by its serial number, name or bom-ref. */
function productScope(product: BomNode | undefined, site: ContractSite): Scope | undefined {
  if (!product) return undefined;
  const properties = readProperties(product);
  const words = properties.get(PLACE_PROPERTY);
  if (words) {
    const scope = placesOf(words, site);
    if (!scope)
      product.report(
        'properties',
        `${words.map(quoted).join(', ')} names no place`,
        'QW_DECLARATION_VALUE',
        site.words,
      );
    return scope ?? { cranes: [], segments: [] };
  }
  for (const word of [...deviceProperties(properties, 'serialNumber'), product.text('name'), product.text('bom-ref')]) {
    const scope = word === undefined || word === '*' ? undefined : placeOf(word, site);
    if (scope) return scope;
  }
  return undefined;
}
