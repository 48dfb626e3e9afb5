import type { Sent } from '../modbus/stream-properties.cases.ts';
import { connectionConfirm, connectionRequest, dataUnit, text } from '../s7comm/conversation.cases.ts';

/** An element: its tag's bytes, a length in one byte or three, content. */
export function element(tag: number | readonly number[], ...content: (readonly number[])[]): number[] {
  const bytes = content.flat();
  const length = bytes.length < 128 ? [bytes.length] : [0x82, bytes.length >> 8, bytes.length & 0xff];
  return [...(typeof tag === 'number' ? [tag] : tag), ...length, ...bytes];
}

/** A service's tag, above 30 in two bytes. */
export function service(number: number, constructed = true): number[] {
  const form = constructed ? 0xa0 : 0x80;
  return number < 31 ? [form + number] : [form + 31, number];
}

export function invoke(number: number): number[] {
  return [2, 1, number];
}

export function request(number: number, tag: readonly number[], ...body: (readonly number[])[]): number[] {
  return element(0xa0, invoke(number), element(tag, ...body));
}

export function response(number: number, tag: readonly number[], ...body: (readonly number[])[]): number[] {
  return element(0xa1, invoke(number), element(tag, ...body));
}

/** Session: give tokens, data; presentation: user data of context 3. */
export function data(pdu: readonly number[]): number[] {
  return [1, 0, 1, 0, ...element(0x61, element(0x30, [2, 1, 3], element(0xa0, pdu)))];
}

export function ask(pdu: readonly number[]): Sent {
  return { fromServer: false, bytes: dataUnit(data(pdu)) };
}

export function answer(pdu: readonly number[]): Sent {
  return { fromServer: true, bytes: dataUnit(data(pdu)) };
}

/** The name of a variable in a domain. */
export function inDomain(domain: string, item: string): number[] {
  return element(0xa1, element(0x1a, text(domain)), element(0x1a, text(item)));
}

/** A list of variables with one each. */
export function variables(...names: (readonly number[])[]): number[] {
  return element(0xa0, ...names.map((name) => element(0x30, element(0xa0, name))));
}

/** Initiate: sizes, numbers of services, then version, parameters and services supported. */
function initiate(tag: number): number[] {
  const detail = element(0xa4, element(0x80, [1]), element(0x81, [5, 0xf1, 0]), element(0x82, [3, 0xee, 0x1c]));
  return element(
    tag,
    element(0x80, [0, 0xfd, 0xe8]),
    element(0x81, [5]),
    element(0x82, [5]),
    element(0x83, [10]),
    detail,
  );
}

/** Session connect or accept around presentation, ACSE and the PDU, as an IEC 61850 client opens. */
function opening(type: number, presentation: number, acse: number, pdu: readonly number[]): number[] {
  const external = element(0x28, [6, 2, 0x51, 1], [2, 1, 3], element(0xa0, pdu));
  const association = element(acse, element(0xa1, [6, 5, 0x28, 0xca, 0x22, 2, 3]), element(0xbe, external));
  const user = element(0x61, element(0x30, [2, 1, 1], element(0xa0, association)));
  const contexts = element(
    0xa4,
    element(0x30, [2, 1, 3], [6, 5, 0x28, 0xca, 0x22, 2, 1], element(0x30, [6, 2, 0x51, 1])),
  );
  const connection = element(presentation, element(0xa0, element(0x80, [1])), element(0xa2, contexts, user));
  const parameters = [0x14 /* session requirements */, 2, 0, 2, 0xc1 /* user data */, connection.length, ...connection];
  return [type, parameters.length, ...parameters];
}

export const associate: readonly Sent[] = [
  connectionRequest,
  connectionConfirm,
  { fromServer: false, bytes: dataUnit(opening(13 /* connect */, 0x31, 0x60, initiate(0xa8))) },
  { fromServer: true, bytes: dataUnit(opening(14 /* accept */, 0x31, 0x61, initiate(0xa9))) },
];

const float = element(0x87, [8, 0x41, 0x48, 0, 0]); // 12.5
const utc = element(0x91, [0x68, 0x55, 0x0a, 0x80, 0x80, 0, 0, 0x0a]); // half a second past 2025-06-20T07:15:12Z

export const everything: readonly Sent[] = [
  ...associate,
  ask(request(1, service(2, false))),
  answer(
    response(1, service(2), element(0x80, text('Halmoy')), element(0x81, text('BCU-7')), element(0x82, text('2.1.0'))),
  ),
  ask(request(2, service(1), element(0xa0, element(0x80, [9])), element(0xa1, element(0x80, [])))),
  answer(response(2, service(1), element(0xa0, element(0x1a, text('LD0')), element(0x1a, text('LD1'))), [0x81, 1, 0])),
  ask(
    request(
      3,
      service(4),
      element(0xa1, variables(inDomain('LD0', 'MMXU1$MX$TotW$mag$f'), inDomain('LD0', 'LLN0$ST$Mod'))),
    ),
  ),
  answer(response(3, service(4), element(0xa1, float, [0x80, 1, 10 /* object does not exist */]))),
  ask(
    request(
      4,
      service(5),
      variables(inDomain('LD0', 'CSWI1$CO$Pos$Oper')),
      element(0xa0, element(0xa2, [0x83, 1, 1], utc)),
    ),
  ),
  answer(response(4, service(5), [0x81, 0])),
  ask(request(5, service(6), element(0xa0, inDomain('LD0', 'LLN0')))),
  answer(element(0xa2, [0x80, 1, 5], element(0xa2, element(0xa0, [0x87, 1, 1])))), // access: object is invalid
  answer(
    element(
      0xa3,
      element(
        0xa0,
        element(0xa1, [0x80, 3, ...text('RPT')]),
        element(0xa0, element(0x8a, text('urcb')), [0x84, 2, 6, 0x40]),
      ),
    ),
  ),
  ask(request(6, service(40), element(0x80, text('HOIST')), element(0x81, text('')))),
  answer(response(6, service(40, false))),
  ask(request(7, service(26), element(0x80, text('HOIST')), element(0xa1, []), [0x82, 1, 0])),
  answer(response(7, service(26, false))),
  answer(request(1, service(27, false), text('HOIST'))), // the server fetches what it was offered
  { fromServer: false, bytes: dataUnit(data(response(1, service(27), element(0x80, [1, 2, 3, 4]), [0x81, 1, 0]))) },
  ask(request(8, service(72), element(0xa0, element(0x19, text('COMTRADE/1.dat'))), [0x81, 1, 0])),
  answer(
    response(8, service(72), [0x80, 1, 7], element(0xa1, [0x80, 2, 1, 0], element(0x81, text('20260102030405Z')))),
  ),
  ask(request(9, service(73, false), [7])),
  answer(response(9, service(73), element(0x80, [9, 9]), [0x81, 1, 0])),
  ask([0x8b, 0]),
  answer([0x8c, 0]),
];
