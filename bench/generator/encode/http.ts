import { joined, textBytes } from '../byte-writer.ts';

export function httpRequest(
  method: string,
  target: string,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array = new Uint8Array(0),
): Uint8Array {
  return joined(textBytes(`${method} ${target} HTTP/1.1\r\n${headerLines(headers, body)}\r\n`), body);
}

export function httpResponse(
  status: string,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array = new Uint8Array(0),
): Uint8Array {
  const lines = headerLines({ 'Content-Length': String(body.length), ...headers }, new Uint8Array(0));
  return joined(textBytes(`HTTP/1.1 ${status}\r\n${lines}\r\n`), body);
}

function headerLines(headers: Readonly<Record<string, string>>, body: Uint8Array): string {
  const all = body.length > 0 ? { ...headers, 'Content-Length': String(body.length) } : headers;
  return Object.entries(all)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
}
