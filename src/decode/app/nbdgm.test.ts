import { describe, expect, it } from 'vitest';
import { NO, YES } from '../verdict.ts';
import { datagramLaws, readDatagram, together, windowed } from './decoder-laws.cases.ts';
import { nbdgm } from './nbdgm.ts';
import { datagram, netbiosName } from './smb/conversation.cases.ts';

const error = Uint8Array.of(
  0x13, // error
  0x02, // first and only
  0,
  7, // number
  192,
  0,
  2,
  1, // address
  0,
  138, // port
  0x82, // no such name
);
const query = Uint8Array.from([
  0x14, // query
  0x02,
  0,
  8, // number
  192,
  0,
  2,
  1,
  0,
  138,
  ...netbiosName('HMI', 0),
]);

datagramLaws(nbdgm, [datagram, error, query]);

describe('NetBIOS datagrams', () => {
  it('a computer announces its name, version and description to its network', () => {
    const { turn } = readDatagram(nbdgm, datagram);
    expect(turn.facts).toEqual([
      'claim ip:192.0.2.1 hostname HMI',
      'claim ip:192.0.2.1 hostname HMI',
      'claim ip:192.0.2.1 description Crane 4 panel',
      'claim ip:192.0.2.1 os Windows 6.1',
    ]);
    expect(turn.messages[0]?.fields).toMatchObject({
      'nbdgm.type': 0x11,
      'nbdgm.src.ip': '192.0.2.1',
      'nbdgm.source_name': 'HMI<00>',
      'nbdgm.destination_name': 'YARD<1d>',
    });
    expect(turn.carried.map(({ protocol }) => protocol.name)).toEqual(['smb']);
    expect(turn.carried[0]?.fields).toMatchObject({
      'smb.trans_name': '\\MAILSLOT\\BROWSE',
      'browser.command': 1,
      'browser.server_type': 0x0001_1003,
    });
    expect([turn.anomalies, turn.carriedAnomalies]).toEqual([[], []]);
  });

  it('a computer says what it serves as', () => {
    const controller = datagram.slice();
    // Type of server, behind the name and the version: domain controller, master browser.
    const at = controller.length - 'Crane 4 panel'.length - 1 - 8;
    controller.set([0x0b, 0x10, 0x04, 0x00], at);
    expect(readDatagram(nbdgm, controller).turn.facts.filter((fact) => fact.includes(' role '))).toEqual([
      'claim ip:192.0.2.1 role domain-controller',
      'claim ip:192.0.2.1 role master-browser',
    ]);
  });

  it('an address that is not the sender’s, and a length that is not so, are told', () => {
    const odd = datagram.slice();
    odd.set([100, 64, 0, 1], 4);
    odd[11] = 0;
    const { turn } = readDatagram(nbdgm, odd);
    expect(turn.anomalies).toEqual(['length-mismatch', 'address-foreign']);
    expect(turn.facts[0]).toBe('claim ip:192.0.2.1 address-in-payload 100.64.0.1');
  });

  it('later fragments and data that are no SMB are left unread', () => {
    const fragment = datagram.slice();
    fragment[1] = 0;
    expect(readDatagram(nbdgm, fragment).turn.unrecognisedBytes).toBe(datagram.length - 82);
    const other = together(datagram.subarray(0, 82), new Uint8Array(50));
    expect(readDatagram(nbdgm, other).turn.unrecognisedBytes).toBe(50);
  });

  it('refuses what only looks like one', () => {
    const long = together(error, Uint8Array.of(0));
    expect(nbdgm.probe(windowed(error), false)).toBe(YES);
    expect(nbdgm.probe(windowed(long), false)).toBe(NO);
    expect(nbdgm.probe(windowed(query.slice(0, 30)), false)).toBe(NO);
  });
});
