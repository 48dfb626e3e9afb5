import { describe, expect, it } from 'vitest';
import { behind, cms, craneDeclaration, gate, inspect, ordinaryCrane, plc } from '../../../test/support/crane-scene.ts';
import type { PartBuilder } from '../../../test/support/part-builder.ts';
import type { Conduit, Declaration } from '../../declare/declaration.ts';

const source = { file: 'site.yaml', line: 1 };
const office = behind(gate, '10.20.0.5');

function conduits(more: Partial<Conduit>): Declaration {
  return {
    ...craneDeclaration(),
    conduits: [{ id: 'up', status: 'agreed', source, from: 'control', to: 'shore', direction: 'forward', ...more }],
  };
}
function crossings(builder: PartBuilder, declaration?: Declaration) {
  return inspect([builder.build()], declaration).findings.filter(({ category }) => category === 'segmentation');
}

describe('zone crossing', () => {
  it('what a conduit allows is silent', () => {
    expect(crossings(ordinaryCrane())).toEqual([]);
  });

  it('a conversation without a conduit is told once for its subject and its pair of zones', () => {
    const found = crossings(ordinaryCrane(), conduits({ from: 'shore', to: 'control' }));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ severity: 'medium', status: 'undeclared', subject: { mac: cms.mac } });
    expect(found[0]?.title).toContain('no conduit joins them in this direction');
    expect(crossings(ordinaryCrane(), conduits({ from: 'shore', to: 'control', direction: 'both' }))).toEqual([]);
  });

  it('a forbidden class of command names its conduit and weighs as what it does', () => {
    const from = { ...conduits({ from: 'shore', to: 'control', direction: 'both', functions: ['read'] }) };
    const read = ordinaryCrane().command(office, plc, 'read', 'holding 1');
    expect(crossings(read, from)).toEqual([]);
    const write = ordinaryCrane().command(office, plc, 'write', 'holding 1');
    const found = crossings(write, from);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ severity: 'high', status: 'declared-outside-limits', subject: { mac: plc.mac } });
    expect(found[0]?.title).toContain('conduit up does not allow write');
  });

  it('a conversation inside of a tunnel is told with the tunnel, apart from the same one outside', () => {
    const ends = [
      { mac: '', ip: cms.ip },
      { mac: '', ip: office.ip },
    ] as const;
    const crane = ordinaryCrane().talk(...ends, { port: 8123 });
    const found = crossings(
      crane.talk(...ends, { port: 8123, tunnel: 'gre 192.0.2.1-192.0.2.2 key 7' }),
      conduits({ from: 'shore', to: 'control' }),
    );
    const texts = found
      .flatMap(({ signs }) => signs.map(({ text }) => text))
      .filter((text) => text.includes('tcp/8123'));
    expect(texts).toHaveLength(2);
    expect(texts.filter((text) => text.includes(', inside gre 192.0.2.1-192.0.2.2 key 7'))).toHaveLength(1);
  });

  it('a conduit for other protocols is named too', () => {
    const found = crossings(ordinaryCrane(), conduits({ protocols: ['s7comm'] }));
    expect(found[0]?.title).toContain('conduit up is for other protocols');
  });

  it('speaking to the outside needs a conduit to the outside', () => {
    const out = ordinaryCrane().talk(cms, behind(gate, '203.0.113.5'));
    expect(crossings(out)).toHaveLength(1);
    const allowed = conduits({});
    expect(
      crossings(out, {
        ...allowed,
        conduits: [
          ...allowed.conduits,
          { id: 'net', status: 'agreed', source, from: 'control', to: 'outside', direction: 'forward' },
        ],
      }),
    ).toEqual([]);
  });

  it('a connection that the internet opened to a crane computer is high', () => {
    const found = crossings(ordinaryCrane().talk(behind(gate, '203.0.113.66'), cms, { port: 8443 }));
    expect(found).toMatchObject([{ severity: 'high', subject: { mac: cms.mac } }]);
    expect(found[0]?.title).toContain('203.0.113.66 (zone outside) speaks to CMS (zone control)');
  });

  it('a connection that nobody answered crossed nothing', () => {
    expect(crossings(ordinaryCrane().talk(cms, behind(gate, '203.0.113.5'), { framesIn: 0 }))).toEqual([]);
  });

  it('groups and broadcasts are no zone', () => {
    const group = { mac: '01:00:5e:00:00:fb', ip: '224.0.0.251' };
    expect(crossings(ordinaryCrane().talk(cms, group, { transport: 17, framesIn: 0, port: 5353 }))).toEqual([]);
  });
});
