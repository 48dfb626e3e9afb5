import { ascii, hex, together } from '../decoder-laws.cases.ts';

/** An operator panel asks for an address. */
export const solicit: Uint8Array = together(
  hex(
    '01 0a0b0c', // solicit, transaction
    '0001 000a 0003 0001 02aabbccddee', // client: by its MAC 02:aa:bb:cc:dd:ee
    '0003 000c 00000001 00000e10 00001518', // association 1, times 3600 and 5400 s
    '0006 0004 0017 0018', // wants name servers and domains
    '0008 0002 0064', // one second
    '0010 000e 00000137 0008', // vendor class of enterprise 311, eight characters
  ),
  ascii('MSFT 5.0'),
  hex('0027 000b 00 03'), // name, no flags, three characters
  ascii('hmi'),
  hex('04'),
  ascii('port'),
  hex('00'), // the root
  hex('000e 0000'), // rapid commit
);

/** A carrier's router answers it. */
export const reply: Uint8Array = together(
  hex(
    '07 0a0b0c', // reply to the same
    '0001 000a 0003 0001 02aabbccddee',
    '0002 000e 0001 0001 2a000000 02aabbccddff', // server: MAC and time
    '0003 0028 00000001 00000e10 00001518', // association with
    '0005 0018 20010db8000000000000000000000042 00000708 00000e10', // an address for an hour
    '0017 0010 20010db8000000000000000000000053', // name server
    '0018 0006 04', // domain port
  ),
  ascii('port'),
  hex(
    '00',
    '0038 0014 0001 0010 20010db8000000000000000000000123', // time server
    '000d 0004 0000',
  ),
  ascii('ok'), // success, ok
);

/** A switch passes it on and says from which port, and which MAC it saw. */
export const relayed: Uint8Array = together(
  hex(
    '0c 00', // relay forward, no hops
    '20010db8000000000000000000000001', // on this link
    'fe800000000000000000000000000007', // from this client
    '0012 0004',
  ),
  ascii('ge/7'), // interface
  hex('004f 0008 0001 02aabbccddee'), // Ethernet address of the client
  hex('0025 0006 00000009 c0ff'), // remote identifier of enterprise 9
  hex('0009', (solicit.length + 0x1_0000).toString(16).slice(1)), // relayed message
  solicit,
);
