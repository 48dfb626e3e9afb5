import { describe, expect, it } from 'vitest';
import type { AppProtocol } from '../protocol.ts';
import { YES } from '../verdict.ts';
import { ascii, hex, together, windowed } from './decoder-laws.cases.ts';
import { dhcp } from './dhcp.ts';
import { dnsOverTcp, dnsOverUdp } from './dns.ts';
import { http } from './http.ts';
import { llmnr } from './llmnr.ts';
import { mdns } from './mdns.ts';
import { nbns } from './nbns.ts';
import { ntp } from './ntp.ts';
import { ssdp } from './ssdp.ts';
import { tls } from './tls.ts';
import { captures, judgedDatagrams, taggedCaptures } from './tshark-oracle.cases.ts';

const datagrams: readonly AppProtocol[] = [dnsOverUdp, mdns, llmnr, nbns, ntp, ssdp, dhcp];
const streams: readonly AppProtocol[] = [dnsOverTcp, tls, http];

/** Messages of protocols that are not among ours, and what begins like ours but is another. */
const strangers: ReadonlyMap<string, Uint8Array> = new Map([
  ['Modbus/TCP read', hex('0001 0000 0006 01 03 0000 000a')],
  ['Modbus/TCP answer', hex('0001 0000 0017 01 03 14', '0000'.repeat(10))],
  ['S7comm set-up', hex('0300 0019 02f080 32 01 0000 0000 0008 0000 f0 00 0001 0001 01e0')],
  ['SNMP get', hex('3026 020101 0406 7075626c6963 a019 020101 020100 020100 300e 300c 06082b06010201010100 0500')],
  ['TFTP read', together(hex('0001'), ascii('boot.bin\u0000octet\u0000'))],
  ['SIP options', ascii('OPTIONS sip:a@b SIP/2.0\r\nVia: x\r\n\r\n')],
  ['RTP', hex('8000 1234 00000000 deadbeef', '55'.repeat(160))],
  ['WireGuard initiation', hex('01000000', '5a'.repeat(144))],
  ['OpenVPN reset', hex('38', '0011223344556677', '00', '00000000')],
  ['STUN binding', hex('0001 0000 2112a442', '11'.repeat(12))],
  ['syslog', ascii('<34>Oct 11 22:14:15 host su: failed')],
  ['EtherNet/IP list identity', hex('6300 0000 00000000 00000000', '00'.repeat(8), '00000000')],
  ['BACnet/IP who-is', hex('810b 000c 0120 ffff 00ff 1008')],
  ['QUIC initial', hex('c3 00000001 08', '11'.repeat(8), '00 00 449e', '77'.repeat(60))],
  ['SSH banner', ascii('SSH-2.0-dropbear_2020.81\r\n')],
  ['SMB negotiate', hex('00000054 fe534d42 4000', '00'.repeat(78))],
  ['MQTT connect', hex('10 10 0004 4d515454 04 02 003c 0004 74657374')],
  ['NetBIOS datagram', hex('1102 8001 c0000202 008a 00bb 0000 20', '45'.repeat(32), '00')],
  ['zeros', hex('00'.repeat(64))],
  ['ones', hex('ff'.repeat(64))],
]);

describe('protocols are told apart by their content', () => {
  it('no probe takes a message of a protocol that is not its own', () => {
    for (const [name, bytes] of strangers) {
      for (const protocol of [...datagrams, ...streams]) {
        expect(protocol.probe(windowed(bytes), false), `${protocol.name} and ${name}`).not.toBe(YES);
      }
    }
  });

  it.skipIf(captures === undefined)(
    'on real captures the port decides only between DNS, mDNS and LLMNR (left out where there are none)',
    { timeout: 120_000 },
    () => {
      const family = new Set(['dns', 'mdns', 'llmnr']);
      let seen = 0;
      for (const tag of ['snmp', 'tftp', 'discovery', 'vpn', 'sip', 'cellular', 'dhcp']) {
        for (const file of taggedCaptures(tag, 300, 4)) {
          for (const { bytes, protocols, frame } of judgedDatagrams(file, [])) {
            const claims = new Set(
              datagrams
                .filter((p) => p.probe(windowed(bytes), false) === YES)
                .map((p) => (family.has(p.name) ? 'dns' : p.name)),
            );
            // A first name in the NetBIOS encoding is a name to DNS as well; the lower odds decide.
            if (claims.has('nbns')) claims.delete('dns');
            expect(claims.size, `frame ${frame} of ${file}: ${[...claims].join()}`).toBeLessThanOrEqual(1);
            for (const claim of claims) {
              const known = claim === 'dns' ? [...family] : [claim];
              // tshark goes by port and calls a search response on another port plain data.
              if (claim !== 'ssdp')
                expect(
                  protocols.some((p) => known.includes(p)),
                  `frame ${frame} of ${file}: ${claim}`,
                ).toBe(true);
            }
            seen++;
          }
        }
      }
      expect(seen).toBeGreaterThan(200);
    },
  );
});
