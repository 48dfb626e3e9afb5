import { Ajv } from 'ajv';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { generated } from '../../tools/generate-schemas.ts';
import {
  example,
  exampleFiles,
  exampleSite,
  messagesOf,
  problemsOf,
  readRepositoryFile,
  siteOf,
} from './example.cases.ts';
import { MAX_FILES, MAX_PROBLEMS, MAX_YAML_LENGTH } from './limits.ts';
import { readDeclaration } from './read-declaration.ts';

const shipped = JSON.parse(readRepositoryFile('schemas/site.schema.json')) as object;
const validate = new Ajv({ allErrors: true }).compile(shipped);

describe('the worked example of the user guide', () => {
  test('is read, references and all', () => {
    const declaration = example();
    expect(declaration.site.unlocode).toBe('XZEXM');
    expect(declaration.taps.map((tap) => tap.id)).toEqual(['sts-1-ehouse', 'sts-2-ehouse', 'server-room']);
    expect(declaration.taps[0]?.clockOffset).toBe(-1_500_000_000n);
    expect(declaration.networks.find((n) => n.id === 'control-2')?.cranes).toEqual(['STS-2']);
    expect(declaration.contract.map((item) => [item.name, item.cranes, item.quantity])).toEqual([
      ['Crane controller', ['STS-2'], 1],
      ['Camera, trolley', ['STS-2'], 4],
    ]);
    expect(declaration.devices.find((d) => d.id === 'plc-1')?.serial).toBe('00417');
  });

  test('passes the shipped JSON Schema under another validator', () => {
    expect(validate(parse(exampleSite())), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ cranes: [{ id: 'a', colour: 'red' }] })).toBe(false);
  });

  test('gives the same declaration whatever the order of the files', () => {
    expect(readDeclaration(exampleFiles().reverse())).toEqual(readDeclaration(exampleFiles()));
  });
});

test('the committed schemas and tables are what the schema objects say', () => {
  for (const [path, content] of generated()) expect(readRepositoryFile(path) === content, path).toBe(true);
});

describe('problems', () => {
  const broken = `cranes:
  - id: STS-1
    clas: sts
  - id: STS-1
    class: stss
    networks: [plc-lna]
networks:
  - { id: plc-lan, cidr: 10.0.0.1/24, zone: contrl }
zones:
  - id: control
taps:
  - { id: t, files: "", crane: STS-1 }
  - { id: u, files: "{a", crane: STS-9 }
`;
  const contract = { path: 'contract/sts.csv', text: 'name,makr\nPLC,x\n' };

  test('all of them, of all files, come in one run with file, line and path', () => {
    expect(problemsOf(broken, contract)).toEqual([
      '1 UNKNOWN_KEY ',
      '2 REFERENCE crane',
      '3 UNKNOWN_KEY cranes[0].clas',
      '4 DUPLICATE cranes[1].id',
      '5 VALUE cranes[1].class',
      '6 REFERENCE cranes[1].networks[0]',
      '8 VALUE networks[0].cidr',
      '8 REFERENCE networks[0].zone',
      '12 VALUE taps[0].files',
      '13 REFERENCE taps[1].crane',
      '13 VALUE taps[1].files',
    ]);
  });

  test('name what was probably meant and what is allowed', () => {
    const messages = messagesOf(broken, contract);
    expect(messages).toContain(
      'cranes[1].networks[0]: no network has the id "plc-lna"; did you mean "plc-lan"? Allowed: plc-lan',
    );
    expect(messages.find((m) => m.startsWith('cranes[0].clas'))).toContain('did you mean "class"?');
    expect(messages.find((m) => m.startsWith('cranes[1].class'))).toMatch(
      /did you mean "sts"\? Allowed: sts, mobile-harbour/,
    );
    expect(messages.find((m) => m.startsWith('networks[0].cidr'))).toContain('did you mean "10.0.0.0/24"?');
    expect(messages[0]).toContain('did you mean "maker"?');
  });

  test('beyond the limit are counted, not listed', () => {
    const result = readDeclaration([
      { path: 'site.yaml', text: `cranes:\n${'  - { id: "-" }\n'.repeat(MAX_PROBLEMS + 7)}` },
    ]);
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.error).toHaveLength(MAX_PROBLEMS + 1);
    expect(result.error.at(-1)?.message).toMatch(/^7 further problems/);
  });

  test('of a site.yaml that cannot be read are not blamed on the contracts', () => {
    const csv = { path: 'contract/STS-1.csv', text: 'name\nPLC\n' };
    expect(problemsOf('cranes: [', csv)).toEqual(['1 SYNTAX ']);
  });
});

describe('files', () => {
  test('a folder without site.yaml says how to get one', () => {
    const result = readDeclaration([]);
    expect(!result.ok && result.error[0]?.message).toContain('quaywatch draft');
  });

  test('a contract under a name that is not read is an error, a note beside it is none', () => {
    const named = (path: string): string[] => problemsOf('site: { name: A }', { path, text: '{}' });
    expect(named('contract/sts-1.json')).toEqual(['1 FILE ']);
    expect(named('contract/deep/sts-1.cdx.json')).toEqual(['1 FILE ']);
    expect(named('site.yml')).toEqual(['1 FILE ']);
    expect(named('contract/readme.md')).toEqual([]);
  });

  test('a file given twice, too many files and a file too long are named', () => {
    const site = { path: 'site.yaml', text: 'site: { name: A }' };
    expect(problemsOf(site.text, site)).toEqual(['1 FILE ']);
    expect(problemsOf(' '.repeat(MAX_YAML_LENGTH + 1))).toEqual(['1 LIMIT ']);
    const many = Array.from({ length: MAX_FILES }, (_, i) => ({ path: `contract/${i}.csv`, text: 'crane,name\n' }));
    expect(problemsOf(site.text, ...many)).toEqual(['1 LIMIT ']);
  });
});

test('no text makes the reader throw', () => {
  const word = fc.constantFrom(
    'cranes',
    'taps',
    'id',
    'files',
    'mac',
    '- ',
    ': ',
    '\n',
    '  ',
    '{',
    '}',
    '[',
    ']',
    '&a ',
    '*a',
    '!!x ',
    '"',
    "'",
    '|',
    '? ',
    '%',
    '---',
    '#',
    ',',
    '<<',
    '\t',
    '0',
    '02:00:00:00:00:01',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(word, { maxLength: 60 }).map((w) => w.join('')),
  );
  fc.assert(
    fc.property(text, text, text, (site, bom, csv) => {
      readDeclaration([
        { path: 'site.yaml', text: site },
        { path: 'contract/a.cdx.json', text: bom },
        { path: 'contract/b.csv', text: csv },
      ]);
    }),
    { numRuns: 500 },
  );
});

test('no value under any key makes the checks throw', () => {
  const example = parse(exampleSite()) as Record<string, unknown>;
  const keys = ['taps', 'cranes', 'networks', 'zones', 'conduits', 'gateways', 'grants', 'services', 'devices', 'site'];
  fc.assert(
    fc.property(fc.constantFrom(...keys), fc.jsonValue(), fc.nat(), fc.nat(), (list, value, i, j) => {
      const changed = structuredClone(example);
      const entries = changed[list];
      if (Array.isArray(entries)) {
        const entry = entries[i % entries.length] as Record<string, unknown>;
        entry[Object.keys(entry)[j % Object.keys(entry).length] as string] = value;
      } else changed[list] = value;
      const result = readDeclaration([{ path: 'site.yaml', text: JSON.stringify(changed) }]);
      // What another validator refuses, we refuse; we refuse more: references, overlaps, order.
      if (!validate(changed)) expect(result.ok).toBe(false);
      // What we accept or call anything but a shape error has the right shape.
      if (result.ok) expect(validate(changed)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('an entry says where it stands', () => {
  expect(siteOf('cranes:\n\n  - id: A\n').cranes[0]?.source).toEqual({ file: 'site.yaml', line: 3 });
});
