import { expect, test } from 'vitest';
import { linkTypeName } from './link-type-name.ts';

test('link types bear the names of the registry, and unknown ones their number', () => {
  const named = [0, 1, 9, 101, 105, 113, 127, 195, 228, 249, 276, 301].map(linkTypeName);
  expect(named).toEqual([
    'NULL',
    'ETHERNET',
    'PPP',
    'RAW',
    'IEEE802_11',
    'LINUX_SLL',
    'IEEE802_11_RADIOTAP',
    'IEEE802_15_4_WITHFCS',
    'IPV4',
    'USBPCAP',
    'LINUX_SLL2',
    'DECT_NR',
  ]);
  expect(linkTypeName(65_535)).toBe('number 65535');
});
