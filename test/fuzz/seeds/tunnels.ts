function hex(...parts: readonly string[]): Uint8Array {
  return new Uint8Array(Buffer.from(parts.join('').replace(/\s/g, ''), 'hex'));
}

/** An echo request of 192.0.2.1 to 192.0.2.2: what the tunnels below carry. */
const PING = '4500 001c 0001 0000 40 01 f6dc c0000201 c0000202 0800 f7fe 0001 0000';
const PING6 = `6000 0000 0008 3a 40 20010db8${'00'.repeat(11)}01 20010db8${'00'.repeat(11)}02 8000 4444 0001 0000`;
const ETHERNET = '020000000002 020000000001 0800';

/** Messages of tunnels, as in {@link import('./hand-written.ts').handWritten}; `name/kind` where each kind has its own. */
export const tunnels: Readonly<Record<string, readonly Uint8Array[]>> = {
  quic: [
    // RFC 9001 A.2 without its padding.
    hex(
      'c000000001088394c8f03e515708000041097b9aec34d1b1c98dd7689fb8ec11d242b123dc9bd8bab936b47d92ec356c0bab7df597',
      '6d27cd449f63300099f3991c260ec4c60d17b31f8429157bb35a1282a643a8d2262cad67500cadb8e7378c8eb7539ec4d4905fed1b',
      'ee1fc8aafba17c750e2c7ace01e6005f80fcb7df621230c83711b39343fa028cea7f7fb5ff89eac2308249a02252155e2347b63d58',
      'c5457afd84d05dfffdb20392844ae812154682e9cf012f9021a6f0be17ddd0c2084dce25ff9b06cde535d0f920a2db1bf362c23e59',
      '6d11a4f5a6cf3948838a3aec4e15daf8500a6ef69ec4e3feb6b1d98e610ac8b7ec3faf6ad760b7bad1db4ba3485e8a94dc250ae3fd',
      'b41ebc3c6cf128bbd7f8611561cdfa09e7de',
    ),
    // Version 2 (RFC 9369), the same hello.
    hex(
      'd76b3343cf088394c8f03e51570800004109a0c95e82ffe67b6abcdb4298b485dd04de806071bf03dceebfa162e75d6c96058bdbfb',
      '127cdfcbf903388e99ad049f9a3dd4425ae4d0992cfff18ecf0fdb5a842d09747052f17ac2053d21f57c5d250f2c4f0e0202b70785',
      'b7946e992e58a59ac52dea6774d4f03b55545243cf1a12834e3f249a78d395e0d18f4d766004f1a2674802a747eaa901c3f10cda55',
      '00cb9122faa9f1df66c392079a1b40f0de1c6054196a11cbea40afb6ef5253cd6818f6625efce3b6def6ba7e4b37a40f7732e093da',
      'a7d52190935b8da58976ff3312ae50b187c1433c0f028edcc4c2838b6a9bfc226ca4b4530e7a4ccee1bfa2a3d396ae5a3fb512384b',
      '2fddd840385b25b237272c6a2f2708552144',
    ),
    // RFC 9001 A.4, retry.
    hex('ff000000010008f067a5502a4262b5746f6b656e04a265ba2eff4d829058fb3f0f2496ba'),
    // Version negotiation (RFC 9000 17.2.1).
    hex('8000000000040102030400000000016b3343cfff00001d'),
    // Handshake packet.
    hex('e1000000010002aabb40145e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e5e'),
    // Hello of Q039 with SNI, VER and UAID.
    hex(
      '0de71ad5d7756c4d4d5130333901ababababababababababababa001004443484c4f03000000534e49000f00000056455200130000',
      '005541494424000000726d732e6578616d706c652e6e6574513033394368726f6d652f36312e30204c696e7578',
    ),
    // The same in Q046.
    hex(
      'c35130343650d1a3abacf61c6cd100000001cdcdcdcdcdcdcdcdcdcdcdcda001004443484c4f03000000534e49000f000000564552',
      '00130000005541494424000000726d732e6578616d706c652e6e6574513033394368726f6d652f36312e30204c696e7578',
    ),
  ],
  'openvpn/datagram': [
    // Resets and an acknowledgement without protection, with tls-auth (SHA-1), and with tls-crypt.
    hex('38 a1a2a3a4a5a6a7a8 00 00000000'),
    hex('40 b1b2b3b4b5b6b7b8 01 00000000 a1a2a3a4a5a6a7a8 00000000'),
    hex('28 a1a2a3a4a5a6a7a8 01 00000000 b1b2b3b4b5b6b7b8'),
    hex('38 a1a2a3a4a5a6a7a8', 'cc'.repeat(20), '00000001 6553f100 00 00000000'),
    hex('38 a1a2a3a4a5a6a7a8 00000001 6553f100', 'cc'.repeat(32), 'ee'.repeat(5)),
    hex('20 a1a2a3a4a5a6a7a8 00 00000001 16030100', '5e'.repeat(60)),
  ],
  'openvpn/stream': [
    hex('000e 38 a1a2a3a4a5a6a7a8 00 00000000 0005 30 77777777'),
    hex('001a 40 b1b2b3b4b5b6b7b8 01 00000000 a1a2a3a4a5a6a7a8 00000000'),
    hex('002a 38 a1a2a3a4a5a6a7a8', 'cc'.repeat(20), '00000001 6553f100 00 00000000'),
  ],
  wireguard: [
    // The four messages of 5.4: initiation, response, cookie reply, data.
    hex('01000000 78563412', 'e1'.repeat(32), '57'.repeat(48), '71'.repeat(28), 'aa'.repeat(16), '00'.repeat(16)),
    hex('02000000 04030201 78563412', 'e2'.repeat(32), '0f'.repeat(16), 'bb'.repeat(16), 'cc'.repeat(16)),
    hex('03000000 78563412', 'dd'.repeat(24), 'ee'.repeat(32)),
    hex('04000000 04030201 0700000000000000', '99'.repeat(64)),
  ],
  ike: [
    // Main mode with a proposal and a vendor id, quick mode, IKE_SA_INIT with a notification, the same behind the marker.
    hex(
      'a1a2a3a4a5a6a7a8 0000000000000000 01100200 00000000 00000044',
      '0d000014 0000000100000001 0000000000000000 00000014 4a131c81070358455c5728f20e95452f',
    ),
    hex('a1a2a3a4a5a6a7a8 b1b2b3b4b5b6b7b8 08102001 00000007 0000003c', '5e'.repeat(32)),
    hex('a1a2a3a4a5a6a7a8 0000000000000000 29202208 00000000 00000038 0000001c 00004004', '11'.repeat(20)),
    hex('00000000 a1a2a3a4a5a6a7a8 0000000000000000 29202208 00000000 00000038 0000001c 00004004', '11'.repeat(20)),
  ],
  l2tp: [
    // SCCRQ with host name and tunnel id, ZLB, SCCRQ of version 3.
    hex('c802 0028 0000 0000 0000 0000 8008 0000 0000 0001 800c 0000 0007 525554393535 8008 0000 0009 0017'),
    hex('c802 000c 0017 0000 0001 0001'),
    hex('c803 001e 00000000 0000 0000 8008 0000 0000 0001 800a 0000 003d 0000002a'),
    // Data with PPP; straight over IP: data behind a cookie, control.
    hex('4002 0026 0017 0001', 'ff03 0021', PING, '0000'),
    hex('00000005 1111111111111111', ETHERNET, PING),
    hex('00000000 c803 0014 00000000 0000 0000 8008 0000 0000 0006'),
  ],
  pptp: [
    // Start request with host name and vendor; set link info.
    hex(
      '009c0001 1a2b3c4d 00010000 01000000 00000003 00000003 00010870',
      '50432d4f5053',
      '00'.repeat(58),
      '6c696e7578',
      '00'.repeat(59),
    ),
    hex('00180001 1a2b3c4d 000f0000 00090000 ffffffff ffffffff'),
  ],
  socks: [
    // Greeting and request of version 5, the same with credentials, version 4, version 4a.
    hex('050100 05010003 0f 726d732e6578616d706c652e6e6574 01bb'),
    hex('050102 01 04 75736572 06 736563726574 05010001 c0000202 01bb'),
    hex('0401 0050 c0000202 00'),
    hex('0401 0050 00000001 6d65 00 7777772e6578616d706c652e636f6d 00'),
  ],
  'stun/datagram': [
    // Binding request with SOFTWARE, its answer with XOR-MAPPED-ADDRESS, RFC 3489's answer, allocate error.
    hex('0001 000c 2112a442 112233445566778899aabbcc 8022 0008 6c69626a75696365'),
    hex('0101 000c 2112a442 112233445566778899aabbcc 0020 0008 0001 a147 ea12d547'),
    hex('0101 000c 0102030405060708090a0b0c0d0e0f10 0001 0008 0001 8055 64400009'),
    hex('0113 0008 2112a442 112233445566778899aabbcc 0009 0004 00000401'),
  ],
  'stun/stream': [
    // Bare, as TURN has it, with channel data behind it; with its length before it, as ICE has it.
    hex('0001 000c 2112a442 112233445566778899aabbcc 8022 0008 6c69626a75696365 4001 0003 010203 00'),
    hex('0020 0101 000c 2112a442 112233445566778899aabbcc 0020 0008 0001 a147 ea12d547'),
  ],
  softether: [
    // Address told; a pack of two elements: opcode get_token, and a number.
    hex('49503d3230332e302e3131332e352c504f52543d3531333831'),
    hex(
      '00000002 00000007 6f70636f6465 00000002 00000001 00000009 6765745f746f6b656e',
      '00000008 7472616e5f6964 00000004 00000001 0102030405060708',
    ),
  ],
  gre: [hex('b000 0800 1234 0000 0000002a 00000007 4500'), hex('3081 880b 0004 0009 00000001 00000002 ff03c021')],
  erspan: [
    // Type II, session 5 of VLAN 10; type III with IP alone, and with a platform's header.
    hex('100a 0005 0000 0001', ETHERNET, PING),
    hex('200a 0005 00000007 0000 0808', PING),
    hex('200a 0405 00000007 0000 0001 2222222222222222', ETHERNET, PING),
  ],
  ipip: [hex(PING), hex(PING6)],
  // One label with a whole packet, as UDP has it; two; a pseudowire with a control word; an associated channel.
  mpls: [
    hex('00010140', PING),
    hex('00010140', PING6),
    hex('00010040 00020140', PING, '00'),
    hex('00010140 00000007', ETHERNET, PING),
    hex('00010140 10000000 0101'),
  ],
  etherip: [hex('3000', ETHERNET, PING)],
  cdp: [
    hex(
      '02 b4 0000 0001 0008 7377312d 0006 0008 57532d43 0002 0011 00000001 01 01 cc 0004 c0000207',
      '0004 0008 00000029 000a 0006 0003',
    ),
  ],
  pbb: [hex('00000007', ETHERNET, PING)],
  // Session data; initiation with a mark; offer with a name.
  pppoe: [
    hex('11 00 0001 001e 0021', PING),
    hex('11 09 0000 000c 0101 0000 0103 0004 11223344'),
    hex('11 07 0000 0010 0101 0000 0102 0008 6163732d62617931'),
  ],
  // LCP, PAP, CHAP, IPCP, compressed, a link quality report.
  ppp: [
    hex('c021 01 01 000a 0506 11223344'),
    hex('c023 01 01 000e 04 75736572 04 70617373'),
    hex('c223 01 01 000d 04 11223344 72746572'),
    hex('8021 01 01 000a 0306 c0000201'),
    hex('fd 5e5e5e5e'),
    hex('c025 0000'),
  ],
  // Plain; group policy; the generic extension with IPv4; odd bits.
  vxlan: [
    hex('08 000000 000005 00', ETHERNET, PING),
    hex('88 000007 000005 00', ETHERNET, PING),
    hex('0c 000001 000005 00', PING),
    hex('ff 01d1f2 000005 00', ETHERNET, PING),
  ],
  // Without options, with one of four bytes, IPv6 alone.
  geneve: [
    hex('00 00 6558 000005 00', ETHERNET, PING),
    hex('02 40 6558 000005 00 0103 80 01 11223344', ETHERNET, PING),
    hex('00 00 86dd 000005 00', PING6),
  ],
  // A packet, one with a number and a QoS flow, an echo, an end marker.
  gtp: [
    hex('30 ff 001c 00000011', PING),
    hex('36 ff 0024 00000011 0001 00 85 01 00 05 00', PING),
    hex('32 01 0004 00000000 0001 00 00'),
    hex('30 fe 0000 00000011'),
  ],
  // A bubble, one behind an origin, a solicitation behind an authentication.
  teredo: [
    hex('6000 0000 0000 3b 40 20010000 c0000201 0000 1111 3ffffdfe 20010000 c0000201 0000 2222 3ffffdfd'),
    hex(
      '0000 eeee 3ffffdfe',
      '6000 0000 0000 3b 40 20010000 c0000201 0000 1111 3ffffdfe 20010000 c0000201 0000 2222 3ffffdfd',
    ),
    hex(
      '0001 00 00 1122334455667788 00',
      `6000 0000 0008 3a ff fe80${'00'.repeat(6)}0000fffffffffffe ff02${'00'.repeat(13)}02 8500 7d38 00000000`,
    ),
  ],
  esp: [hex('04888fe4 00000007 5e5e5e5e5e5e5e5e')],
  ah: [
    hex('06 04 0000 00000101 00000007', 'ab'.repeat(12), '01bb 01bb'),
    hex('32 01 0000 00000101 00000007 04888fe4 00000007'),
  ],
};

/** Ethernet frames with tunnels in tunnels: VXLAN in GRE in a VLAN, one label, PPPoE, an ESP in GTP, GRE in GRE. */
export const tunnelFrames: readonly Uint8Array[] = [
  hex(
    '020000000002 020000000001 8100 000a 0800 4500 0072 0001 0000 40 2f 0000 c6336401 c6336402 2000 0800 00000007',
    '4500 0056 0001 0000 40 11 0000 0a000001 0a000002 c000 12b5 0042 0000 08 000000 000005 00',
    ETHERNET,
    PING,
    '00'.repeat(8),
  ),
  hex('020000000002 020000000001 8847 00010140', PING),
  hex('020000000002 020000000001 8864 11 00 0001 001e 0021', PING),
  hex(
    '020000000002 020000000001 0800 4500 0044 0001 0000 40 11 0000 c6336401 c6336402 0868 0868 0030 0000',
    '30 ff 0020 00000011 4500 0020 0001 0000 40 32 0000 0a000001 0a000002 00001000 00000001 5e5e5e5e',
  ),
  hex(
    '020000000002 020000000001 0800 4500 004c 0001 0000 40 2f 0000 c6336401 c6336402 0000 0800',
    '4500 0034 0001 0000 40 2f 0000 0a000001 0a000002 0000 0800',
    PING,
  ),
];
