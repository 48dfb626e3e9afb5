import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

/** IANA, SIP methods; a request's function is its index, an answer's its status. */
export const sipMethods: readonly string[] = [
  'unknown method',
  'INVITE',
  'ACK',
  'BYE',
  'CANCEL',
  'REGISTER',
  'OPTIONS',
  'PRACK',
  'SUBSCRIBE',
  'NOTIFY',
  'PUBLISH',
  'INFO',
  'REFER',
  'MESSAGE',
  'UPDATE',
];

export const sipFields: Readonly<Record<string, FieldSpec>> = {
  'sip.Method': { doc: 'what is asked for' },
  'sip.r-uri': { doc: 'of whom it is asked' },
  'sip.Status-Code': { doc: 'status of an answer' },
  'sip.from': { doc: 'who calls' },
  'sip.to': { doc: 'who is called' },
  'sip.call-id': { doc: 'call' },
  'sip.cseq': { doc: 'number of a request, and its method' },
  'sip.via': { doc: 'way that a request came' },
  'sip.contact': { doc: 'where the sender is reached' },
  'sip.user-agent': { doc: 'program of a client' },
  'sip.server': { doc: 'program of a server' },
  'sip.content-type': { doc: 'kind of the body' },
  'sdp.owner': { doc: 'who describes a session' },
  'sdp.session_name': { doc: 'name of a session' },
  'sdp.connection_info.address': { doc: 'address to which media are to be sent' },
  'sdp.media': { doc: 'media, port, transport and formats' },
};

export const sipAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'method-unknown': { doc: 'a method that no specification has' },
  'header-bad': { doc: 'a header line without a colon' },
  'headers-over-limit': { doc: 'more header lines than are read' },
  'length-bad': { doc: 'a content length that is no number' },
  'body-over-limit': { doc: 'a body that is longer than is kept; its description is not read' },
  'head-unfinished': { doc: 'the headers do not end in this datagram' },
};
