import { expect, test } from 'vitest';
import { rotationStem } from './rotation-stem.ts';

test.each([
  ['crane3_00001_20260101120000.pcap', 'crane3'],
  ['crane3_00002_20260101130000.pcapng.gz', 'crane3'],
  ['crane3_20260101120000_00001.pcapng', 'crane3'],
  ['day/x.pcap1', 'day/x'],
  ['x.pcap00', 'x'],
  ['x.pcap12.zst', 'x'],
  ['x-2026-01-01T12.pcap', 'x'],
  ['x-2026-01-01.pcap', 'x'],
  ['x_2026-01-01_12-00-00.pcap', 'x'],
  ['x.20260101T120000Z.pcap', 'x'],
  ['a/sts-4-20260101-1200.cap', 'a/sts-4'],
])('%s is a turn of %s', (name, stem) => {
  expect(rotationStem(name)).toEqual({ stem, rotated: true });
});

test.each([
  ['x.pcap', 'x'],
  ['crane-3.pcap', 'crane-3'],
  ['sts_01.pcap', 'sts_01'],
  ['vlan_00001.pcap', 'vlan_00001'],
  ['order-20269901.pcap', 'order-20269901'],
  ['10.20.30.40.pcap', '10.20.30.40'],
  ['x_00001_20261301120000.pcap', 'x_00001_20261301120000'],
  ['2026-01-01.pcap', '2026-01-01'],
])('%s stands alone', (name, stem) => {
  expect(rotationStem(name)).toEqual({ stem, rotated: false });
});

test('a name that is no capture name is its own stem', () => {
  expect(rotationStem('notes/2026.txt')).toEqual({ stem: 'notes/2026.txt', rotated: false });
});
