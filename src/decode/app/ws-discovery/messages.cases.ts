import { ascii } from '../decoder-laws.cases.ts';

/** An envelope with an action of 2005; prefixes are the sender's own. */
export function envelope(
  action: string,
  body: string,
  space = 'http://schemas.xmlsoap.org/ws/2005/04/discovery',
): Uint8Array {
  return ascii(
    `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Header>` +
      `<a:MessageID>urn:uuid:1</a:MessageID><a:Action s:mustUnderstand="1">${space}/${action}</a:Action></s:Header>` +
      `<s:Body>${body}</s:Body></s:Envelope>`,
  );
}

const CAMERA =
  '<a:EndpointReference><a:Address>urn:uuid:2</a:Address></a:EndpointReference>' +
  '<d:Types>dn:NetworkVideoTransmitter tds:Device</d:Types>' +
  '<d:Scopes>onvif://www.onvif.org/name/Gate%203 onvif://www.onvif.org/hardware/C-100 ' +
  'onvif://www.onvif.org/location/country/NO onvif://www.onvif.org/location/quay%ZZ ' +
  'onvif://www.onvif.org/type/ptz onvif://www.onvif.org/Profile/Streaming onvif://www.onvif.org/name/ other:x ' +
  'onvif://www.onvif.org/MAC/020000000001 onvif://www.onvif.org/else/1</d:Scopes>' +
  '<d:XAddrs>http://192.0.2.1/onvif/device_service http://100.64.0.9/</d:XAddrs><d:MetadataVersion>1</d:MetadataVersion>';

export const hello: Uint8Array = envelope('Hello', `<d:Hello>${CAMERA}</d:Hello>`);
export const matches: Uint8Array = envelope(
  'ProbeMatches',
  `<d:ProbeMatches><d:ProbeMatch>${CAMERA}</d:ProbeMatch></d:ProbeMatches>`,
);
export const probe: Uint8Array = envelope(
  'Probe',
  '<d:Probe><d:Types>dn:NetworkVideoTransmitter</d:Types><d:Scopes/></d:Probe>',
  'http://docs.oasis-open.org/ws-dd/ns/discovery/2009/01',
);
export const resolve: Uint8Array = envelope('Resolve', '<d:Resolve><d:Scopes>x</d:Scopes></d:Resolve>');
export const bye: Uint8Array = envelope('Bye', '<d:Bye></d:Bye>');
