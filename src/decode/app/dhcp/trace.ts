import { ipv4Text } from '../../../kernel/ip.ts';
import { macText } from '../../../kernel/mac.ts';
import type { Turn } from '../../turn.ts';
import { zeroEndedText } from '../wire-text.ts';
import { addressOptions, numberOptions, textOptions } from './fields.ts';
import type { DhcpOptions } from './options.ts';
import { clientIdText, fqdnText, relaySuboption } from './text.ts';

/** Emits the fields of the message at `at`, of which at least the first 44 octets are there. */
export function traceDhcp(turn: Turn, bytes: Uint8Array, at: number, end: number, options: DhcpOptions): void {
  turn.field('dhcp.type', bytes[at] as number);
  turn.field('dhcp.hw.type', bytes[at + 1] as number);
  turn.field('dhcp.hw.len', bytes[at + 2] as number);
  turn.field('dhcp.hops', bytes[at + 3] as number);
  turn.field('dhcp.id', unsigned(bytes, at + 4, 4));
  turn.field('dhcp.secs', unsigned(bytes, at + 8, 2));
  turn.field('dhcp.flags.bc', (bytes[at + 10] as number) >= 0x80);
  turn.field('dhcp.ip.client', ipv4Text(bytes, at + 12));
  turn.field('dhcp.ip.your', ipv4Text(bytes, at + 16));
  turn.field('dhcp.ip.server', ipv4Text(bytes, at + 20));
  turn.field('dhcp.ip.relay', ipv4Text(bytes, at + 24));
  if (bytes[at + 1] === 1 && bytes[at + 2] === 6) turn.field('dhcp.hw.mac_addr', macText(bytes, at + 28));
  const overloadAt = options.exactly(52, 1);
  const overload = overloadAt < 0 ? 0 : (bytes[overloadAt] as number);
  if (at + 236 <= end) {
    if (bytes[at + 44] !== 0 && (overload & 2) === 0)
      turn.field('dhcp.server', zeroEndedText(bytes, at + 44, at + 108));
    if (bytes[at + 108] !== 0 && (overload & 1) === 0)
      turn.field('dhcp.file', zeroEndedText(bytes, at + 108, at + 236));
  }
  for (let i = 0; i < options.count; i++) {
    const code = options.codes[i] as number;
    turn.field('dhcp.option.type', code);
    traceOption(turn, bytes, code, options.at(code), options.length(code));
  }
}

function traceOption(turn: Turn, bytes: Uint8Array, code: number, at: number, length: number): void {
  const address = addressOptions.get(code);
  const text = textOptions.get(code);
  const number = numberOptions.get(code);
  if (address !== undefined) {
    for (let i = 0; i + 4 <= length; i += 4) turn.field(address, ipv4Text(bytes, at + i));
  } else if (text !== undefined) turn.field(text, zeroEndedText(bytes, at, at + length));
  else if (number !== undefined && length > 0 && length <= 4) turn.field(number, unsigned(bytes, at, length));
  else if (code === 55)
    for (let i = 0; i < length; i++) turn.field('dhcp.option.request_list_item', bytes[at + i] as number);
  else if (code === 61 && length > 0) turn.field('dhcp.client_id', clientIdText(bytes, at, length));
  else if (code === 81) turn.field('dhcp.fqdn.name', fqdnText(bytes, at, length));
  else if (code === 82) {
    const circuit = relaySuboption(bytes, at, length, 1);
    const remote = relaySuboption(bytes, at, length, 2);
    if (circuit !== undefined) turn.field('dhcp.option.agent_information_option.agent_circuit_id', circuit);
    if (remote !== undefined) turn.field('dhcp.option.agent_information_option.agent_remote_id', remote);
  }
}

function unsigned(bytes: Uint8Array, at: number, length: number): number {
  let value = 0;
  for (let i = 0; i < length; i++) value = value * 256 + (bytes[at + i] as number);
  return value;
}
