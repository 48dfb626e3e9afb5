import { ipv4Bytes, ipv6Bytes, linkLocal } from '../addresses.ts';
import { dhcpMessage, dhcpType } from '../encode/dhcp.ts';
import { dnsFlags, dnsMessage, dnsName, dnsType } from '../encode/dns.ts';
import { etherType, ethernetFrame, llcFrame } from '../encode/ethernet.ts';
import { icmpEcho, listenerReport, routerSolicitation } from '../encode/icmp.ts';
import { ipProtocol } from '../encode/ipv4.ts';
import { lldpGroup, lldpMessage } from '../encode/lldp.ts';
import { netbiosQuery, netbiosRegistration } from '../encode/netbios.ts';
import { bridgeGroup, bridgeSap, rapidBpdu } from '../encode/stp.ts';
import { udpDatagram } from '../encode/udp.ts';
import { type Actor, microsecond, millisecond, second } from '../simulate/scheduler.ts';
import type { CraneScene } from './crane-scene.ts';
import type { DeviceKey } from './plan.ts';

/** A root bridge's hello every two seconds. */
export function* spanningTree(scene: CraneScene): Actor {
  const bridge = scene.device('switch').mac;
  const random = scene.randomFor('spanning tree');
  yield random.between(0, 1999) * millisecond;
  for (;;) {
    scene.lan.wire.show(scene.lan.now, llcFrame(bridgeGroup, bridge, bridgeSap, rapidBpdu(bridge, 9)));
    yield 2 * second + random.between(-40, 90) * 1000;
  }
}

export function* neighbourDiscovery(scene: CraneScene): Actor {
  const { host } = scene.device('switch');
  const device = scene.plan.devices.find((candidate) => candidate.key === 'switch');
  yield scene.lan.random.between(500, 29_000) * millisecond;
  for (;;) {
    const message = lldpMessage({
      chassis: host.mac,
      port: 'gi1/9',
      portDescription: 'mirror',
      systemName: `${scene.plan.id}-SW1`,
      systemDescription: `${device?.maker ?? ''} ${device?.model ?? ''}, firmware ${device?.firmware ?? ''}`,
      managementAddress: host.ip,
    });
    scene.lan.wire.show(scene.lan.now, ethernetFrame(lldpGroup, host.mac, etherType.lldp, message));
    yield 30 * second + scene.lan.random.between(-30, 30) * millisecond;
  }
}

/** The crane PC's names, once at the start and then now and again. */
export function* windowsNames(scene: CraneScene): Actor {
  const { lan, plan } = scene;
  const { host } = scene.device('cms');
  const random = scene.randomFor('names');
  const name = `CMS-${plan.id.replace('-', '')}`;
  const names = { destination: ipv4Bytes(`${plan.prefix}.255`), sourcePort: 137, destinationPort: 137, ttl: 128 };
  yield random.between(2000, 9000) * millisecond;
  lan.announce(host);
  yield* groupMembership(scene);
  for (let repeat = 0; repeat < 3; repeat++) {
    lan.udpToMany(host, names, netbiosRegistration(random.between(0x8000, 0xffff), name, 0x20, host.ip));
    yield 750 * millisecond;
  }
  const group4 = { destination: ipv4Bytes('224.0.0.251'), sourcePort: 5353, destinationPort: 5353, ttl: 255 };
  const group6 = ipv6Bytes('ff02::fb');
  for (;;) {
    const question = dnsMessage(0, 0, [{ name: '_cms-replica._tcp.local', type: dnsType.ptr }]);
    lan.udpToMany(host, group4, question);
    lan.ipv6ToGroup(
      host,
      group6,
      ipProtocol.udp,
      255,
      udpDatagram(
        { source: linkLocal(host.mac), destination: group6, sourcePort: 5353, destinationPort: 5353 },
        question,
      ),
    );
    yield random.between(80_000, 400_000) * microsecond;
    const answer = dnsMessage(
      0,
      dnsFlags.mdnsAnswer,
      [],
      [
        { name: `${name}.local`, type: dnsType.a, ttl: 120, data: host.ip, cacheFlush: true },
        { name: `${name}.local`, type: dnsType.aaaa, ttl: 120, data: linkLocal(host.mac), cacheFlush: true },
        {
          name: '_cms-replica._tcp.local',
          type: dnsType.ptr,
          ttl: 4500,
          data: dnsName(`${name}._cms-replica._tcp.local`),
        },
      ],
    );
    lan.udpToMany(host, group4, answer);
    yield random.between(15, 40) * second;
    for (let repeat = 0; repeat < 3; repeat++) {
      lan.udpToMany(host, names, netbiosQuery(random.between(0x8000, 0xffff), 'HALMOY', 0x1b));
      yield 750 * millisecond;
    }
    yield random.between(120, 200) * second;
  }
}

/** What an IPv6 stack that nobody uses says when it comes up. */
function* groupMembership(scene: CraneScene): Actor {
  const { lan } = scene;
  const { host } = scene.device('cms');
  const source = linkLocal(host.mac);
  const reports = ipv6Bytes('ff02::16');
  const routers = ipv6Bytes('ff02::2');
  lan.ipv6ToGroup(host, reports, ipProtocol.icmpv6, 1, listenerReport(source, reports, [ipv6Bytes('ff02::fb')]), true);
  yield 900 * millisecond;
  for (let repeat = 0; repeat < 3; repeat++) {
    lan.ipv6ToGroup(host, routers, ipProtocol.icmpv6, 255, routerSolicitation(source, routers, host.mac));
    yield 4 * second;
  }
}

const anybody = new Uint8Array(4);
const everybody = Uint8Array.of(255, 255, 255, 255);

/** A camera that comes up asks for an address; the firewall's crane leg leases it. Later it renews. */
export function* addressLease(scene: CraneScene, key: DeviceKey): Actor {
  const { lan } = scene;
  const random = scene.randomFor(`dhcp ${key}`);
  const camera = scene.device(key);
  const server = scene.device('firewall');
  const transaction = random.u32();
  const common = { transaction, clientMac: camera.mac };
  const names = { hostName: camera.host.name, vendorClass: 'sjovik-so212' };
  const lease = {
    mask: ipv4Bytes('255.255.255.0'),
    router: server.host.ip,
    dns: scene.shore('dns').host.ip,
    seconds: 3600,
  };
  const toServer = (message: Uint8Array): void => {
    lan.udpToMany(
      camera.host,
      { destination: everybody, sourcePort: 68, destinationPort: 67, ttl: 64 },
      message,
      anybody,
    );
  };
  const toClient = (message: Uint8Array): void => {
    lan.udpToMany(server.host, { destination: everybody, sourcePort: 67, destinationPort: 68, ttl: 64 }, message);
  };
  yield random.between(300_000, 1_700_000) * microsecond;
  toServer(dhcpMessage({ ...common, ...names, type: dhcpType.discover }));
  yield random.between(2000, 8000) * microsecond;
  toClient(dhcpMessage({ ...common, type: dhcpType.offer, yourIp: camera.host.ip, server: server.host.ip, lease }));
  yield random.between(1000, 4000) * microsecond;
  toServer(
    dhcpMessage({ ...common, ...names, type: dhcpType.request, requestedIp: camera.host.ip, server: server.host.ip }),
  );
  yield random.between(2000, 8000) * microsecond;
  toClient(
    dhcpMessage({ ...common, type: dhcpType.acknowledge, yourIp: camera.host.ip, server: server.host.ip, lease }),
  );
  yield random.between(20_000, 40_000) * microsecond;
  lan.announce(camera.host);
  yield random.between(290, 330) * second;
  const renewal = { transaction: random.u32(), clientMac: camera.mac, clientIp: camera.host.ip };
  yield* lan.resolve(camera, server);
  lan.udp(camera, server, 68, 67, dhcpMessage({ ...renewal, ...names, type: dhcpType.request }));
  yield random.between(2000, 8000) * microsecond;
  lan.udp(
    server,
    camera,
    67,
    68,
    dhcpMessage({ ...renewal, type: dhcpType.acknowledge, yourIp: camera.host.ip, server: server.host.ip, lease }),
  );
}

/** The office pings the crane PC and the controller to see whether the crane is alive. */
export function* aliveCheck(scene: CraneScene, key: DeviceKey): Actor {
  const { lan } = scene;
  const random = scene.randomFor(`ping ${key}`);
  const rcms = scene.shore('rcms');
  const target = scene.device(key);
  yield random.between(5, 50) * second;
  for (let sequence = 1; ; sequence++) {
    yield* lan.resolve(rcms, target);
    lan.ipv4(
      rcms,
      target,
      ipProtocol.icmp,
      icmpEcho('request', 1, sequence & 0xffff),
      rcms.host.nextIdentification(),
      false,
    );
    yield target.path.roundTrip(lan.now) + 50_000;
    yield* lan.resolve(target, rcms);
    lan.ipv4(
      target,
      rcms,
      ipProtocol.icmp,
      icmpEcho('reply', 1, sequence & 0xffff),
      target.host.nextIdentification(),
      false,
    );
    yield 60 * second + random.between(-20, 20) * millisecond;
  }
}
