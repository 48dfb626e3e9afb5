import { ascii, together } from '../decoder-laws.cases.ts';
import type { Segment } from '../feed-stream.cases.ts';

/** A sentence with its sum. */
export function sentence(content: string, tag = '', start = '$'): string {
  return `${tag === '' ? '' : `\\${tag}*${sum(tag)}\\`}${start}${content}*${sum(content)}\r\n`;
}

function sum(text: string): string {
  let value = 0;
  for (let i = 0; i < text.length; i++) value ^= text.charCodeAt(i);
  return value.toString(16).toUpperCase().padStart(2, '0');
}

export const gga = sentence('GPGGA,101530.00,5330.0000,N,00959.4000,E,4,12,0.8,15.2,M,45.0,M,,');
export const rmc = sentence('GNRMC,101530.00,A,3345.0000,S,07030.0000,W,3.5,271.0,251126,,,A');
export const vtg = sentence('GPVTG,271.0,T,,M,3.5,N,6.5,K,A');
export const heading = sentence('HEHDT,123.4,T', 's:HE0001,n:7');
export const query = sentence('CCGPQ,GGA');
export const own = sentence('PGRME,3.0,M,4.5,M,5.4,M');

/** Armours bits, given as pairs of value and length, as AIS does. */
function armoured(parts: readonly (readonly [value: number, length: number])[]): string {
  let bits = parts.map(([value, length]) => value.toString(2).padStart(length, '0')).join('');
  bits = bits.padEnd(Math.ceil(bits.length / 6) * 6, '0');
  return bits.replace(/.{6}/g, (six) => {
    const value = Number.parseInt(six, 2);
    return String.fromCharCode(value < 40 ? value + 48 : value + 56);
  });
}

function letters(text: string, count: number): [number, number][] {
  return Array.from({ length: count }, (_, i) => {
    const code = i < text.length ? text.charCodeAt(i) : 0x40;
    return [code >= 64 ? code - 64 : code, 6];
  });
}

/** Static data: type 5, station, version, number, call sign, name. */
const staticData = armoured([
  [5, 6],
  [0, 2],
  [211_000_001, 30],
  [0, 2],
  [9_000_001, 30],
  ...letters('DABC', 7),
  ...letters('TUG ONE', 20),
]);
export const ais = sentence(`AIVDM,2,1,3,A,${staticData},0`, '', '!');
export const aisRest = sentence('AIVDM,2,2,3,A,88888888880,2', '', '!');
const partA = armoured([[24, 6], [0, 2], [211_000_002, 30], [0, 2], ...letters('PILOT', 20)]);
export const aisB = sentence(`ABVDM,1,1,,B,${partA},2`, '', '!');

export const all: readonly string[] = [gga, rmc, vtg, heading, query, own, ais, aisRest, aisB];
export const headed: Uint8Array = together(ascii('UdPbC\0'), ascii(heading));
export const file: Uint8Array = together(ascii('RaUdP\0'), ascii('SI0001'), new Uint8Array(12));
export const nmeaConversation: readonly Segment[] = all.map((text) => ({ fromServer: true, bytes: ascii(text) }));
export const nmeaDatagrams: readonly Uint8Array[] = [...all.map(ascii), headed, file];
