import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { describe, expect, test } from 'vitest';
import { declarationOf, messagesOf, problemsOf } from '../example.cases.ts';
import { MAX_CONTRACT_ITEMS } from '../limits.ts';
import { BOM_VERSIONS } from './read-cyclonedx.ts';

const SITE = 'cranes: [{ id: STS-1, serial: EXC-0001 }, { id: STS-2 }]\ntaps: [{ id: t, files: x, segment: shore }]';
const site = { path: 'site.yaml', text: SITE };

/** A bill of materials as the reference library writes it. */
function bom(version: string): string {
  const product = new Models.Component(Enums.ComponentType.Device, 'Ship to shore crane');
  product.properties.add(new Models.Property('cdx:device:serialNumber', 'exc-0001'));
  const controller = new Models.Component(Enums.ComponentType.Device, 'Controller', {
    bomRef: 'plc',
    version: 'ED-400',
    publisher: 'Example Drives',
    supplier: new Models.OrganizationalEntity({ name: 'Example Cranes' }),
  });
  for (const [name, value] of [
    ['cdx:device:macAddress', '02-00-5E-10-00-10'],
    ['cdx:device:macAddress', '02:00:5e:10:00:11'],
    ['cdx:device:serialNumber', '00417'],
    ['cdx:device:function', 'controller'],
    ['cdx:device:deviceType', 'DIN rail'],
    ['cdx:device:location', 'electrical house'],
    ['cdx:device:sku', 'S-1'],
    ['cdx:device:lotNumber', 'L-2'],
    ['cdx:device:prodTimestamp', '2018-11-03T00:00:00Z'],
    ['cdx:device:quantity', '2'],
    ['quaywatch:origin', 'Exampleland'],
    ['quaywatch:ip', '192.0.2.10'],
  ] as const) {
    controller.properties.add(new Models.Property(name, value));
  }
  const firmware = new Models.Component(Enums.ComponentType.Firmware, 'Controller firmware', { version: '3.2' });
  controller.components.add(firmware);
  const camera = new Models.Component(Enums.ComponentType.Device, 'Camera', { bomRef: 'camera' });
  camera.properties.add(new Models.Property('quaywatch:crane', 'STS-2'));
  const software = new Models.Component(Enums.ComponentType.Application, 'Crane management');
  const made = new Models.Bom({ metadata: new Models.Metadata({ component: product }) });
  for (const component of [controller, camera, software]) made.components.add(component);
  const spec = Object.values(Spec.SpecVersionDict).find(
    (candidate) => candidate !== undefined && candidate.version.valueOf() === version,
  );
  if (!spec) throw new Error(`the library does not write ${version}`);
  return new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(spec)).serialize(made, { space: 2 });
}

describe('CycloneDX', () => {
  test.each(BOM_VERSIONS)('what the reference library writes as version %s is read', (version) => {
    const text = bom(version);
    expect(JSON.parse(text)).toMatchObject({ specVersion: version });
    const items = declarationOf(site, { path: 'contract/crane.cdx.json', text }).contract;
    expect(items.map((item) => item.name)).toEqual(['Camera', 'Controller']);
    expect(items[0]?.cranes).toEqual(['STS-2']);
    const { source, ...controller } = items[1] as (typeof items)[number];
    expect(text.split('\n')[source.line - 1]).toContain('{');
    expect(controller).toEqual({
      ref: 'plc',
      name: 'Controller',
      cranes: ['STS-1'],
      segments: [],
      macs: ['02:00:5e:10:00:10', '02:00:5e:10:00:11'],
      ips: ['192.0.2.10'],
      maker: 'Example Drives',
      supplier: 'Example Cranes',
      origin: 'Exampleland',
      model: 'ED-400',
      function: 'controller',
      deviceType: 'DIN rail',
      location: 'electrical house',
      serial: '00417',
      sku: 'S-1',
      lot: 'L-2',
      produced: '2018-11-03T00:00:00Z',
      firmware: '3.2',
      quantity: 2,
    });
  });

  const device = (rest: object, top: object = {}): { path: string; text: string } => ({
    path: 'contract/STS-1.cdx.json',
    text: JSON.stringify(
      { bomFormat: 'CycloneDX', specVersion: '1.6', components: [{ type: 'device', name: 'D', ...rest }], ...top },
      null,
      1,
    ),
  });

  test('a manufacturer with an address gives maker and origin, as 1.6 writes them', () => {
    const file = device({ manufacturer: { name: 'M', address: { country: 'XX' } }, publisher: 'P' });
    expect(declarationOf(site, file).contract[0]).toMatchObject({ maker: 'M', origin: 'XX', cranes: ['STS-1'] });
  });

  test('devices inside devices count, and inherit the crane', () => {
    const file = device({
      properties: [{ name: 'quaywatch:crane', value: 'shore' }],
      components: [{ type: 'device', name: 'Inner' }],
    });
    expect(declarationOf(site, file).contract.map((item) => [item.name, item.segments])).toEqual([
      ['D', ['shore']],
      ['Inner', ['shore']],
    ]);
  });

  test('a file that names no crane is an error, and so is a crane that does not exist', () => {
    const nowhere = { ...device({}), path: 'contract/rest.cdx.json' };
    expect(messagesOf(SITE, nowhere)[0]).toMatch(/nothing says on which crane.*Allowed: STS-1, STS-2, shore, \*$/);
    expect(problemsOf(SITE, device({ properties: [{ name: 'quaywatch:crane', value: 'STS-3' }] }))).toEqual([
      '8 VALUE components[0].properties',
    ]);
    expect(
      declarationOf(site, device({ properties: [{ name: 'quaywatch:crane', value: '*' }] })).contract[0]?.cranes,
    ).toEqual([]);
  });

  test('another format or version, a MAC that is none and a name that is missing are all named', () => {
    const file = device(
      { name: 7, properties: [{ name: 'cdx:device:macAddress', value: 'xx' }] },
      { bomFormat: 'SPDX', specVersion: '1.3' },
    );
    expect(problemsOf(SITE, file).map((p) => p.replace(/^\d+ /, ''))).toEqual([
      'VALUE bomFormat',
      'VALUE specVersion',
      'VALUE components[0].name',
      'VALUE components[0].name',
      'VALUE components[0].properties',
    ]);
  });

  test('more components than the limit are an error', () => {
    const components = Array.from({ length: MAX_CONTRACT_ITEMS + 2 }, () => ({ type: 'library', name: 'x' }));
    expect(problemsOf(SITE, device({}, { components })).length).toBe(1);
  }, 60_000);
});

describe('CSV', () => {
  const csv = (text: string, path = 'contract/STS-1.csv'): { path: string; text: string } => ({ path, text });

  test('columns stand in any order, and a crane may be named by its serial number', () => {
    const text =
      'mac;Name;crane\n02:00:00:00:00:01 02:00:00:00:00:02;PLC;EXC-0001\n;Camera;STS-1, STS-2\n;Server;shore\n;Radio;*\n';
    expect(
      declarationOf(site, csv(text, 'contract/all.csv')).contract.map((item) => [
        item.ref,
        item.name,
        item.cranes,
        item.segments,
        item.macs,
      ]),
    ).toEqual([
      ['line-2', 'PLC', ['STS-1'], [], ['02:00:00:00:00:01', '02:00:00:00:00:02']],
      ['line-3', 'Camera', ['STS-1', 'STS-2'], [], []],
      ['line-4', 'Server', [], ['shore'], []],
      ['line-5', 'Radio', [], [], []],
    ]);
  });

  test('every wrong cell is named with its line', () => {
    const text = 'name,mac,ip,quantity,ref\n,02:00:00:00:00:01,,1,a\nPLC,xx,10.0.0,0,a\nA,B,C,D,E,F\n';
    expect(problemsOf(SITE, csv(text))).toEqual([
      '2 MISSING_KEY name',
      '3 VALUE ip',
      '3 VALUE mac',
      '3 VALUE quantity',
      '3 DUPLICATE ref',
      '4 SYNTAX ',
    ]);
  });

  test('a header without a name, an empty file and a file of no crane are errors', () => {
    expect(problemsOf(SITE, csv('maker\nX\n'))).toEqual(['1 MISSING_KEY ']);
    expect(problemsOf(SITE, csv(''))).toEqual(['1 SYNTAX ']);
    expect(problemsOf(SITE, csv('name\nX\n', 'contract/rest.csv'))).toEqual(['2 REFERENCE crane']);
  });
});
