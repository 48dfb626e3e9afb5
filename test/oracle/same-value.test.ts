import { describe, expect, it } from 'vitest';
import { sameValue } from './same-value.ts';

describe('A value', () => {
  it.each([
    ['FT_UINT16', '502', '0x01f6'],
    ['FT_UINT8', '-24', '232'], // a sign that tshark does not know of
    ['FT_UINT64', '28e1328a7185e6ca', '2945691201468491466'], // an identifier, all its digits
    ['FT_BOOLEAN', 'true', '1'],
    ['FT_BYTES', '00:1f:cf', '001fcf'],
    ['FT_BYTES', 'rtg7', '72746737'],
    ['FT_BYTES', '', '<MISSING>'],
    ['FT_ABSOLUTE_TIME', 'dab51fe51f27d8e1', 'Apr 10, 2016 18:54:29.121701769 UTC'],
    ['FT_ABSOLUTE_TIME', '1427313462687', 'Mar 25, 2015 19:57:42.687000000 UTC'],
    ['FT_ABSOLUTE_TIME', '2020-04-07T13:17:47.135154000Z', 'Apr  7, 2020 13:17:47.135154000 UTC'],
    ['FT_ABSOLUTE_TIME', '20220223074603Z', 'Feb 23, 2022 07:46:03.000000000 UTC'],
    ['FT_ABSOLUTE_TIME', '0000000000000000', 'NULL'],
    ['FT_RELATIVE_TIME', '1011', '1.011000000'],
    ['FT_FLOAT', '0.5035400390625', '0.50354'],
    ['FT_IPv4', '192.0.2.0/24', '192.0.2.0'],
    ['FT_IPv6', '2001:db8::/64', '2001:db8::'],
    ['FT_STRING', 'a\nb', 'a\\nb'],
  ])('of %s is the same as %s and as %s', (type, ours, theirs) => {
    expect(sameValue(type, ours, theirs)).toBe(true);
  });

  it.each([
    ['FT_UINT16', '502', '0x01f7'],
    ['FT_UINT16', '70000', '4465'],
    ['FT_BOOLEAN', 'true', '0'],
    ['FT_BYTES', '001fcf', '001fce'],
    ['FT_ABSOLUTE_TIME', '20109-08-13T19:23:00.008', 'Aug 13, 2009 19:23:00.008000000 UTC'],
    ['FT_ABSOLUTE_TIME', '1427313462688', 'Mar 25, 2015 19:57:42.687000000 UTC'],
    ['FT_RELATIVE_TIME', '', '0.000000000'],
    ['FT_FLOAT', '0.50355', '0.50354'],
    ['FT_STRING', 'rtg7', 'RTG7'],
    ['FT_STRING', '1', '0x01'],
  ])('of %s is another than %s where it is %s', (type, ours, theirs) => {
    expect(sameValue(type, ours, theirs)).toBe(false);
  });
});
