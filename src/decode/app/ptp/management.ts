import type { Cursor } from '../../../kernel/cursor.ts';
import { type Access, OTHER, READ, STOP, WRITE } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { hexText, wireText } from '../wire-text.ts';
import { CLOCK_DESCRIPTION, DISABLE_PORT, ENABLE_PORT, INITIALIZE, USER_DESCRIPTION } from './message-types.ts';

const GET = 0;
const SET = 1;
const RESPONSE = 2;
const COMMAND = 3;
/** A management TLV, and one that says why not. */
const MANAGEMENT_TLV = 1;

/** Behind target port and hops, which begin at the cursor: what is managed. Window: the message. */
export function readManagement(c: Cursor, turn: Turn, fn: number, action: number): void {
  const { at, bytes } = c;
  if (turn.tracing) {
    turn.field('ptp.v2.mm.targetportidentity', `0x${hexText(bytes, at, at + 8)}`);
    turn.field('ptp.v2.mm.action', action);
  }
  c.skip(14);
  if (c.left < 6) return;
  const type = c.u16();
  const length = c.u16();
  const end = c.at + length;
  if (end > c.end) {
    turn.anomaly('tlv-malformed');
    turn.unrecognised(c.left);
    return;
  }
  if (type !== MANAGEMENT_TLV || length < 2) return;
  const id = c.u16();
  if (turn.tracing) turn.field('ptp.v2.mm.managementId', id);
  if (action === GET || action === SET || action === COMMAND) {
    turn.command(fn, 0, 0, id, 0, accessOf(action, id));
    return;
  }
  if (action !== RESPONSE) return;
  const outer = c.end;
  c.end = end;
  if (id === CLOCK_DESCRIPTION) readDescription(c, turn);
  else if (id === USER_DESCRIPTION) readUser(c, turn);
  if (c.failed) turn.anomaly('tlv-malformed');
  c.end = outer;
}

function accessOf(action: number, id: number): Access {
  if (id === INITIALIZE || id === ENABLE_PORT || id === DISABLE_PORT) return STOP;
  return action === GET ? READ : action === SET ? WRITE : OTHER;
}

/** IEEE 1588 15.5.3.1.2: type, physical layer, addresses, manufacturer, then three texts. */
function readDescription(c: Cursor, turn: Turn): void {
  c.skip(2);
  c.skip(c.u8());
  c.skip(c.u16());
  c.skip(2);
  c.skip(c.u16());
  c.skip(4);
  const product = text(c);
  const revision = text(c);
  if (c.failed) return;
  if (turn.tracing) {
    turn.field('ptp.v2.mm.productDescription', product);
    turn.field('ptp.v2.mm.revisionData', revision);
  }
  const [maker = '', model = '', instance = ''] = product.split(';', 3);
  const [hardware = '', firmware = '', software = ''] = revision.split(';', 3);
  if (maker !== '') turn.claim(turn.sender, 'vendor', maker);
  if (model !== '') turn.claim(turn.sender, 'model', model);
  if (instance !== '') turn.claim(turn.sender, 'serial', instance);
  if (hardware !== '') turn.claim(turn.sender, 'hardware', hardware);
  if (firmware !== '' || software !== '') turn.claim(turn.sender, 'firmware', firmware || software);
  readUser(c, turn);
}

function readUser(c: Cursor, turn: Turn): void {
  const user = text(c);
  if (c.failed || user === '') return;
  if (turn.tracing) turn.field('ptp.v2.mm.userDescription', user);
  const [name = '', place = ''] = user.split(';', 2);
  if (name !== '') turn.claim(turn.sender, 'hostname', name);
  if (place !== '') turn.claim(turn.sender, 'location', place);
}

function text(c: Cursor): string {
  const length = c.u8();
  const start = c.at;
  return c.skip(length).ok ? wireText(c.bytes, start, c.at) : '';
}
