import { hex } from '../../app/decoder-laws.cases.ts';

/** Messages of routing protocols after their specifications, one comment a field. */

/** OSPF 2: router 192.0.2.1 says hello in the backbone and hears 192.0.2.9. */
export const ospfHello: Uint8Array = hex(
  '02 01 0030 c0000201 00000000', // version, hello, length 48, router, area
  '0000 0000 0000000000000000', // checksum, no authentication
  'ffffff00 000a 02 01 00000028', // mask, every 10 s, options, priority, dead after 40 s
  'c0000201 00000000 c0000209', // designated router, none in reserve, neighbour
);

/** OSPF 2 with the password "secret": a router with a stub network, and a network from outside. */
export const ospfUpdate: Uint8Array = hex(
  '02 04 0064 c0000201 00000001 0000 0001 7365637265740000', // update of 100 bytes, area 1, password
  '00000002', // two advertisements
  '0001 02 01 c0000201 c0000201 80000001 0000 0024', // router's, 36 bytes
  '0000 0001 0a010000 ffff0000 03 00 000a', // one link: stub, 10.1.0.0/16, no other metrics
  '0001 02 05 cb007100 c0000201 80000001 0000 0024', // external, 203.0.113.0
  'ffffff00 80000014 00000000 00000000', // mask, metric, forward to sender, tag
);

/** OSPF 3: an update with an inter-area prefix and an intra-area prefix. */
export const ospf3Update: Uint8Array = hex(
  '03 04 0060 c0000201 00000000 0000 00 00', // version 3, update, length 96, instance 0
  '00000002',
  '0001 2003 00000001 c0000201 80000001 0000 0024', // inter-area prefix
  '0000000a 40 00 0000 20010db8 00010000', // metric, 64 bits, options, 2001:db8:1::/64
  '0001 2009 00000000 c0000201 80000001 0000 0028', // intra-area prefix
  '0001 2001 00000000 c0000201 20 00 0001 20010db8', // one prefix, of a router's advertisement: 2001:db8::/32
);

/** EIGRP: hello of AS 100 with its parameters and the versions of its software. */
export const eigrpHello: Uint8Array = hex(
  '02 05 0000 00000000 00000000 00000000 0000 0064', // version, hello, no flags, sequence or number, AS 100
  '0001 000c 01 00 01 00 00 00 000f', // parameters, hold for 15 s
  '0004 0008 0f 04 01 02', // IOS 15.4, EIGRP 1.2
);

/** EIGRP: update with a network of its own, one from outside, one of IPv6, and one with wide metrics. */
export const eigrpUpdate: Uint8Array = hex(
  '02 01 0000 00000001 00000007 00000000 0000 0064', // update, init, sequence 7
  '0102 001c 00000000 00001400 00028000 0005dc 01 ff 01 00 00 18 c00002', // next hop, metric, 192.0.2.0/24
  '0103 002e 00000000 c0000209 00000001 00000000 00000000 0000 0b 00', // external: router, AS 1, tag, metric, OSPF
  '00001400 00028000 0005dc 01 ff 01 00 00 08 0a', // metric, 10.0.0.0/8
  '0402 002d 00000000000000000000000000000000 00001400 00028000 0005dc 01 ff 01 00 00 40 20010db800010000', // 2001:db8:1::/64
  '0602 002c 0000 0001 c0000201', // wide: topology 0, IPv4, router
  '00 00 ff 01 0005dc 01 000000000001 000000000002 0000 0000', // no attributes, reliability, load, MTU, hops, delay, bandwidth
  '00000000 18 c63364', // next hop, 198.51.100.0/24
);

/** EIGRP: what acknowledges the update above. */
export const eigrpAcknowledgement: Uint8Array = hex('02 05 0000 00000000 00000000 00000007 0000 0064');

/** IS-IS: level 1 hello with area, protocols and address, password "secret". */
export const isisHello: Uint8Array = hex(
  '83 1b 01 00 0f 01 00 00', // protocol, header 27, version, identifiers of 6, level 1 hello, version
  '01 192000000001 001e 0033 40 19200000000101', // circuit, system, hold 30 s, 51 bytes, priority, LAN
  '01 04 03 490001', // area 49.0001
  '81 01 cc', // speaks IPv4
  '84 04 c0000201', // address
  '0a 07 01 736563726574', // password
);

/** IS-IS: level 2 link state with a name and networks in all three forms. */
export const isisLinkState: Uint8Array = hex(
  '83 1b 01 00 14 01 00 00',
  '0059 04b0 1920000000010000 00000003 0000 03', // 89 bytes, to live 1,200 s, identifier, sequence, checksum, flags
  '89 06 676174652d31', // name gate-1
  '80 0c 0a808080 0a010000 ffff0000', // 10.1.0.0/16
  '87 08 0000000a 18 c63364', // 198.51.100.0/24
  '87 0c 0000000a 50 0a02 04 0102 0304', // 10.2.0.0/16 with records of four bytes
  'ec 0e 0000000a 00 40 20010db800020000', // 2001:db8:2::/64
);

/** LACP: two systems that have found each other. */
export const lacpMessage: Uint8Array = hex(
  '01 01', // LACP, version 1
  '01 14 8000 0200000000aa 000d 0080 0017 3d 000000', // actor: priority, system, key 13, port 23, state
  '02 14 8000 0200000000bb 000e 0080 0018 3c 000000', // partner
  '03 10 0000 000000000000000000000000', // collector
  '00 00',
  '00'.repeat(50),
);
export const markerMessage: Uint8Array = hex('02 01 01 10 0001 0200000000aa 00000001 0000 00 00', '00'.repeat(90));

/** RIP 2: a password, then a network and one that is lost. */
export const ripResponse: Uint8Array = hex(
  '02 02 0000',
  'ffff 0002 73656372657400000000000000000000', // password "secret"
  '0002 0000 c6336400 ffffff00 00000000 00000001', // 198.51.100.0/24, one hop
  '0002 0000 cb007100 ffffff00 00000000 00000010', // 203.0.113.0/24 is out of reach
);
/** RIP 1: request for everything; answer with a class, a host and the way to everywhere. */
export const ripRequest: Uint8Array = hex('01 01 0000 0000 0000 00000000 00000000 00000000 00000010');
export const rip1Response: Uint8Array = hex(
  '02 01 0000',
  '0002 0000 0a000000 00000000 00000000 00000001',
  '0002 0000 c0000205 00000000 00000000 00000001',
  '0002 0000 00000000 00000000 00000000 00000001',
);
/** RIP 2 with a digest, which stands behind its entry. */
export const ripSigned: Uint8Array = hex(
  '02 02 0000',
  'ffff 0003 002c 01 14 00000001 0000000000000000', // packet of 44 bytes, key 1, digest of 20, sequence
  '0002 0000 c6336400 ffffff00 00000000 00000001',
  'ffff 0001 00112233445566778899aabbccddeeff',
);
export const ripngResponse: Uint8Array = hex(
  '02 01 0000',
  'fe800000000000000000000000000001 0000 00 ff', // next hop
  '20010db8000100000000000000000000 0000 40 01', // 2001:db8:1::/64, one hop
  '20010db8000200000000000000000000 0000 40 10', // out of reach
);
export const ripngRequest: Uint8Array = hex('01 01 0000 00000000000000000000000000000000 0000 00 10');

const marker = 'ff'.repeat(16);
/** BGP: AS 65,536 opens, called gate.example. */
export const bgpOpen: Uint8Array = hex(
  marker,
  '003d 01', // 61 bytes, open
  '04 5ba0 00b4 c0000201 20', // version 4, AS stands elsewhere, 180 s, identifier, parameters of 32 bytes
  '02 06 01 04 0001 00 01', // capability: IPv4 unicast
  '02 06 41 04 00010000', // AS 65,536
  '02 0e 49 0c 04 67617465 06 6f7468657200', // name gate, domain "other" and a zero
);
/** BGP: withdraws 198.51.100.0/24, reaches 203.0.113.0/24 and, by IPv6, 2001:db8:7::/48. */
export const bgpUpdate: Uint8Array = hex(
  marker,
  '0056 02 0004 18 c63364', // 86 bytes, withdrawn 198.51.100.0/24
  '0037', // attributes of 55 bytes
  '40 01 01 00', // origin
  '40 02 0a 02 02 00010000 0000fde8', // path 65536 65000
  '40 03 04 c0000209', // next hop
  '80 0e 1c 0002 01 10 20010db8000000000000000000000009 00 30 20010db80007', // family, next hop, network
  '18 cb0071', // 203.0.113.0/24
);
export const bgpKeepalive: Uint8Array = hex(marker, '0013 04');
export const bgpRefresh: Uint8Array = hex(marker, '0017 05 0001 00 01');
export const bgpShutdown: Uint8Array = hex(marker, '001c 03 06 02 06 7570646174 65'); // cease, shutdown, "update"
