import type { CranePlan } from './terminal/plan.ts';

interface Line {
  readonly id: string;
  readonly title: string;
  readonly role: string;
  readonly mac: string;
  readonly ip: string;
  readonly maker: string;
  readonly model: string;
  readonly serial: string;
  readonly firmware: string;
  readonly origin: string;
}

/** The contractual bill of materials of one crane, CycloneDX 1.6, with the `cdx:device` property taxonomy. */
export function contractBom(crane: CranePlan): string {
  const lines: Line[] = [...crane.devices];
  const { backup } = crane;
  if (backup !== undefined) {
    lines.push({ ...backup, id: `${crane.id.toLowerCase()}-lte`, title: 'LTE backup router', role: 'router' });
  }
  const document = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp: `${crane.year}-06-01T00:00:00Z`,
      component: {
        type: 'device',
        'bom-ref': crane.id,
        name: crane.id,
        manufacturer: { name: 'Ostervik Cranes' },
        properties: [
          { name: 'cdx:device:serialNumber', value: crane.serial },
          { name: 'quaywatch:crane', value: crane.id },
        ],
      },
    },
    components: lines.map((line) => ({
      type: 'device',
      'bom-ref': line.id,
      name: line.title,
      version: line.model,
      manufacturer: { name: line.maker, address: { country: line.origin } },
      supplier: { name: `${line.maker} Norrhamn`, address: { country: 'XB' } },
      properties: [
        { name: 'cdx:device:quantity', value: '1' },
        { name: 'cdx:device:function', value: line.title },
        { name: 'cdx:device:location', value: `${crane.id} e-house` },
        { name: 'cdx:device:deviceType', value: line.role },
        { name: 'cdx:device:serialNumber', value: line.serial },
        { name: 'cdx:device:sku', value: `${line.model}-${crane.year}` },
        { name: 'cdx:device:macAddress', value: line.mac },
      ],
      components: [
        { type: 'firmware', 'bom-ref': `${line.id}-firmware`, name: `${line.model} firmware`, version: line.firmware },
      ],
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
