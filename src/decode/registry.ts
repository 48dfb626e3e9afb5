import { dhcpv6 } from './app/dhcpv6.ts';
import { postgresql } from './app/postgresql.ts';
import { adsOverTcp, adsOverUdp } from './app/ads.ts';
import { amqp } from './app/amqp.ts';
import { anydesk } from './app/anydesk.ts';
import { bacnetOverLlc, bacnetOverUdp } from './app/bacnet.ts';
import { bgp } from './app/bgp.ts';
import { c37118OverTcp, c37118OverUdp } from './app/c37118.ts';
import { cip } from './app/cip.ts';
import { cipio } from './app/cipio.ts';
import { cola } from './app/cola.ts';
import { dcerpcOverTcp, dcerpcOverUdp } from './app/dcerpc.ts';
import { cldap } from './app/cldap.ts';
import { derp } from './app/derp.ts';
import { codesys } from './app/codesys.ts';
import { dhcp } from './app/dhcp.ts';
import { dnp3OverTcp, dnp3OverUdp } from './app/dnp3.ts';
import { dnsOverTcp, dnsOverUdp } from './app/dns.ts';
import { dnsTunnel } from './app/dns-tunnel.ts';
import { enipOverTcp, enipOverUdp } from './app/enip.ts';
import { finsOverTcp, finsOverUdp } from './app/fins.ts';
import { frp } from './app/frp.ts';
import { ftp } from './app/ftp.ts';
import { hartOverTcp, hartOverUdp } from './app/hart-ip.ts';
import { geneve } from './app/geneve.ts';
import { gtp } from './app/gtp.ts';
import { hsrp } from './app/hsrp.ts';
import { http } from './app/http.ts';
import { imap } from './app/imap.ts';
import { iec104 } from './app/iec104.ts';
import { ike } from './app/ike.ts';
import { kerberosOverTcp, kerberosOverUdp } from './app/kerberos.ts';
import { knxOverTcp, knxOverUdp } from './app/knxip.ts';
import { l2tp } from './app/l2tp.ts';
import { ldap } from './app/ldap.ts';
import { llmnr } from './app/llmnr.ts';
import { mdns } from './app/mdns.ts';
import { mms } from './app/mms.ts';
import { mndp } from './app/mndp.ts';
import { modbusRtu } from './app/modbus-rtu.ts';
import { modbus } from './app/modbus.ts';
import { mplsOverUdp } from './app/mpls-over-udp.ts';
import { mqtt } from './app/mqtt.ts';
import { nbdgm } from './app/nbdgm.ts';
import { n2n } from './app/n2n.ts';
import { nbns } from './app/nbns.ts';
import { nmeaOverTcp, nmeaOverUdp } from './app/nmea.ts';
import { nbss } from './app/nbss.ts';
import { nomachine } from './app/nomachine.ts';
import { ntp } from './app/ntp.ts';
import { opcua } from './app/opcua.ts';
import { openvpnOverTcp, openvpnOverUdp } from './app/openvpn.ts';
import { pnIo } from './app/pn-io.ts';
import { pop3 } from './app/pop3.ts';
import { pptp } from './app/pptp.ts';
import { ptpOverEthernet, ptpOverUdp } from './app/ptp.ts';
import { quic } from './app/quic.ts';
import { radius } from './app/radius.ts';
import { radmin } from './app/radmin.ts';
import { rdpOverUdp } from './app/rdp-udp.ts';
import { rdp } from './app/rdp.ts';
import { rfb } from './app/rfb.ts';
import { rtcmOverTcp, rtcmOverUdp } from './app/rtcm.ts';
import { rip } from './app/rip.ts';
import { ripng } from './app/ripng.ts';
import { rtcp } from './app/rtcp.ts';
import { rtp } from './app/rtp.ts';
import { rtsp } from './app/rtsp.ts';
import { rustdeskOverTcp, rustdeskOverUdp } from './app/rustdesk.ts';
import { s7commPlus } from './app/s7comm-plus.ts';
import { s7comm } from './app/s7comm.ts';
import { slmpOverTcp, slmpOverUdp } from './app/slmp.ts';
import { smbOverTcp } from './app/smb.ts';
import { sipOverTcp, sipOverUdp } from './app/sip.ts';
import { smtp } from './app/smtp.ts';
import { snmp } from './app/snmp.ts';
import { socks } from './app/socks.ts';
import { softether } from './app/softether.ts';
import { sparkplug } from './app/sparkplug.ts';
import { srtp } from './app/srtp.ts';
import { ssdp } from './app/ssdp.ts';
import { ssh } from './app/ssh.ts';
import { sstp } from './app/sstp.ts';
import { stunOverTcp, stunOverUdp } from './app/stun.ts';
import { tailscale } from './app/tailscale.ts';
import { tacacs } from './app/tacacs.ts';
import { teamviewerOverUdp } from './app/teamviewer-udp.ts';
import { syslogOverTcp, syslogOverUdp } from './app/syslog.ts';
import { teamviewer } from './app/teamviewer.ts';
import { telnet } from './app/telnet.ts';
import { tinc } from './app/tinc.ts';
import { teredo } from './app/teredo.ts';
import { tftp } from './app/tftp.ts';
import { tls } from './app/tls.ts';
import { vxlan } from './app/vxlan.ts';
import { tor } from './app/tor.ts';
import { winrm } from './app/winrm.ts';
import { ubnt } from './app/ubnt.ts';
import { wireguard } from './app/wireguard.ts';
import { wsDiscovery } from './app/ws-discovery.ts';
import { x11 } from './app/x11.ts';
import { zerotier } from './app/zerotier.ts';
import { ah } from './net/ah.ts';
import { arp, rarp } from './net/arp.ts';
import { eigrp } from './net/eigrp.ts';
import { cdp } from './net/cdp.ts';
import { erspan, erspan3 } from './net/erspan.ts';
import { esp } from './net/esp.ts';
import { goose } from './net/goose.ts';
import { etherip } from './net/etherip.ts';
import { ethercat, ethercatOverUdp } from './net/ethercat.ts';
import { gre } from './net/gre.ts';
import { icmpTunnel } from './net/icmp-tunnel.ts';
import { icmp } from './net/icmp.ts';
import { icmpv6 } from './net/icmpv6.ts';
import { igmp } from './net/igmp.ts';
import { isis } from './net/isis.ts';
import { lacp } from './net/lacp.ts';
import { lldp } from './net/lldp.ts';
import { sampledValues } from './net/sampled-values.ts';
import { ospf } from './net/ospf.ts';
import { ipv4InIp, ipv6InIp } from './net/ip-in-ip.ts';
import { l2tpOverIp } from './net/l2tp-over-ip.ts';
import { mpls, mplsInIp, mplsUpstream } from './net/mpls.ts';
import { pbb } from './net/pbb.ts';
import { ppp } from './net/ppp.ts';
import { pppoe, pppoeDiscovery } from './net/pppoe.ts';
import { pnDcp } from './net/pn-dcp.ts';
import { pnMrp } from './net/pn-mrp.ts';
import { pnPtcp } from './net/pn-ptcp.ts';
import { pnRt } from './net/pn-rt.ts';
import { powerlink } from './net/powerlink.ts';
import { pvst, stp } from './net/stp.ts';
import { vrrp } from './net/vrrp.ts';
import type { AppProtocol, CarriedProtocol, PacketProtocol } from './protocol.ts';

/**
 * Every protocol that is read, in the order in which probes are asked. One line each: adding a protocol is its
 * file, its test, and its line here. Order breaks ties only between probes of equal odds.
 */
export const appProtocols: readonly AppProtocol[] = [
  s7comm,
  s7commPlus,
  mms,
  modbus,
  modbusRtu,
  dnp3OverTcp,
  dnp3OverUdp,
  iec104,
  bacnetOverUdp,
  opcua,
  adsOverTcp,
  adsOverUdp,
  finsOverTcp,
  finsOverUdp,
  slmpOverTcp,
  slmpOverUdp,
  cola,
  nmeaOverTcp,
  nmeaOverUdp,
  rtcmOverTcp,
  rtcmOverUdp,
  mqtt,
  smbOverTcp,
  dcerpcOverTcp,
  dcerpcOverUdp,
  nbdgm,
  ldap,
  cldap,
  kerberosOverTcp,
  kerberosOverUdp,
  enipOverTcp,
  enipOverUdp,
  cipio,
  tls,
  http,
  rtsp,
  sipOverTcp,
  sipOverUdp,
  rtcp,
  rtp,
  dhcp,
  dnsOverTcp,
  dnsOverUdp,
  mdns,
  llmnr,
  nbns,
  ntp,
  ptpOverUdp,
  snmp,
  ssdp,
  wsDiscovery,
  hsrp,
  quic,
  openvpnOverUdp,
  openvpnOverTcp,
  wireguard,
  ike,
  l2tp,
  vxlan,
  geneve,
  gtp,
  teredo,
  mplsOverUdp,
  pptp,
  socks,
  stunOverUdp,
  stunOverTcp,
  softether,
  ssh,
  rdp,
  rdpOverUdp,
  rfb,
  telnet,
  ftp,
  smtp,
  pop3,
  imap,
  tftp,
  syslogOverUdp,
  syslogOverTcp,
  teamviewer,
  teamviewerOverUdp,
  radmin,
  nomachine,
  anydesk,
  tailscale,
  derp,
  zerotier,
  n2n,
  tinc,
  x11,
  bgp,
  rip,
  ripng,
  c37118OverTcp,
  c37118OverUdp,
  hartOverTcp,
  hartOverUdp,
  knxOverTcp,
  knxOverUdp,
  radius,
  tacacs,
  frp,
  rustdeskOverUdp,
  rustdeskOverTcp,
  sstp,
  mndp,
  ubnt,
  ethercatOverUdp,
  srtp,
  codesys,
  amqp,
  dhcpv6,
  postgresql,
];

export const packetProtocols: readonly PacketProtocol[] = [
  arp,
  rarp,
  lldp,
  cdp,
  stp,
  pvst,
  icmp,
  icmpv6,
  igmp,
  vrrp,
  gre,
  erspan,
  erspan3,
  ipv4InIp,
  ipv6InIp,
  mpls,
  mplsUpstream,
  mplsInIp,
  etherip,
  l2tpOverIp,
  pppoe,
  pppoeDiscovery,
  ppp,
  pbb,
  esp,
  ah,
  bacnetOverLlc,
  ptpOverEthernet,
  goose,
  sampledValues,
  ospf,
  eigrp,
  isis,
  lacp,
  pnRt,
  pnMrp,
  ethercat,
  powerlink,
];

/** What those above carry inside of their messages: read by the carrier's parser, counted under its own name. */
export const carriedProtocols: readonly CarriedProtocol[] = [
  cip,
  nbss,
  dnsTunnel,
  icmpTunnel,
  pnIo,
  pnDcp,
  pnPtcp,
  tor,
  winrm,
  sparkplug,
];
