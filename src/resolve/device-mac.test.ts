import { expect, it } from 'vitest';
import { isGroupMac } from '../kernel/mac.ts';
import { isDeviceMac } from './device-mac.ts';

it('every first octet is told as the kernel tells it, and zeros are nobody', () => {
  for (let octet = 0; octet < 256; octet++) {
    const mac = `${octet.toString(16).padStart(2, '0')}:00:00:00:00:01`;
    expect(isDeviceMac(mac), mac).toBe(!isGroupMac(mac));
  }
  expect([isDeviceMac(''), isDeviceMac('00:00:00:00:00:00')]).toEqual([false, false]);
});
