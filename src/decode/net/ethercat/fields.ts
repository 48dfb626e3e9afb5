import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

/** Commands by number. */
export const ethercatCommands: readonly string[] = [
  'NOP',
  'APRD: read by position',
  'APWR: write by position',
  'APRW: read and write by position',
  'FPRD: read by address',
  'FPWR: write by address',
  'FPRW: read and write by address',
  'BRD: read all',
  'BWR: write all',
  'BRW: read and write all',
  'LRD: read logical',
  'LWR: write logical',
  'LRW: read and write logical',
  'ARMW: read by position, write all others',
  'FRMW: read by address, write all others',
];

export const ethercatFields: Readonly<Record<string, FieldSpec>> = {
  'ecat.cmd': { doc: 'what a datagram asks for' },
  'ecat.idx': { doc: 'number of a datagram' },
  'ecat.adp': { doc: 'position or address of a device' },
  'ecat.ado': { doc: 'memory of the device' },
  'ecat.lad': { doc: 'address in the memory that devices share' },
  'ecat.subframe.length': { doc: 'bytes that are read or written', unit: 'bytes' },
  'ecat.cnt': { doc: 'how many devices did what was asked, so far' },
};

export const ethercatAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'cut-short': { doc: 'a datagram reaches beyond the frame' },
  'command-unknown': { doc: 'a command that no specification has' },
  'too-many-entries': { doc: 'more datagrams than are read' },
};
