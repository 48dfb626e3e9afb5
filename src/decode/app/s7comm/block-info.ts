import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';

/** What a program block says of itself: in the answer to "get block info", and in the header before its code. */

/** Every header begins with these two letters, "pp". */
const MARK = 0x7070;
/** Mark, version, flags, language, type, number, lengths and times; and, in an answer, author, family and name. */
export const BLOCK_HEADER = 36;
const INFO = 78;

/** The answer to "get block info": type, length, and the header with what stands behind the code in the file. */
export function readBlockInfo(c: Cursor, turn: Turn): void {
  if (!c.has(INFO) || c.peek16(6) !== MARK) return;
  c.skip(6);
  readBlockHeader(c, turn);
  turn.field('s7comm.blockinfo.author', texted(c, 8));
  turn.field('s7comm.blockinfo.family', texted(c, 8));
  turn.field('s7comm.blockinfo.headername', texted(c, 8));
  const version = c.u8();
  turn.field('s7comm.blockinfo.headerversion', `${version >> 4}.${version & 15}`);
  c.skip(1);
  turn.field('s7comm.blockinfo.checksum', c.u16());
  c.skip(8);
}

/** True when a block's header was there; the cursor then stands at its code. */
export function readBlockHeader(c: Cursor, turn: Turn): boolean {
  if (!c.has(BLOCK_HEADER) || c.peek16() !== MARK) return false;
  if (!turn.tracing) {
    c.skip(BLOCK_HEADER);
    return true;
  }
  c.skip(3);
  turn.field('s7comm.param.userdata.blockinfo.flags', c.u8());
  turn.field('s7comm.blockinfo.block_lang', c.u8());
  turn.field('s7comm.blockinfo.subblk_type', c.u8());
  turn.field('s7comm.blockinfo.block_num', c.u16());
  turn.field('s7comm.blockinfo.load_mem_len', c.u32());
  turn.field('s7comm.blockinfo.blocksecurity', c.u32());
  turn.field('s7comm.blockinfo.code_timestamp', moment(c));
  turn.field('s7comm.blockinfo.interface_timestamp', moment(c));
  turn.field('s7comm.blockinfo.ssb_len', c.u16());
  turn.field('s7comm.blockinfo.add_len', c.u16());
  turn.field('s7comm.blockinfo.localdata_len', c.u16());
  turn.field('s7comm.blockinfo.mc7_len', c.u16());
  return true;
}

/** Milliseconds of the day, then days since 1984-01-01. */
function moment(c: Cursor): string {
  const milliseconds = c.u32();
  const date = civil(c.u16());
  const seconds = Math.floor(milliseconds / 1000);
  const part = (value: number, size = 2): string => `${value}`.padStart(size, '0');
  const time = `${part(Math.floor(seconds / 3600))}:${part(Math.floor(seconds / 60) % 60)}:${part(seconds % 60)}`;
  return `${date}T${time}.${part(milliseconds % 1000, 3)}`;
}

/** A date by days since 1984-01-01, up to 2163: Howard Hinnant's days_from_civil turned round, from 1984-03-01 on. */
function civil(days: number): string {
  const since = days + 724_581;
  const era = Math.floor(since / 146_097);
  const day = since - era * 146_097;
  const year = Math.floor((day - Math.floor(day / 1460) + Math.floor(day / 36_524) - Math.floor(day / 146_096)) / 365);
  const ofYear = day - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const shifted = Math.floor((5 * ofYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const ofMonth = ofYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const part = (value: number): string => `${value}`.padStart(2, '0');
  return `${year + era * 400 + (month <= 2 ? 1 : 0)}-${part(month)}-${part(ofMonth)}`;
}

function texted(c: Cursor, size: number): string {
  const text = c.latin1(size);
  const zero = text.indexOf('\0');
  return (zero < 0 ? text : text.slice(0, zero)).trim();
}
