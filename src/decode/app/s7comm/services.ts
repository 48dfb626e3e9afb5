import { OTHER, PROGRAM, STOP } from '../../../schema/facts/vocabulary.ts';
import type { Access } from '../../../schema/facts/vocabulary.ts';

/**
 * Program invocation services (function 0x28): of the CPU, then of the numerical control, whose names begin with `_N_`
 * (SINUMERIK basic functions P3, "PI services"). The order is their index in a command's object: only append.
 */
export const services: ReadonlyMap<string, string> = new Map([
  ['P_PROGRAM', 'start program'],
  ['_INSE', 'activate blocks'],
  ['_INS2', 'activate blocks, second form'],
  ['_DELE', 'delete blocks'],
  ['_GARB', 'compress memory'],
  ['_MODU', 'copy RAM to ROM'],
  ['_RSTS', 'reset station'],
  ['_N_LOGIN_', 'sign in'],
  ['_N_LOGOUT', 'sign out'],
  ['_N_CANCEL', 'cancel alarms'],
  ['_N_DASAVE', 'save data to flash'],
  ['_N_DIGIOF', 'digitising off'],
  ['_N_DIGION', 'digitising on'],
  ['_N_DZERO_', 'set D numbers invalid'],
  ['_N_ENDEXT', 'end external processing'],
  ['_N_F_OPER', 'open file for reading'],
  ['_N_OST_OF', 'overstore off'],
  ['_N_OST_ON', 'overstore on'],
  ['_N_SCALE_', 'set unit of measurement'],
  ['_N_SETUFR', 'activate user frame'],
  ['_N_STRTLK', 'lock start'],
  ['_N_STRTUL', 'unlock start'],
  ['_N_TMRASS', 'reset active status of tools'],
  ['_N_F_DELE', 'delete file'],
  ['_N_EXTERN', 'process program from outside'],
  ['_N_EXTMOD', 'set mode of external processing'],
  ['_N_F_DELR', 'delete file with its rights'],
  ['_N_F_XFER', 'transfer file'],
  ['_N_LOCKE_', 'lock active file for editing'],
  ['_N_SELECT', 'select program'],
  ['_N_SRTEXT', 'begin external processing'],
  ['_N_F_CLOS', 'close file'],
  ['_N_F_OPEN', 'open file'],
  ['_N_F_SEEK', 'position in file'],
  ['_N_ASUP__', 'assign interrupt'],
  ['_N_CHEKDM', 'check magazine'],
  ['_N_CHKDNO', 'check D numbers'],
  ['_N_CONFIG', 'reconfigure machine data'],
  ['_N_CRCEDN', 'create cutting edge by D number'],
  ['_N_DELECE', 'delete cutting edge'],
  ['_N_CREACE', 'create cutting edge'],
  ['_N_CREATO', 'create tool'],
  ['_N_DELETO', 'delete tool'],
  ['_N_CRTOCE', 'create tool with cutting edge'],
  ['_N_DELVAR', 'delete data block'],
  ['_N_F_COPY', 'copy file'],
  ['_N_F_DMDA', 'delete MDI memory'],
  ['_N_F_PROR', 'set protection of file with rights'],
  ['_N_F_PROT', 'set protection of file'],
  ['_N_F_RENA', 'rename file'],
  ['_N_FINDBL', 'search block'],
  ['_N_IBN_SS', 'set start-up switch'],
  ['_N_MMCSEM', 'semaphore'],
  ['_N_NCKMOD', 'mode of the numerical control'],
  ['_N_NEWPWD', 'change password'],
  ['_N_SEL_BL', 'select block'],
  ['_N_SETTST', 'set tool status'],
  ['_N_TMAWCO', 'set active wear group'],
  ['_N_TMCRTC', 'create tool with edge'],
  ['_N_TMCRTO', 'create tool in management'],
  ['_N_TMFDPL', 'search empty place for loading'],
  ['_N_TMFPBP', 'search empty place'],
  ['_N_TMGETT', 'get T number'],
  ['_N_TMMVTL', 'move tool'],
  ['_N_TMPCIT', 'set piece counter'],
  ['_N_TMPOSM', 'position magazine or tool'],
  ['_N_TRESMO', 'reset monitoring'],
  ['_N_TSEARC', 'search tool'],
]);

const names: readonly string[] = ['', ...services.keys()];

/** The number of a service in a command's object: 0 for one that is not listed. */
export function serviceIndex(name: string): number {
  return Math.max(0, names.indexOf(name));
}

export function serviceName(index: number): string {
  return names[index] || 'pi service';
}

/** Services whose argument holds a password, which is nobody's business. */
export function holdsPassword(name: string): boolean {
  return name === '_N_LOGIN_' || name === '_N_NEWPWD';
}

/**
 * P_PROGRAM starts and stops. _INSE and _DELE put blocks into the running program and take them out, _MODU copies
 * RAM to ROM, _GARB compresses memory: PROGRAM. _RSTS resets a station, and locking or unlocking a numerical control's
 * start decides whether it runs. Sign-in and sign-out are OTHER; what else a numerical control is told (file handling,
 * mostly) is taken for PROGRAM.
 */
export function serviceAccess(name: string): Access {
  if (name === 'P_PROGRAM' || name === '_RSTS' || name === '_N_STRTLK' || name === '_N_STRTUL') return STOP;
  if (name === '_N_LOGIN_' || name === '_N_LOGOUT') return OTHER;
  return name.startsWith('_') ? PROGRAM : OTHER;
}
