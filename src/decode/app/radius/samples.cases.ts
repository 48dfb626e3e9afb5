import { hex } from '../decoder-laws.cases.ts';

const authenticator = '00112233445566778899aabbccddeeff';
/** User "op", password hidden, switch "sw-3" at 192.0.2.9, port 7, called, calling, Ethernet, EAP, a maker's attribute. */
export const accessRequest: Uint8Array = hex(
  '01 07 0064',
  authenticator,
  '01 04 6f70', // user name
  '02 12 ffeeddccbbaa99887766554433221100', // password
  '04 06 c0000209', // address of the switch
  '05 06 00000007', // port
  '20 06 73772d33', // name of the switch
  '1f 13 30322d30302d30302d30302d30302d3031', // calling station
  '3d 06 0000000f', // Ethernet
  '57 05 476931', // port by name
  '1a 0a 00000009 01040000', // Cisco
);
export const accessAccept: Uint8Array = hex(
  '02 07 0026',
  authenticator,
  '06 06 00000006',
  '08 06 c00002c8',
  '12 06 77656c63',
);
export const accountingRequest: Uint8Array = hex('04 08 001a', authenticator, '28 06 00000001');
export const disconnect: Uint8Array = hex('28 09 0018', authenticator, '01 04 6f70');
export const refused: Uint8Array = hex('2a 09 001a', authenticator, '65 06 000001f7');
