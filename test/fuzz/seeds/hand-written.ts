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
};
