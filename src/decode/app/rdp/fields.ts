import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

export const rdpFields: Readonly<Record<string, FieldSpec>> = {
  'rdp.rt_cookie': {
    doc: 'Routing token or cookie of the connection request, as sent; the user name in a cookie may be cut.',
  },
  'rdp.neg_type': { doc: 'Type of the negotiation: 1 request, 2 response, 3 failure.' },
  'rdp.negReq.requestedProtocols': {
    doc: 'Security layers the client can do: 1 TLS, 2 CredSSP, 4 RDSTLS, 8 CredSSP with early result.',
  },
  'rdp.negReq.selectedProtocol': { doc: 'Security layer the server chose; 0 is standard RDP security.' },
  'rdp.negFailure.failureCode': { doc: 'Why the server refuses the negotiation.' },
  'rdp.version.major': { doc: 'Major version of the client or server.' },
  'rdp.version.minor': { doc: 'Minor version of the client or server.' },
  'rdp.desktop.width': { doc: 'Width of the desktop that the client asks for.', unit: 'pixels' },
  'rdp.desktop.height': { doc: 'Height of the desktop that the client asks for.', unit: 'pixels' },
  'rdp.keyboardLayout': { doc: 'Keyboard layout of the client (a Windows locale).' },
  'rdp.client.build': { doc: 'Build number of the client.' },
  'rdp.client.name': { doc: 'Name of the client computer, at most 15 characters.' },
  'rdp.keyboard.type': { doc: 'Type of keyboard; 4 is one with 101 or 102 keys.' },
  'rdp.keyboard.functionkey': { doc: 'Number of function keys.' },
  'rdp.client.productId': { doc: 'Product of the client; 1 in all that are known.' },
  'rdp.serialNumber': { doc: 'Serial number of the client; 0 in all that are known.' },
  'rdp.client.digProductId': { doc: 'Product identity of the client, as text.' },
  'rdp.encryptionMethods': { doc: 'Ciphers of standard RDP security that the client can do.' },
  'rdp.encryptionMethod': { doc: 'Cipher of standard RDP security that the server chose; 0 is none.' },
  'rdp.encryptionLevel': { doc: 'Level of encryption that the server chose; 0 is none.' },
  'rdp.channelCount': { doc: 'Static virtual channels the client asks for.' },
  'rdp.channel.name': { doc: 'Name of a static virtual channel, e.g. rdpdr (drives), cliprdr (clipboard).' },
  'rdp.mcs.channel': { doc: 'Channel that data are sent in.' },
  'rdp.length': { doc: 'Bytes of the message.', unit: 'bytes' },
  'rdpudp.flags': { doc: 'Flags of a datagram of the UDP transport.' },
  'rdpudp.upstreammtu': { doc: 'Longest datagram towards the server.', unit: 'bytes' },
  'rdpudp.downstreammtu': { doc: 'Longest datagram towards the client.', unit: 'bytes' },
  'rdpudp.synex.version': { doc: 'Highest version of the UDP transport that the sender can do; 257 is version 3.' },
};

export const rdpAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'transport-malformed': { doc: 'A TPKT holds no TPDU of ISO 8073 class 0.' },
  'settings-cut': { doc: 'A block of settings in the connect exchange runs over its end.' },
  'settings-over-limit': { doc: 'A connect exchange has more blocks of settings or channels than are read.' },
};

export const CONNECTION_REQUEST = 14;
export const CONNECTION_CONFIRM = 13;
export const NEGOTIATION_FAILURE = 3;
export const DISCONNECT_REQUEST = 8;
export const TRANSPORT_OTHER = 1;
export const CONNECT_INITIAL = 101;
export const CONNECT_RESPONSE = 102;
/** MCS domain PDUs count from here by their choice (T.125 section 7, DomainMCSPDU). */
export const DOMAIN = 200;
export const SEND_REQUEST = 25;
export const SEND_INDICATION = 26;
export const FAST_PATH = 300;
export const UDP_SYN = 400;
export const UDP_SYN_ACK = 401;
export const UDP_ACK = 402;
export const UDP_DATA = 403;
export const UDP_FIN = 404;
export const UDP_VERSION_2 = 405;

export const rdpFunctions: ReadonlyMap<number, string> = new Map([
  [CONNECTION_REQUEST, 'connection request'],
  [CONNECTION_CONFIRM, 'connection confirm'],
  [NEGOTIATION_FAILURE, 'negotiation failure'],
  [DISCONNECT_REQUEST, 'disconnect request'],
  [TRANSPORT_OTHER, 'other transport message'],
  [CONNECT_INITIAL, 'connect initial'],
  [CONNECT_RESPONSE, 'connect response'],
  [DOMAIN + 1, 'erect domain'],
  [DOMAIN + 8, 'disconnect provider ultimatum'],
  [DOMAIN + 10, 'attach user request'],
  [DOMAIN + 11, 'attach user confirm'],
  [DOMAIN + 14, 'channel join request'],
  [DOMAIN + 15, 'channel join confirm'],
  [DOMAIN + SEND_REQUEST, 'send data request'],
  [DOMAIN + SEND_INDICATION, 'send data indication'],
  [FAST_PATH, 'fast-path'],
  [UDP_SYN, 'UDP open'],
  [UDP_SYN_ACK, 'UDP open confirm'],
  [UDP_ACK, 'UDP acknowledgement'],
  [UDP_DATA, 'UDP data'],
  [UDP_FIN, 'UDP close'],
  [UDP_VERSION_2, 'UDP version 2 datagram'],
]);
