import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

export const rfbFields: Readonly<Record<string, FieldSpec>> = {
  'vnc.server_proto_ver': { doc: 'Version that the server offers, e.g. 003.008.' },
  'vnc.client_proto_ver': { doc: 'Version that the client chose.' },
  'vnc.security_type': { doc: 'Security type offered; 1 none, 2 VNC password.' },
  'vnc.client_security_type': { doc: 'Security type that the client chose.' },
  'vnc.auth_result': { doc: 'Result of the sign-in; 0 is success.' },
  'vnc.auth_error': { doc: 'Why the server refuses, as text.' },
  'vnc.share_desktop_flag': { doc: '0 asks the server to end other sessions.' },
  'vnc.width': { doc: 'Width of the desktop.', unit: 'pixels' },
  'vnc.height': { doc: 'Height of the desktop.', unit: 'pixels' },
  'vnc.server_bits_per_pixel': { doc: 'Bits for each pixel.' },
  'vnc.desktop_name': { doc: 'Name of the desktop, often with the name of its computer.' },
  'vnc.client_set_encodings_num': { doc: 'Encodings that the client can do.' },
  'vnc.key_down': { doc: '1 when a key goes down. Which key is never told.' },
};

export const rfbAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'security-type-not-offered': { doc: 'The client chose a security type that the server did not offer.' },
  'client-message-unknown': { doc: 'A client message of a type that is not read; what follows it is passed over.' },
  'text-over-limit': { doc: 'A name or reason is longer than is read; what follows it is passed over.' },
};

export const VERSION = 1;
export const SECURITY_TYPES = 2;
export const SECURITY_CHOICE = 3;
export const CHALLENGE = 4;
export const RESPONSE = 5;
export const SECURITY_RESULT = 6;
export const CLIENT_INIT = 7;
export const SERVER_INIT = 8;
export const FAILURE = 9;
/** Messages of the client count from here by their type (RFC 6143 7.5). */
export const CLIENT_MESSAGE = 16;

export const rfbFunctions: ReadonlyMap<number, string> = new Map([
  [VERSION, 'version'],
  [SECURITY_TYPES, 'security types'],
  [SECURITY_CHOICE, 'security choice'],
  [CHALLENGE, 'challenge'],
  [RESPONSE, 'response'],
  [SECURITY_RESULT, 'security result'],
  [CLIENT_INIT, 'client init'],
  [SERVER_INIT, 'server init'],
  [FAILURE, 'failure'],
  [CLIENT_MESSAGE, 'set pixel format'],
  [CLIENT_MESSAGE + 2, 'set encodings'],
  [CLIENT_MESSAGE + 3, 'framebuffer update request'],
  [CLIENT_MESSAGE + 4, 'key event'],
  [CLIENT_MESSAGE + 5, 'pointer event'],
  [CLIENT_MESSAGE + 6, 'client cut text'],
]);
