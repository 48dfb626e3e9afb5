import type { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import { CONNECTED_DATA, SEQUENCED_ADDRESS } from './enip/items.ts';
import { le16 } from './enip/recognise.ts';

/** Number of items, and the sequenced address item with its type and length. */
const ADDRESS = 14;
/** All up to the data. */
const HEAD = 18;
const PRODUCED = 1;

/**
 * Implicit messages of EtherNet/IP: inputs and outputs as they are produced, in UDP, one connection's data each
 * datagram. Told by the two items that every one has, not by the port, which a forward open may move.
 */
export const cipio: DatagramProtocol = {
  kind: 'datagram',
  name: 'cipio',
  title: 'CIP implicit input and output',
  spec: 'The CIP Networks Library, volume 2: EtherNet/IP Adaptation of CIP, chapters 2-6 and 3-3 (ODVA)',
  fields: {
    'enip.cpf.itemcount': { doc: 'number of items' },
    'enip.cpf.sai.connid': { doc: 'connection' },
    'enip.cpf.sai.seq': { doc: 'sequence number of the connection' },
    'enip.cpf.length': { doc: 'length of the data, with the sequence count of class 1', unit: 'bytes' },
  },
  anomalies: {},
  functionName: (fn) => (fn === PRODUCED ? 'produced data' : undefined),
  undecoded: 'The data: what they mean stands in the devices’ configuration and is not sent.',
  // Item count 16 bits, type and length of the first 32, type of the second 16, and the length that has to fit.
  falseMatchLog2: -64,
  ports: [2222],
  open: () => undefined,
  probe: (c: Cursor): Verdict => (isProduced(c) ? YES : NO),
  parse(c: Cursor, turn: Turn): Outcome {
    if (c.left < HEAD) return MORE;
    if (!isProduced(c)) return BAD;
    turn.message(PRODUCED);
    if (turn.tracing) {
      turn.field('enip.cpf.itemcount', c.u16le());
      c.skip(4);
      turn.field('enip.cpf.sai.connid', c.u32le());
      turn.field('enip.cpf.sai.seq', c.u32le());
      c.skip(2);
      turn.field('enip.cpf.length', c.u16le());
    } else c.skip(HEAD);
    turn.unrecognised(c.left);
    c.at = c.end;
    return DONE;
  },
};

function isProduced(c: Cursor): boolean {
  if (c.left < HEAD || le16(c, 0) !== 2 || le16(c, 2) !== SEQUENCED_ADDRESS || le16(c, 4) !== 8) return false;
  return le16(c, ADDRESS) === CONNECTED_DATA && HEAD + le16(c, ADDRESS + 2) === c.left;
}
