import { describe, expect, it } from 'vitest';
import {
  cms,
  craneDeclaration,
  device,
  inspect,
  ordinaryCrane,
  plc,
  stranger,
} from '../../../test/support/crane-scene.ts';
import { PartBuilder } from '../../../test/support/part-builder.ts';
import type { ContractItem, Declaration } from '../../declare/declaration.ts';
import { EMPTY_DECLARATION } from '../../declare/empty-declaration.ts';
import type { Part } from '../../schema/facts/part.ts';

const source = { file: 'contract/sts1.cdx.json', line: 3 };
function item(ref: string, more: Partial<ContractItem>): ContractItem {
  return { ref, source, name: ref, cranes: ['STS1'], segments: [], macs: [], ips: [], quantity: 1, ...more };
}
function byRule(rule: string, parts: readonly Part[], declaration?: Declaration) {
  return inspect(parts, declaration).findings.filter((finding) => finding.rule === rule);
}
const withStranger = () => ordinaryCrane().arp(stranger, plc.ip, plc.mac);

describe('device that stands in no contract', () => {
  it('is told, and is silent once the contract or the declaration names it', () => {
    const parts = [withStranger().build()];
    expect(byRule('device-not-listed', parts).map(({ subject, severity }) => [subject.mac, severity])).toEqual([
      [stranger.mac, 'low'],
    ]);
    const declaration = craneDeclaration();
    const byContract = { ...declaration, contract: [item('hmi', { macs: [stranger.mac] })] };
    expect(byRule('device-not-listed', parts, byContract)).toEqual([]);
    const byAddress = { ...declaration, devices: [...declaration.devices, device('HMI', stranger, { macs: [] })] };
    expect(byRule('device-not-listed', parts, byAddress)).toEqual([]);
  });

  it('weighs more where its maker builds cellular routers', () => {
    const parts = [ordinaryCrane().arp({ mac: '00:a0:d5:00:00:01', ip: '10.1.1.88' }, plc.ip, plc.mac).build()];
    expect(byRule('device-not-listed', parts)[0]?.severity).toBe('medium');
  });

  it('means nothing where no list exists', () => {
    expect(byRule('device-not-listed', [withStranger().build()], EMPTY_DECLARATION)).toEqual([]);
  });

  it('a server beyond the gateway is no device of the crane', () => {
    expect(byRule('device-not-listed', [ordinaryCrane().build()])).toEqual([]);
  });
});

describe('listed device that was not seen', () => {
  it('is low where it could have been seen, and info where it could not', () => {
    const declaration = {
      ...craneDeclaration(),
      contract: [item('camera', { ips: ['10.1.1.50'] }), item('far', { ips: ['10.7.7.7'] })],
    };
    const found = byRule('device-missing', [ordinaryCrane().build()], declaration);
    expect(found.map(({ title, severity }) => [title, severity])).toEqual([
      ['camera (contract camera) was not seen', 'low'],
      ['far (contract far) was not seen, and might not have been visible', 'info'],
    ]);
    expect(found[1]?.alternatives[0]).toEqual({
      text: 'It stands where this capture could not see.',
      result: 'supported',
    });
  });

  it('is silent for what was seen, by MAC, address or serial number, and for what cannot be recognised', () => {
    const parts = [ordinaryCrane().claim(`ip:${plc.ip}`, 'serial', 'S C-7777', 'modbus').build()];
    const contract = [
      item('plc', { macs: [plc.mac] }),
      item('cms', { ips: [cms.ip] }),
      item('by-serial', { serial: 'S C-7777' }),
      item('cable', {}),
    ];
    expect(byRule('device-missing', parts, { ...craneDeclaration(), contract })).toEqual([]);
  });
});

describe('device that is not what was declared', () => {
  it('another link address under a declared address is a changed identity', () => {
    const other = { mac: '00:30:de:00:00:77', ip: '10.1.1.40' };
    const declaration = craneDeclaration();
    const devices = [...declaration.devices, device('HMI', { mac: '00:30:de:00:00:40', ip: other.ip })];
    const found = byRule('device-changed', [ordinaryCrane().arp(other, plc.ip, plc.mac).build()], {
      ...declaration,
      devices,
    });
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      severity: 'medium',
      status: 'declared-outside-limits',
      subject: { mac: other.mac },
    });
  });

  it('another serial number is told, the same in other spelling is not', () => {
    const declared = (serial: string) => {
      const declaration = craneDeclaration();
      return {
        ...declaration,
        devices: declaration.devices.map((one) => (one.id === 'PLC' ? { ...one, serial } : one)),
      };
    };
    const parts = [ordinaryCrane().claim(`ip:${plc.ip}`, 'serial', 'SC-100 200', 'modbus').build()];
    expect(byRule('device-changed', parts, declared('sc100200'))).toEqual([]);
    expect(byRule('device-changed', parts, declared('SC-999'))[0]?.title).toContain('SC-100 200 instead of SC-999');
  });
});

describe('one identity twice', () => {
  const stick = { mac: '0c:5b:8f:27:9a:64', ip: '192.168.8.1' };

  it('the factory address of a stick on two places is told at both', () => {
    const parts = ['a', 'b'].map((tap) => new PartBuilder(tap).arp(cms, stick.ip, stick.mac).build());
    expect(
      byRule('identity-twice', parts, EMPTY_DECLARATION)
        .map(({ tap, subject }) => `${tap} ${subject.mac}`)
        .sort(),
    ).toEqual([`a ${stick.mac}`, `b ${stick.mac}`]);
  });

  it('two mirrors of one network see one device, not two', () => {
    const parts = ['a', 'b'].map((tap) => ordinaryCrane(tap).build());
    expect(byRule('identity-twice', parts, EMPTY_DECLARATION)).toEqual([]);
  });

  it('one serial number on two devices is told, a placeholder is not', () => {
    const twice = (serial: string) => [
      ordinaryCrane()
        .claim(`ip:${plc.ip}`, 'serial', serial, 'modbus')
        .claim(`ip:${cms.ip}`, 'serial', serial, 'modbus')
        .build(),
    ];
    expect(
      byRule('identity-twice', twice('SC-100200'))
        .map(({ subject }) => subject.mac)
        .sort(),
    ).toEqual([plc.mac, cms.mac].sort());
    expect(byRule('identity-twice', twice('00000000'))).toEqual([]);
  });
});
