import { lowerAscii } from '../wire-text.ts';
import { DNS2TCP, DNS2TCP_DATA, dns2tcpWords, DNSCAT, iodineFunction, isDnscatType } from './functions.ts';

type Program = 'iodine' | 'dnscat2' | 'dns2tcp';

/**
 * What a flow's questions have given away of a tunnel. A program is told by what only it asks for; from then on all that is
 * asked for below the same domain is its own. Names asked for by turns for other domains are nobody's.
 */
export class TunnelState {
  program: Program | undefined = undefined;
  /** With a dot before it; empty where dnscat2 is used without a domain. */
  domain = '';
  /** What a fact says; made once. */
  about = '';
  /** A dnscat2 session seen once, and the name it was seen in: its number must come back below the same domain. */
  #session = '';
  #before = '';

  /** The function of the question for `name`, or -1 where it belongs to no tunnel. */
  ask(name: string): number {
    return this.program === undefined ? this.#begin(name) : this.#follow(name);
  }

  #begin(name: string): number {
    const second = name.charCodeAt(1) | 0x20;
    if (second === A && IODINE_VERSION.test(name)) {
      return this.#found('iodine', name.slice(name.indexOf('.')), iodineFunction('v'));
    }
    if (second === N && DNSCAT_ALONE.test(name)) {
      const type = dnscatType(name.slice(7));
      return type < 0 ? -1 : this.#found('dnscat2', '', DNSCAT + type);
    }
    if (name.includes('.=')) {
      const found = DNS2TCP_COMMAND.exec(name);
      if (found !== null) return this.#found('dns2tcp', found[2] ?? '', DNS2TCP + dns2tcpWords.indexOf(found[1] ?? ''));
    }
    return isHex(name.charCodeAt(0)) ? this.#dnscatBelow(name) : -1;
  }

  /** dnscat2 below a domain: two questions in turn with one session's number, told by labels of hexadecimal alone. */
  #dnscatBelow(name: string): number {
    const found = HEX_LABELS.exec(name);
    const packet = found?.[1]?.replaceAll('.', '') ?? '';
    const type = packet.length % 2 === 0 ? dnscatType(packet) : -1;
    if (type < 0 || type === PING) return -1;
    const session = packet.slice(6, 10).toLowerCase();
    const domain = session === this.#session ? commonEnd(this.#before, name) : '';
    if (domain !== '') return this.#found('dnscat2', domain, DNSCAT + type);
    this.#session = session;
    this.#before = name;
    return -1;
  }

  #found(program: Program, domain: string, fn: number): number {
    this.program = program;
    this.domain = lowerAscii(domain);
    this.about =
      this.domain === '' ? `${program} tunnel in DNS` : `${program} tunnel in DNS below ${this.domain.slice(1)}`;
    return fn;
  }

  #follow(name: string): number {
    if (this.domain !== '' && !lowerAscii(name).endsWith(this.domain)) return -1;
    switch (this.program) {
      case 'iodine':
        return iodineFunction(name.charAt(0).toLowerCase());
      case 'dnscat2': {
        const end = this.domain === '' ? name.length : name.length - this.domain.length;
        const start = this.domain === '' && DNSCAT_ALONE.test(name) ? 7 : 0;
        if (this.domain === '' && start === 0) return -1;
        const type = dnscatType(name.slice(start, end));
        return type < 0 ? -1 : DNSCAT + type;
      }
      case 'dns2tcp': {
        const found = DNS2TCP_COMMAND.exec(name);
        return found === null ? DNS2TCP_DATA : DNS2TCP + dns2tcpWords.indexOf(found[1] ?? '');
      }
      default:
        return -1;
    }
  }
}

/** The version 0x0000050x in iodine's base 32, which has a to z and 0 to 5, and two octets of chance; 0.5 to 0.8 say so. */
const IODINE_VERSION = /^vaaaaka[q-x][a-z0-5]{3}\../i;
const DNSCAT_ALONE = /^dnscat\.[0-9a-f.]+$/i;
const DNS2TCP_COMMAND = /^[A-Za-z0-9+/_-]{4,}(?:\.[A-Za-z0-9+/_-]+)*\.=(auth|connect|resource)(\..+)$/;
/** Labels of hexadecimal, 18 digits or more in all their first one, then what is a domain. */
const HEX_LABELS = /^([0-9a-f]{18,63}(?:\.[0-9a-f]{2,63})*)(\.[^.]*[^0-9a-f.].*)$/i;
const PING = 0xff;
const A = 0x61;
const N = 0x6e;

/** Type of a dnscat2 packet in hexadecimal: behind two octets of chance, before the session's number; -1 for none. */
function dnscatType(text: string): number {
  const type = Number.parseInt(text.slice(4, 6), 16);
  return /^[0-9a-f]{10}/i.test(text) && isDnscatType(type) ? type : -1;
}

/** The labels that both names end with, a dot before them; empty where the last ones differ. */
function commonEnd(a: string, b: string): string {
  const [left, right] = [lowerAscii(a), lowerAscii(b)];
  let dot = 0;
  for (let i = 1; i <= left.length && i <= right.length; i++) {
    const at = left.length - i;
    if (left[at] !== right[right.length - i]) break;
    if (left[at] === '.') dot = i;
  }
  return right.slice(right.length - dot);
}

function isHex(code: number): boolean {
  const lower = code | 0x20;
  return (code >= 0x30 && code <= 0x39) || (lower >= 0x61 && lower <= 0x66);
}
