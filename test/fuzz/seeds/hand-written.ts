import { bye, hello, matches, probe as wsProbe, resolve } from '../../../src/decode/app/ws-discovery/messages.cases.ts';
import { rtcmConversation, rtcmDatagrams } from '../../../src/decode/app/rtcm/frames.cases.ts';
import { nmeaConversation, nmeaDatagrams } from '../../../src/decode/app/nmea/sentences.cases.ts';
import {
  binaryConversation as colaBinary,
  sessionConversation as colaSession,
  textConversation as colaText,
} from '../../../src/decode/app/cola/conversation.cases.ts';
import {
  asciiConversation as slmpAscii,
  slmpConversation,
  slmpDatagrams,
} from '../../../src/decode/app/slmp/conversation.cases.ts';
import {
  managed as gooseManaged,
  published as goosePublished,
  sampledMessage,
} from '../../../src/decode/net/goose/messages.cases.ts';
import { messages as ptpMessages, sync as ptpSync } from '../../../src/decode/app/ptp/messages.cases.ts';
import {
  adsConversation,
  discovered as adsDiscovered,
  discovery as adsDiscovery,
} from '../../../src/decode/app/ads/conversation.cases.ts';
import {
  datagram as rpcDatagram,
  mapping as rpcMapping,
  services as rpcServices,
  SVCCTL,
} from '../../../src/decode/app/dcerpc/conversation.cases.ts';
import { calls as ioCalls } from '../../../src/decode/app/pn-io/calls.cases.ts';
import { frames as realTimeFrames } from '../../../src/decode/net/pn-rt/frames.cases.ts';
import {
  relayed as dhcpv6Relayed,
  reply as dhcpv6Reply,
  solicit,
} from '../../../src/decode/app/dhcpv6/messages.cases.ts';
import { enipSamples, produced } from '../../../src/decode/app/enip/samples.cases.ts';
import { datagrams as finsDatagrams, finsConversation } from '../../../src/decode/app/fins/conversation.cases.ts';
import {
  apReply,
  apRequest,
  asReply,
  asRequest,
  error as kerberosError,
  session as kerberosSession,
  tgsRequest,
} from '../../../src/decode/app/kerberos/conversation.cases.ts';
import {
  everything as ldapSession,
  ping as ldapPing,
  pingAnswer as ldapPingAnswer,
  signed as ldapSigned,
} from '../../../src/decode/app/ldap/conversation.cases.ts';
import { everything as mmsSession } from '../../../src/decode/app/mms/conversation.cases.ts';
import { poll as rtuPoll } from '../../../src/decode/app/modbus-rtu/conversation.cases.ts';
import {
  imapSession,
  imapTls,
  pop3Session,
  pop3Tls,
  said,
  smtpSession,
  smtpTls,
} from '../../../src/decode/app/mail/conversations.cases.ts';
import { everything as mqttSession, everything5 } from '../../../src/decode/app/mqtt/conversation.cases.ts';
import { everything as opcuaSession } from '../../../src/decode/app/opcua/conversation.cases.ts';
import { postgresqlSamples } from '../../../src/decode/app/postgresql/conversation.cases.ts';
import { everything as rtspSession } from '../../../src/decode/app/rtsp/conversation.cases.ts';
import { everything as s7PlusSession } from '../../../src/decode/app/s7comm-plus/conversation.cases.ts';
import {
  datagram as smbDatagram,
  everything as smbSession,
  sessionRequest as smbOpening,
  smb1Session,
} from '../../../src/decode/app/smb/conversation.cases.ts';
import { joined, textBytes } from '../../../bench/generator/byte-writer.ts';

function hex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.replace(/\s/g, ''), 'hex'));
}

/** What the generator of the terminal does not speak, from the specifications; protocol name to messages. */
export const handWritten: Readonly<Record<string, readonly Uint8Array[]>> = {
  vrrp: [
    // RFC 5798 5.1: version 3, virtual router 51, priority 100, one address, 100 centiseconds.
    hex('31 33 64 01 00 64 ba 52 c0 00 02 fe'),
    // RFC 3768: version 2, authentication data of eight bytes.
    hex('21 01 ff 01 00 01 00 00 c0 00 02 01 00 00 00 00 00 00 00 00'),
  ],
  hsrp: [
    // RFC 2281 5.1: hello, state active, 3 s and 10 s, priority 100, group 1, "cisco", address.
    hex('00 00 10 03 0a 64 01 00 63 69 73 63 6f 00 00 00 c0 00 02 fe'),
  ],
  igmp: [
    hex('16 00 09 04 e0 00 00 fb'),
    hex('22 00 ea 03 00 00 00 01 04 00 00 00 e0 00 00 fb'),
    hex('11 64 ee 9b 00 00 00 00'),
  ],
  dcerpc: [
    ...rpcServices.map(({ bytes }) => bytes),
    ...rpcMapping.map(({ bytes }) => bytes),
    rpcDatagram(SVCCTL, new Array<number>(20).fill(7), { operation: 19 }),
    rpcDatagram(SVCCTL, [0, 0, 0, 0], { operation: 19, kind: 2 }),
    ...ioCalls,
  ],
  'pn-rt': realTimeFrames.map((frame) => Uint8Array.from(frame)),
  'pn-mrp': [
    // IEC 62439-2: test of a closed ring, a link that went down; each with the common part and an end.
    hex(
      '00 01 02 12 80 00 02 00 00 00 00 09 00 00 00 01 00 03 00 00 00 64 01 12 00 07 ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff 00 00',
    ),
    hex(
      '00 01 04 0c 02 00 00 00 00 09 00 01 00 14 00 01 01 12 00 08 ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff ff 00 00',
    ),
  ],
  dhcpv6: [solicit, dhcpv6Reply, dhcpv6Relayed],
  enip: enipSamples,
  'modbus-rtu': [rtuPoll.bytes],
  's7comm-plus': s7PlusSession.slice(2).map(({ bytes }) => bytes),
  mms: mmsSession.slice(2).map(({ bytes }) => bytes),
  cipio: [produced],
  rarp: [hex('00 01 08 00 06 04 00 03 02 00 00 00 00 01 00 00 00 00 02 00 00 00 00 01 00 00 00 00')],
  pvst: [
    hex(
      '00 00 02 02 3c 80 01 02 00 00 00 00 01 00 00 00 00 80 01 02 00 00 00 00 01 80 01 00 00 14 00 02 00 0f 00 00 00 00 00 02 00 01',
    ),
  ],
  ssdp: [
    textBytes(
      'NOTIFY * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nCACHE-CONTROL: max-age=60\r\nLOCATION: http://192.0.2.1:80/d.xml\r\nNT: upnp:rootdevice\r\nNTS: ssdp:alive\r\nSERVER: Linux/4.4 UPnP/1.0 router/1\r\nUSN: uuid:0001::upnp:rootdevice\r\n\r\n',
    ),
    textBytes(
      'M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\nMAN: "ssdp:discover"\r\nMX: 3\r\nST: ssdp:all\r\n\r\n',
    ),
    textBytes('HTTP/1.1 200 OK\r\nST: ssdp:all\r\nUSN: uuid:0001\r\nLOCATION: http://192.0.2.1/\r\nSERVER: x\r\n\r\n'),
  ],
  bacnet: [
    // ASHRAE 135: who-is, i-am, read property and ack, write property, its ack and error, reinitialize, registration of a
    // foreign device, read property multiple ack; then i-am and read property as they stand behind LLC.
    hex('81 0b 00 10 01 20 ff ff 00 ff 10 08 09 6f 19 7f'),
    hex('81 0a 00 14 01 00 10 00 c4 02 00 00 6f 22 05 c4 91 03 21 24'),
    hex('81 0a 00 11 01 00 00 05 01 0c 0c 02 00 00 6f 19 4d'),
    hex('81 0a 00 1a 01 00 30 01 0c 0c 02 00 00 6f 19 4d 3e 75 06 00 61 68 75 2d 37 3f'),
    hex('81 0a 00 1a 01 00 00 05 03 0f 0c 00 40 00 03 19 55 3e 44 41 ac 00 00 3f 49 08'),
    hex('81 0a 00 09 01 00 20 03 0f'),
    hex('81 0a 00 0d 01 00 50 03 0f 91 02 91 28'),
    hex('81 0a 00 0c 01 00 00 05 04 14 09 00'),
    hex('81 05 00 06 00 3c'),
    hex('81 0a 00 1b 01 00 30 02 0e 0c 02 00 00 6f 1e 29 79 4e 75 05 00 48 61 6c 6d 4f 1f'),
    hex('01 20 ff ff 00 ff 10 00 c4 02 00 00 6f 22 01 e0 91 03 21 2a'),
    hex('01 04 00 05 01 0c 0c 02 00 00 6f 19 4b'),
  ],
  dnp3: [
    // IEEE 1815: read of all classes; its response; direct operate of output 7 and its response; cold restart; file open.
    hex('05 64 14 c4 04 00 03 00 c7 17 c0 c1 01 3c 02 06 3c 03 06 3c 04 06 3c 01 06 7a 6f'),
    hex(
      '05 64 2c 44 03 00 04 00 27 34 c0 c1 81 90 04 01 01 00 00 09 ff 01 1e 01 01 00 bd 26 00 01 00 01 39 30 00 00 01 c7 cf ff ff 32 01 07 4e 49 01 00 d0 aa 5b 8b 01 7c 26',
    ),
    hex('05 64 1a c4 04 00 03 00 c2 e6 c0 c2 05 0c 01 28 01 00 07 00 41 01 64 00 00 00 59 db 00 00 00 00 00 ff ff'),
    hex(
      '05 64 1c 44 03 00 04 00 64 bd c0 c2 81 00 00 0c 01 28 01 00 07 00 41 01 64 00 5b ba 00 00 00 00 00 00 00 ff ff',
    ),
    hex('05 64 08 c4 04 00 03 00 b4 b8 c0 c4 0d 56 b1'),
    hex(
      '05 64 2b c4 04 00 03 00 66 da c0 c5 19 46 03 5b 01 1d 00 1a 00 03 00 00 00 00 28 15 00 00 00 00 00 00 00 00 00 00 00 00 00 02 00 00 8f cc 04 01 00 61 2e 62 14 42',
    ),
  ],
  iec104: [
    // IEC 60870-5-104: start, supervisory, single command, interrogation, three points, a float with full time.
    hex('68 04 07 00 00 00'),
    hex('68 04 01 00 04 00'),
    hex('68 0e 00 00 00 00 2d 01 06 00 0a 00 02 00 00 01'),
    hex('68 0e 02 00 04 00 64 01 06 00 0a 00 00 00 00 14'),
    hex('68 10 06 00 04 00 01 83 14 00 0a 00 01 00 00 00 01 81'),
    hex('68 19 08 00 04 00 24 01 03 00 0a 00 0a 00 00 00 00 80 3f 00 39 30 0a 0c 0b 0c 14'),
  ],
  snmp: [
    // RFC 3416: get of sysDescr.0, its response, set of sysName.0; RFC 1157: trap; RFC 3412: report of version 3.
    hex(
      '30 23 02 01 01 04 03 61 62 63 a0 19 02 01 11 02 01 00 02 01 00 30 0e 30 0c 06 08 2b 06 01 02 01 01 01 00 05 00',
    ),
    hex(
      '30 7d 02 01 01 04 03 61 62 63 a2 73 02 01 11 02 01 00 02 01 00 30 68 30 14 06 08 2b 06 01 02 01 01 01 00 04 08 61 20 73 77 69 74 63 68 30 14 06 08 2b 06 01 02 01 01 02 00 06 08 2b 06 01 04 01 c3 73 01 30 0f 06 08 2b 06 01 02 01 01 05 00 04 03 73 77 31 30 14 06 0a 2b 06 01 02 01 02 02 01 06 03 04 06 02 00 00 00 00 07 30 13 06 0a 2b 06 01 02 01 02 02 01 0a 03 41 05 00 ff ff ff ff',
    ),
    hex(
      '30 24 02 01 00 04 03 61 62 63 a3 1a 02 01 12 02 01 00 02 01 00 30 0f 30 0d 06 08 2b 06 01 02 01 01 05 00 04 01 78',
    ),
    hex(
      '30 26 02 01 00 04 03 61 62 63 a4 1c 06 08 2b 06 01 04 01 c3 73 01 40 04 c0 00 02 07 02 01 06 02 01 03 43 02 12 34 30 00',
    ),
    hex(
      '30 62 02 01 03 30 0e 02 02 01 02 02 02 05 dc 04 01 04 02 01 03 04 1e 30 1c 04 0b 80 00 21 f3 03 02 00 00 00 00 07 02 01 07 02 02 01 00 04 02 6f 70 04 00 04 00 30 2d 04 0b 80 00 21 f3 03 02 00 00 00 00 07 04 00 a8 1c 02 01 14 02 01 00 02 01 00 30 11 30 0f 06 0a 2b 06 01 06 03 0f 01 01 04 00 41 01 01',
    ),
  ],
  opcua: opcuaSession.map(({ bytes }) => bytes),
  ads: adsConversation.map(({ bytes }) => bytes),
  'ads-udp': [adsDiscovery, adsDiscovered],
  fins: [...finsConversation.map(({ bytes }) => bytes), ...finsDatagrams],
  // A datagram with so much behind its message is refused; a frame has padding.
  ptp: [...ptpMessages, joined(ptpSync, new Uint8Array(16))],
  goose: [goosePublished, gooseManaged],
  sv: [sampledMessage],
  slmp: [...[...slmpAscii, ...slmpConversation].map(({ bytes }) => bytes), ...slmpDatagrams],
  cola: [...colaText, ...colaBinary, ...colaSession].map(({ bytes }) => bytes),
  nmea: [...nmeaConversation.map(({ bytes }) => bytes), ...nmeaDatagrams],
  rtcm3: [...rtcmConversation.map(({ bytes }) => bytes), ...rtcmDatagrams].filter(({ length }) => length > 6),
  'ws-discovery': [hello, matches, wsProbe, resolve, bye],
  kerberos: [
    asRequest,
    kerberosError,
    asReply,
    tgsRequest,
    apRequest,
    apReply,
    ...kerberosSession.map(({ bytes }) => bytes),
  ],
  postgresql: postgresqlSamples,
  ldap: [...ldapSession.map(({ bytes }) => bytes), ldapSigned(ldapPing)],
  cldap: [ldapPing, ldapPingAnswer],
  smtp: [said(smtpSession, false), said(smtpSession, true), said(smtpTls, false)],
  pop3: [said(pop3Session, false), said(pop3Session, true), said(pop3Tls, false)],
  imap: [said(imapSession, false), said(imapSession, true), said(imapTls, false)],
  syslog: [
    textBytes('<38>Feb  3 10:11:12 crane4-hmi sshd[123]: session opened\n'),
    textBytes('<165>1 2024-02-03T10:11:12.5Z crane4-hmi app 77 ID1 [a@1 x="y"] text\n'),
    textBytes('<189>57: *Mar  1 00:00:10.123: %SYS-5-CONFIG_I: Configured from console\n'),
  ],
  // RFC 1350 5: requests for a file, a first block, its acknowledgment, an agreement on options, an error.
  tftp: [
    textBytes('\0\x01firmware/spreader.bin\0octet\0blksize\x001428\0'),
    textBytes('\0\x02config.txt\0netascii\0'),
    hex('00 03 00 01 63 6f 6e 74 65 6e 74 73'),
    hex('00 04 00 00'),
    textBytes('\0\x06tsize\x0052000\0'),
    textBytes('\0\x05\0\x01File not found\0'),
  ],
  nbdgm: [
    smbDatagram,
    // RFC 1002 4.4.3: an error, name not present; 4.4.4: a query for HMI.
    hex('13 02 00 07 c0 00 02 01 00 8a 82'),
    hex('14 02 00 08 c0 00 02 01 00 8a 20 4549454e454a 434143414341434143414341434143414341434143414341 4141 00'),
  ],
  smb: [smbOpening, ...[...smb1Session, ...smbSession].map(({ bytes }) => bytes)],
  // A ping alone says too little to be known by.
  mqtt: [...mqttSession.slice(0, 8), ...everything5.slice(0, 3)]
    .map(({ bytes }) => bytes)
    .filter(({ length }) => length > 6),
  rtsp: rtspSession.slice(0, 10).map(({ bytes }) => bytes),
  llmnr: [hex('0001 0000 0001 0000 0000 0000 04 6c 6f 67 31 00 0001 0001')],
  icmp: [
    // Redirect for a host to 192.0.2.254 (RFC 792), router advertisement (RFC 1256), time exceeded.
    hex('05 01 00 00 c0 00 02 fe 45 00 00 1c 00 01 00 00 40 11 00 00 c0 00 02 0a cb 00 71 07 04 00 00 35 00 08 00 00'),
    hex('09 00 00 00 01 02 07 08 c0 00 02 fe 00 00 00 00'),
    hex('0b 00 00 00 00 00 00 00 45 00 00 1c 00 01 00 00 01 06 00 00 c0 00 02 0a cb 00 71 07 04 00 01 bb 00 00 00 00'),
  ],
  icmpv6: [
    // Router advertisement (RFC 4861) with MTU, prefix and recursive server; redirect; neighbour solicitation.
    hex(
      '86 00 00 00 40 00 07 08 00 00 00 00 00 00 00 00 01 01 02 00 00 00 00 01 05 01 00 00 00 00 05 dc 03 04 40 c0 00 00 0e 10 00 00 0e 10 00 00 00 00 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 00 19 03 00 00 00 00 0e 10 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 53',
    ),
    hex(
      '89 00 00 00 00 00 00 00 fe 80 00 00 00 00 00 00 00 00 00 00 00 00 00 01 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 07',
    ),
    hex('87 00 00 00 00 00 00 00 fe 80 00 00 00 00 00 00 00 00 00 00 00 00 00 01 01 01 02 00 00 00 00 01'),
  ],
  ssh: [
    // RFC 4253 4.2: version; then key exchange init with ten lists, its length, padding, cookie; then new keys.
    joined(
      textBytes('SSH-2.0-dropbear_2022.83\r\n'),
      hex(
        `00000053 04 14 ${'11'.repeat(16)} 00000005 612d636972 00000003 6b6579 00000003 616263 00000003 616264 00000001 6d 00000001 6e 00000000 00000000 00000000 00000000 00 00000000 00000000`,
      ),
      hex('0000000c 0a 15 00000000000000000000'),
    ),
    textBytes('SSH-1.5-1.2.33\n'),
  ],
  rdp: [
    // [MS-RDPBCGR] 2.2.1.1: connection request with a cookie and a negotiation; 2.2.1.2: its confirm.
    joined(hex('0300 002b 26 e0 0000 0000 00'), textBytes('Cookie: mstshash=crane\r\n'), hex('01 00 0800 0b000000')),
    hex('0300 0013 0e d0 0000 1234 00 02 1f 0800 02000000'),
    // T.125: data sent in channel 1003.
    hex('0300 0010 02 f0 80 64 0006 03eb 70 02 5c5c'),
    // [MS-RDPEUDP] 2.2.2: SYN, padded.
    hex(`ffffffff 0040 1001 11223344 04d0 04d0 0001 0101 ${'00'.repeat(1212)}`),
    hex('55667788 0040 000c 0001 0000 11223345 11223345 16 0303 0004 0e000000'),
  ],
  // RFC 6143 7.1.1 to 7.5: version, choice, shared, key.
  rfb: [joined(textBytes('RFB 003.008\n'), hex('01 01 04 01 0000 00000061')), textBytes('RFB 003.003\n')],
  telnet: [
    // RFC 854: do, will; RFC 1073: window size; a line.
    joined(hex('ff fd 18 ff fb 1f ff fa 1f 0050 0018 ff f0'), textBytes('login: ')),
    joined(hex('ff fa 18 00 58 ff f0'), textBytes('admin\r\n')),
  ],
  ftp: [
    textBytes('USER a\r\nPASS b\r\nSYST\r\nPORT 192,0,2,1,4,1\r\nSTOR x\r\n'),
    textBytes('220-FTP\r\n220 ready\r\n331 ok\r\n227 at (192,0,2,1,4,1)\r\n'),
  ],
  teamviewer: [
    hex('17 24 0a 0400 5a5a5a5a'),
    hex('11 30 36 00 04000000 01000000 00000000 1b000000 18000000 5a5a5a5a'),
    hex('00000000 00000000 4426 03 17 24 47 0400 5a5a5a5a'),
  ],
  radmin: [hex('01 00000001 00000008 08'), hex('01 00000005 00000227 27020000 00')],
  nomachine: [textBytes('NXSH-8.11.3\n'), textBytes('NXD-8.11.3\n')],
  anydesk: [
    // RFC 8446 4.1.2: a hello with one cipher and a server name.
    joined(
      hex(`16 0301 0049 01 000045 0303 ${'11'.repeat(32)} 00 0002 c02f 01 00 001a 0000 0016 0014 00 0011`),
      textBytes('a.net.anydesk.com'),
    ),
  ],
  tailscale: [hex(`5453f09f92ac ${'d1'.repeat(32)} ${'5e'.repeat(24)} ${'b0'.repeat(46)}`)],
  derp: [hex(`01 00000028 44455250f09f9491 ${'5b'.repeat(32)} 05 00000024 ${'77'.repeat(32)} 04000000 06 00000000`)],
  zerotier: [
    // Hello: number, to, from, in the clear, check, verb, version 12 of 1.14.0, time, identity.
    hex(
      `0102030405060708 62f865ae71 a1b2c3d4e5 00 1111111111111111 01 0c 01 0e 0000 0000018f00000000 a1b2c3d4e5 00 ${'4b'.repeat(64)} 00 04 c0000202 2709`,
    ),
  ],
  n2n: [
    // Version 1: register, acknowledgement, packet; versions 2 and 3: register at the supernode, packet.
    hex(`01010000 6372616e65 00 7f7f7f7f7f7f7f7f7f7f 020000000001 000000000000 02 00 ${'00'.repeat(22)}`),
    hex(`01040000 6372616e65 00 ${'00'.repeat(10)} 000000000000 020000000001 02 00 ${'00'.repeat(22)}`),
    hex(`01030101 6372616e65 00 ${'00'.repeat(10)} 020000000001 020000000002 ${'a5'.repeat(40)}`),
    hex(`02020005 6372616e65 ${'00'.repeat(11)} 01020304 020000000001 0000 0000`),
    hex(`03020025 6372616e65 ${'00'.repeat(15)} 01020304 020000000001 00000000`),
    hex(`03020003 6372616e65 ${'00'.repeat(15)} 020000000001 020000000002 0002 ${'a5'.repeat(40)}`),
  ],
  tinc: [textBytes('0 crane 17\n1 429 672 0 0 9BB456F79BB456F7\n'), textBytes('0 office 17.7\n')],
  x11: [
    // Setup with a cookie, QueryExtension, an extension's request, MapWindow; the answer that accepts, reply, error, event.
    joined(
      hex('6c 00 0b00 0000 1200 1000 0000'),
      textBytes('MIT-MAGIC-COOKIE-1'),
      hex(
        `0000 ${'5e'.repeat(16)} 62 00 0400 0500 0000 5854455354 000000 81 00 0000 03000000 00000000 08 00 0200 01002000`,
      ),
    ),
    hex(
      `01 00 0b00 0000 0a00 b8acb901 00002000 ffff1f00 00010000 0400 ffff 01 00 00 00 20 20 08 ff 00000000 586f7267 00000000 01 01 0100 01000000 ${'00'.repeat(28)} 00 08 0200 ${'00'.repeat(28)} 02 26 0300 ${'00'.repeat(28)}`,
    ),
    hex('42 00 000b 0000 0000 0000 0000'),
  ],
  frp: [
    // A login alone; one in the multiplexer, behind the opening of stream 1; and the mark before TLS.
    joined(hex('6f 0000000000000014'), textBytes('{"version":"0.52.3"}')),
    joined(
      hex('00 01 0001 00000001 005c0000 00 00 0000 00000001 0000001d 6f 0000000000000014'),
      textBytes('{"version":"0.52.3"}'),
    ),
    joined(hex('77 000000000000000f'), textBytes('{"run_id":"a1"}')),
  ],
  rustdesk: [
    // Register peer, peer discovery, punch hole request; over TCP the last two are framed.
    joined(hex('32 0d 0a 09'), textBytes('123456789'), hex('10 01')),
    joined(hex('b2 01 0d 0a 04'), textBytes('ping'), hex('2a 05'), textBytes('hmi-1')),
    joined(hex('3c 42 0d 0a 09'), textBytes('987654321'), hex('10 01 50 a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5')),
  ],
  sstp: [
    joined(
      textBytes('SSTP_DUPLEX_POST /sra_{BA195980-CD49-458b-9E23-C84EE0ADCD75}/ HTTP/1.1\r\nHost: a\r\n\r\n'),
      hex('10 01 000e 0001 0001 00 01 0006 0001 10 00 0008 c0210101'),
    ),
  ],
};
