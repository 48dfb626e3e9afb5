/** An echo request of 192.0.2.1 to 192.0.2.2, 28 bytes, as hex: what tunnels carry in tests. */
export const PING = `
  45 00 001c 0001 0000 40 01 f6dc  // version, service, length 28, identification, flags, TTL 64, ICMP, checksum
  c0000201 c0000202                // source, destination
  08 00 f7fe 0001 0000             // echo request, checksum, identifier, sequence
`;

/** The same of 2001:db8::1 to 2001:db8::2, 48 bytes. */
export const PING6 = `
  60000000 0008 3a 40                       // version, length 8, ICMPv6, hop limit 64
  20010db8000000000000000000000001          // source
  20010db8000000000000000000000002          // destination
  80 00 4444 0001 0000                      // echo request, checksum, identifier, sequence
`;

/** Header of a frame with IPv4: 02:…:01 to 02:…:02, 14 bytes. */
export const ETHERNET = '020000000002 020000000001 0800';
