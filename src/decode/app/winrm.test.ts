import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { ascii, streamLaws } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { http } from './http.ts';
import { MAX_SOAP } from './winrm/soap-search.ts';
import { winrm } from './winrm.ts';

const MICROSOFT = 'http://schemas.microsoft.com/wbem/wsman/1';
/** An envelope as [MS-WSMV] shows it: action and resource in the header, a command in the body. */
function envelope(action: string, body = ''): string {
  const header = `<a:Action s:mustUnderstand="true">${action}</a:Action><w:ResourceURI>${MICROSOFT}/windows/shell/cmd</w:ResourceURI>`;
  return `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Header>${header}</s:Header><s:Body>${body}</s:Body></s:Envelope>`;
}
function post(body: string, type = 'application/soap+xml;charset=UTF-8', target = '/wsman'): Uint8Array {
  return ascii(
    `POST ${target} HTTP/1.1\r\nHost: 192.0.2.2:5985\r\nContent-Type: ${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
}
const COMMAND = post(
  envelope(
    `${MICROSOFT}/windows/shell/Command`,
    '<rsp:CommandLine><rsp:Command>net user</rsp:Command></rsp:CommandLine>',
  ),
);
const CHUNKED = ascii(
  `POST /wsman HTTP/1.1\r\nHost: x\r\nContent-Type: application/soap+xml\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n<x:Identify/>   \r\n0\r\n\r\n`,
);
const SECRET = post('--Encrypted Boundary', 'multipart/encrypted;protocol="application/HTTP-SPNEGO-session-encrypted"');
const segments = (...requests: readonly Uint8Array[]): Segment[] =>
  requests.map((bytes) => ({ fromServer: false, bytes }));

streamLaws(http, [segments(COMMAND, CHUNKED, SECRET)]);

function told(...requests: readonly Uint8Array[]): [string | undefined, Record<string, unknown>][] {
  const turn = recordingTurn();
  feedStream(http, segments(...requests), turn);
  expect(turn.messages).toHaveLength(requests.length);
  return turn.carried.map(({ fn, fields }) => [winrm.functionName(fn), fields]);
}

describe('WinRM', () => {
  it('names actions, resources and commands, and that there are requests it cannot read', () => {
    expect(told(COMMAND, CHUNKED, SECRET, COMMAND)).toEqual([
      [
        'shell command',
        {
          'winrm.action': `${MICROSOFT}/windows/shell/Command`,
          'winrm.resource': `${MICROSOFT}/windows/shell/cmd`,
          'winrm.command': 'net user',
        },
      ],
      ['identify', {}],
      ['encrypted request', {}],
      ['shell command', expect.anything()],
    ]);
    const method = `${MICROSOFT}/wmi/root/cimv2/Win32_Process/Create`;
    expect(told(post(envelope(method))).map(([name]) => name)).toEqual(['invoke a method']);
  });

  it('says who manages whom', () => {
    const turn = recordingTurn();
    feedStream(http, segments(SECRET), turn);
    expect(turn.facts.filter((fact) => fact.includes('role'))).toEqual([
      'claim ip:192.0.2.1 role winrm-client',
      'claim ip:192.0.2.2 role winrm-server',
    ]);
  });

  it('is no other SOAP, and nothing else under its name', () => {
    expect(told(post(envelope('urn:x'), undefined, '/services'))).toEqual([]);
    expect(told(post('{}', 'application/json'))).toEqual([]);
    expect(told(post('<x/>'))).toEqual([]);
  });

  it(`searches the first ${MAX_SOAP} bytes of an envelope`, () => {
    expect(told(post(' '.repeat(MAX_SOAP - 100) + envelope('urn:a/transfer/Get').slice(60)))).toHaveLength(1);
    expect(told(post(' '.repeat(MAX_SOAP) + envelope('urn:a/transfer/Get')))).toEqual([]);
  });
});
