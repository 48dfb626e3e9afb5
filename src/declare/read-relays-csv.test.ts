import { expect, it } from 'vitest';
import { readDeclaration } from './read-declaration.ts';

const site = { path: 'site.yaml', text: 'schema: quaywatch/site@1\nsite: { name: North }\n' };

it('own relays are declared in a table of their own; what a row leaves out is a tunnel by host name', () => {
  const text =
    'name,product,kind,strength,match,note\n*.rc.port.example,SINEMA RC,industrial-gateway,A,,ours\nx.example,X\n';
  const read = readDeclaration([site, { path: 'relays.csv', text }]);
  expect(read.ok && read.value.relays).toEqual([
    { match: 'host', name: 'rc.port.example', product: 'SINEMA RC', kind: 'industrial-gateway', strength: 'A' },
    { match: 'host', name: 'x.example', product: 'X', kind: 'tunnel', strength: 'A' },
  ]);
  const without = readDeclaration([site]);
  expect(without.ok && without.value.relays).toBeUndefined();
});

it('a row without name or product, and words that are none, are problems with their lines', () => {
  const text = 'name,product,kind,colour\n,Y,tunnel,red\nz.example,Z,cloud,\n';
  const read = readDeclaration([site, { path: 'relays.csv', text }]);
  const told = read.ok ? [] : read.error.map(({ line, code, path }) => `${line} ${code} ${path}`);
  expect(told).toEqual([
    '1 QW_DECLARATION_UNKNOWN_KEY ',
    '2 QW_DECLARATION_MISSING_KEY name',
    '3 QW_DECLARATION_VALUE kind',
  ]);
  expect(readDeclaration([site, { path: 'relays.csv', text: '' }]).ok).toBe(false);
});
