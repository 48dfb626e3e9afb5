import { ascii, hex, together } from './decoder-laws.cases.ts';

/** Messages of protocols of which no captures are at hand, written by hand after what is published of them. */

/** MikroTik: MAC, identity, version, platform, uptime, board, port, address. */
export const mndpAnnouncement: Uint8Array = together(
  hex('0000 0007 0001 0006 0200000000aa 0005 0006'),
  ascii('gate-1'),
  hex('0007 0004'),
  ascii('7.11'),
  hex('0008 0008'),
  ascii('MikroTik'),
  hex('000a 0004 10000000 000c 0006'),
  ascii('RB5009'),
  hex('0010 0006'),
  ascii('ether1'),
  hex('0011 0004 c0000201 00ff 0001 00'),
);
/** Ubiquiti: MAC and address, firmware, name, model. */
export const ubntAnnouncement: Uint8Array = together(
  hex('01 00 0033 02 000a 0200000000aa c0000201 03 0006'),
  ascii('XW.6.3'),
  hex('0b 0008'),
  ascii('crane-14'),
  hex('0c 0003'),
  ascii('LM5'),
  hex('0a 0004 00000010 99 0002 0000'),
);
/** EtherCAT: all are to go to state 8, and one reads logical memory. */
export const ethercatFrame: Uint8Array = hex(
  '1f 10', // 31 bytes of datagrams
  '08 01 0000 2001 0280 0000 0800 0000', // write all, register 0x0120, two bytes, more follow, counter 0
  '0a 02 00000100 0500 0000 0102030405 0100', // read logical, five bytes, counter 1
);
export const powerlinkStop: Uint8Array = hex('06 07 f0 04 22 00', '00'.repeat(40));
export const powerlinkCycle: Uint8Array = hex('01 ff f0 00', '00'.repeat(42));

const srtpHead = (
  kind: string,
  sequence: string,
  length: string,
  form: string,
  rest: string,
  data = '01',
): Uint8Array =>
  hex(
    `${kind} 00 ${sequence} 00 ${length} 00 00 00 ${data} 00 00 00 00 00 00`, // kind, number, length
    `00 ${data} 00 00 00 00 00 00 00 00 00 00 00 00`,
    `${sequence} ${form}`,
    '00000000 100e0000 01 01',
    rest,
    '00'.repeat(14 - hex(rest).length),
  );
export const srtpOpen: Uint8Array = new Uint8Array(56);
export const srtpOpened: Uint8Array = hex('01', '00'.repeat(55));
/** Read 4 words of %R from 99 on; stop the controller; what it is called. */
export const srtpRead: Uint8Array = srtpHead('02', '01', '0000', 'c0', '04 08 6300 0400');
export const srtpStop: Uint8Array = srtpHead('02', '02', '0000', 'c0', '23 01 0000 0000');
export const srtpIdentify: Uint8Array = srtpHead('02', '03', '0000', 'c0', '43');
/** Write one word of %R from 99 on: service and what it wants stand behind the data's own head. */
export const srtpWrite: Uint8Array = together(
  srtpHead('02', '04', '0200', '80', '02 00 0000 0000 01 01 07 08 6300 0100', '02'),
  hex('2a00'),
);
export const srtpAnswer: Uint8Array = srtpHead('03', '01', '0000', 'd4', '00');
export const srtpRefusal: Uint8Array = srtpHead('03', '02', '0000', 'd1', '05');
export const srtpName: Uint8Array = together(srtpHead('03', '03', '0800', '94', '00'), ascii('CRANE7\0\0'));

/** AMQP 0-9-1: header; a broker starts, its product and version; a heartbeat; a body. */
export const amqpHeader: Uint8Array = together(ascii('AMQP'), hex('00 00 09 01'));
export const amqpStart: Uint8Array = together(
  hex('01 0000 0000003f 000a 000a 00 09 00000023 07'),
  ascii('product'),
  hex('53 00000006'),
  ascii('Halmoy'),
  hex('07'),
  ascii('version'),
  hex('53 00000003'),
  ascii('3.1'),
  hex('00000005'),
  ascii('PLAIN'),
  hex('00000005'),
  ascii('en_US'),
  hex('ce'),
);
export const amqpHeartbeat: Uint8Array = hex('08 0000 00000000 ce');
export const amqpBody: Uint8Array = together(hex('03 0001 00000005'), ascii('hello'), hex('ce'));
/** AMQP 1.0: header, open of container "yard", an empty frame. */
export const amqp1Header: Uint8Array = together(ascii('AMQP'), hex('00 01 00 00'));
export const amqp1Open: Uint8Array = together(
  hex('00000016 02 00 0000 00 53 10 c0 09 02 a1 04'),
  ascii('yard'),
  hex('a1 00'),
);
export const amqp1Empty: Uint8Array = hex('00000008 02 00 0000');

/** CODESYS 2: who are you, and the answer. */
export const codesysAsk: Uint8Array = hex('bbbb 01000000 01');
export const codesysIdentity: Uint8Array = together(
  hex('bbbb a0000000 01', '00'.repeat(57)),
  ascii('Nucleus PLUS'.padEnd(32, '\0')),
  ascii('1.14'.padEnd(32, '\0')),
  ascii('CPU 750-881'.padEnd(32, '\0')),
  hex('0000 0000 0000'),
);
/** CODESYS 3: a channel carries a service: stop the application; a name is asked for. */
export const codesysStop: Uint8Array = hex(
  '000117e8 38000000 c5 6b 40 40 00 11 0001 0002 0000', // mark, length 56, datagram to the channel, two addresses, filled
  '01 81 0100 01000000 00000000 10000000 00000000', // first block of channel 1: 16 bytes, checksum
  '55cd 0c00 0200 1100 00000000 00000000', // service of a header of 12 bytes: application, stop
);
export const codesysName: Uint8Array = hex('000117e8 12000000 c5 6b 40 03 00 11 0001 0002');
