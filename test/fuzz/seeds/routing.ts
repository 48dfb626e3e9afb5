import * as messages from '../../../src/decode/net/routing/messages.cases.ts';

/** Messages of routing protocols; protocol name to messages. */
export const routing: Readonly<Record<string, readonly Uint8Array[]>> = {
  ospf: [messages.ospfHello, messages.ospfUpdate, messages.ospf3Update],
  eigrp: [messages.eigrpHello, messages.eigrpUpdate, messages.eigrpAcknowledgement],
  isis: [messages.isisHello, messages.isisLinkState],
  lacp: [messages.lacpMessage, messages.markerMessage],
  rip: [messages.ripRequest, messages.ripResponse, messages.rip1Response, messages.ripSigned],
  ripng: [messages.ripngRequest, messages.ripngResponse],
  bgp: [messages.bgpOpen, messages.bgpUpdate, messages.bgpKeepalive, messages.bgpRefresh, messages.bgpShutdown],
};
