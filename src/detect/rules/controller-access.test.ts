import { describe, expect, it } from 'vitest';
import {
  cms,
  craneDeclaration,
  device,
  drive,
  inspect,
  ordinaryCrane,
  plc,
} from '../../../test/support/crane-scene.ts';
import { START } from '../../../test/support/part-builder.ts';
import type { Declaration, Grant } from '../../declare/declaration.ts';
import { parsePrefix, type Prefix } from '../../kernel/ip.ts';
import type { AccessName } from '../../schema/facts/vocabulary.ts';

const monitor = { mac: '00:30:de:00:00:66', ip: '10.1.1.66' };
const source = { file: 'site.yaml', line: 1 };

function access(who: typeof monitor, what: AccessName, declaration: Declaration = craneDeclaration()) {
  const parts = [ordinaryCrane().arp(who, plc.ip, plc.mac).command(who, plc, what, 'holding registers 0-99').build()];
  return inspect(parts, declaration).findings.filter(({ category }) => category === 'controller-access');
}

function withGrant(until: bigint): Declaration {
  const grant: Grant = {
    id: 'g1',
    status: 'agreed',
    source,
    party: 'maker',
    from: [parsePrefix(monitor.ip) as Prefix],
    to: [parsePrefix(plc.ip) as Prefix],
    toDevices: [],
    validity: { until },
  };
  return { ...craneDeclaration(), grants: [grant] };
}

describe('controller access', () => {
  it('a reader that nobody declared is told with its period, its objects and its frames', () => {
    const [found, ...rest] = access(monitor, 'read');
    expect(rest).toEqual([]);
    expect(found).toMatchObject({
      severity: 'medium',
      status: 'undeclared',
      subject: { mac: monitor.mac },
      crane: 'STS1',
    });
    expect(found?.signs[0]).toMatchObject({ id: 'S19', frameCount: 100 });
    expect(found?.signs[0]?.text).toContain('every 300 ms to 1 s');
    expect(found?.signs[0]?.text).toContain('holding registers 0-99');
    expect(found?.signs[0]?.frames[0]?.numbers.length).toBeGreaterThan(0);
  });

  it('an undeclared reader raises no hidden path by itself, and the crane is not called clean either', () => {
    const parts = [
      ordinaryCrane().arp(monitor, plc.ip, plc.mac).command(monitor, plc, 'read', 'holding registers 0-99').build(),
    ];
    const { findings, units } = inspect(parts);
    expect(units[0]?.verdict).toBe('inconclusive');
    expect(
      findings.filter(({ category, subject }) => category === 'hidden-path' && subject.mac === monitor.mac),
    ).toEqual([]);
  });

  it('writing, loading and stopping are high, each with its technique', () => {
    expect(access(monitor, 'write')[0]).toMatchObject({ severity: 'high' });
    expect(access(monitor, 'program')[0]?.attack).toContain('T0843');
    expect(access(monitor, 'stop')[0]?.attack).toContain('T0816');
  });

  it('a declared client may do what its classes say, and no more', () => {
    expect(access(cms, 'read')).toEqual([]);
    expect(access(cms, 'write')[0]).toMatchObject({ severity: 'high', status: 'declared-outside-limits' });
  });

  it('a stranger under the address of a declared client is not that client', () => {
    expect(access({ mac: monitor.mac, ip: cms.ip }, 'stop').length).toBeGreaterThan(0);
  });

  it('a grant covers it while it lasts', () => {
    expect(access(monitor, 'write', withGrant(START + 10n ** 15n))[0]).toMatchObject({
      severity: 'info',
      status: 'declared-within-limits',
    });
    expect(access(monitor, 'write', withGrant(START + 1n))[0]).toMatchObject({
      severity: 'high',
      status: 'declared-outside-limits',
    });
  });

  it('without a list of clients nothing is said', () => {
    const declaration = {
      ...craneDeclaration(),
      devices: [device('PLC', plc), device('CMS', cms), device('DRIVE', drive)],
    };
    expect(access(monitor, 'write', declaration)).toEqual([]);
  });
});
