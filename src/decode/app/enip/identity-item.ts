import type { Cursor } from '../../../kernel/cursor.ts';
import { ipv4Text } from '../../../kernel/ip.ts';
import type { Turn } from '../../turn.ts';
import { claimCarrierAddress } from '../carrier-address.ts';
import { claimIdentity, identity } from '../cip/identity.ts';
import { readIdentity } from '../cip/identity.ts';

/** Family, port and address of a socket address: the only big-endian part of the protocol; eight zeros follow. */
export function readSocketAddress(c: Cursor, turn: Turn): boolean {
  if (!c.has(16)) return false;
  const family = c.u16();
  const port = c.u16();
  claimCarrierAddress(turn, c.bytes, c.at);
  if (turn.tracing) {
    turn.field('enip.sinfamily', family);
    turn.field('enip.sinport', port);
    turn.field('enip.sinaddr', ipv4Text(c.bytes, c.at));
  }
  c.skip(12);
  return true;
}

/** The item of an identity reply: version, socket address, the identity object's attributes, and the state. */
export function readIdentityItem(c: Cursor, turn: Turn): boolean {
  if (!c.has(2)) return false;
  const version = c.u16le();
  if (turn.tracing) turn.field('enip.encapver', version);
  if (!readSocketAddress(c, turn) || !readIdentity(c)) return false;
  const state = c.has(1) ? c.u8() : -1;
  if (turn.tracing) {
    turn.field('enip.lir.vendor', identity.vendor);
    turn.field('enip.lir.devtype', identity.deviceType);
    turn.field('enip.lir.prodcode', identity.productCode);
    turn.field('enip.lir.revision', `${identity.major}.${identity.minor}`);
    turn.field('enip.lir.status', identity.status);
    turn.field('enip.lir.serial', identity.serial);
    turn.field('enip.lir.name', identity.name);
    if (state >= 0) turn.field('enip.lir.state', state);
  }
  claimIdentity(turn);
  return true;
}
