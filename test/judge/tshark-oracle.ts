import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { oracleProtocols } from './oracle-protocols.ts';

/** What tshark says of one capture. */
export interface OracleAnswer {
  /** Frames it dissected, and their captured bytes; -1 where it refuses the file's link type. */
  readonly frames: number;
  readonly capturedBytes: number;
  /** Protocol → function → messages sent by themselves. */
  readonly counts: FunctionCounts;
  /** Messages inside something that is recognised and not opened: carrier → protocol → function → messages. */
  readonly carried: Readonly<Record<string, FunctionCounts>>;
}

export type FunctionCounts = Readonly<Record<string, Readonly<Record<string, number>>>>;
type Counting = Record<string, Record<string, number>>;

const VALUE = '\u001f';
const head: readonly string[] = ['frame.cap_len', 'frame.protocols'];
const fields: readonly string[] = [...new Set([...head, ...oracleProtocols.flatMap((protocol) => protocol.fields)])];
/** ICMP errors quote a packet, which tshark dissects and counts; ours counts messages that were sent. */
const quotes: readonly string[] = ['icmp', 'icmpv6'];
/** Tunnels, and protocols that carry another whole one, under their names in `frame.protocols`. */
const carriers: readonly string[] = (
  'capwap.data dtls eap eapol erspan etherip geneve gre gtp gtpprime http http2 http3 ieee8021ah l2tp lisp macsec ' +
  'mpls nsh openflow openvpn pim pptp quic rdpudp socks teredo tls tzsp vxlan wg'
).split(' ');
const networks: readonly string[] = ['ip', 'ipv6'];

/** Asks tshark about captures, each only once: answers are kept by tshark's version and what was asked. */
export class TsharkOracle {
  readonly version: string;
  readonly #cache: string;

  constructor(cache: string) {
    this.version = execFileSync('tshark', ['--version'], { encoding: 'utf8', stdio: 'pipe' }).split('\n')[0] ?? '';
    const asked = createHash('sha256')
      .update(`${this.version}\n${preferences.join(' ')}\n${fields.join('\n')}`)
      .digest('hex');
    this.#cache = join(cache, asked.slice(0, 12));
    mkdirSync(this.#cache, { recursive: true });
  }

  async ask(id: string, path: string): Promise<OracleAnswer> {
    const kept = join(this.#cache, `${id}.tsv`);
    if (existsSync(kept)) return read(readFileSync(kept, 'utf8'));
    const output = await fieldsOf(path);
    writeFileSync(kept, output);
    return read(output);
  }
}

/** A response is a message when its head is there, though its body was never captured whole. */
const preferences: readonly string[] = ['-o', 'http.desegment_body:FALSE'];

function fieldsOf(path: string): Promise<string> {
  const form = ['-T', 'fields', '-E', 'separator=/t', '-E', `aggregator=${VALUE}`];
  const options = ['-n', ...preferences, '-r', path, ...form];
  return new Promise((resolve) => {
    execFile('tshark', [...options, ...fields.flatMap((name) => ['-e', name])], { maxBuffer: 1 << 29 }, (_, stdout) => {
      // A capture that ends in the middle of a record makes tshark exit with 2 after all it could read.
      resolve(stdout);
    });
  });
}

function read(output: string): OracleAnswer {
  const counts: Counting = {};
  const carried: Record<string, Counting> = {};
  let frames = 0;
  let capturedBytes = 0;
  for (const line of output.split('\n')) {
    if (line === '') continue;
    const cells = line.split('\t');
    const field = (name: string): string[] => (cells[fields.indexOf(name)] ?? '').split(VALUE).filter((v) => v !== '');
    const layers = (cells[1] ?? '').split(':');
    frames++;
    capturedBytes += Number(cells[0]);
    const quoted = layers.findIndex((layer) => quotes.includes(layer));
    for (const protocol of oracleProtocols) {
      const at = layers.indexOf(protocol.layer);
      if (at < 0 || (quoted >= 0 && at > quoted)) continue;
      const carrier = carrierOf(layers.slice(0, at));
      const into = carrier === undefined ? counts : (carried[carrier] ??= {});
      const counted = (into[protocol.name] ??= {});
      for (const name of protocol.read(field)) counted[name] = (counted[name] ?? 0) + 1;
    }
  }
  return { frames: frames === 0 ? -1 : frames, capturedBytes, counts, carried };
}

function carrierOf(below: readonly string[]): string | undefined {
  return (
    below.find((layer) => carriers.includes(layer)) ??
    (below.filter((layer) => networks.includes(layer)).length > 1 ? 'ip in ip' : undefined)
  );
}
