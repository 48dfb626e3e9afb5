import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

/** RFC 2326 10 and RFC 7826 13; a request's function is its method's place, a response's its status. */
export const rtspMethods: readonly string[] = [
  'other method',
  'OPTIONS',
  'DESCRIBE',
  'ANNOUNCE',
  'SETUP',
  'PLAY',
  'PAUSE',
  'TEARDOWN',
  'GET_PARAMETER',
  'SET_PARAMETER',
  'REDIRECT',
  'RECORD',
  'PLAY_NOTIFY',
];

export const rtspFields: Readonly<Record<string, FieldSpec>> = {
  'rtsp.method': { doc: 'Method' },
  'rtsp.url': { doc: 'What is asked for; a user and password in it are left out' },
  'rtsp.status': { doc: 'Status code' },
  'rtsp.session': { doc: 'Session' },
  'rtsp.transport': { doc: 'How the stream is carried' },
  'rtsp.content-type': { doc: 'Kind of the body' },
  'rtsp.content-length': { doc: 'Length of the body', unit: 'bytes' },
  'rtsp.cseq': { doc: 'Number that ties a response to its request' },
  'rtsp.server': { doc: 'Program of the server' },
  'rtsp.user-agent': { doc: 'Program of the client' },
  'rtsp.www-authenticate': { doc: 'How the server wants the client to sign in' },
};

export const rtspAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'method-unknown': { doc: 'A method of no specification' },
  'header-bad': { doc: 'A header line without a colon' },
  'headers-over-limit': { doc: 'More header lines than are read of one message' },
  'length-bad': { doc: 'A content length that is no number' },
};
