import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

export const tftpFields: Readonly<Record<string, FieldSpec>> = {
  'tftp.opcode': { doc: 'Kind of packet.' },
  'tftp.source_file': { doc: 'File that is asked for.' },
  'tftp.destination_file': { doc: 'File that is written.' },
  'tftp.type': { doc: 'How it is sent: octet, netascii or mail.' },
  'tftp.block': { doc: 'Number of a block.' },
  'tftp.data.len': { doc: 'Length of a block.', unit: 'bytes' },
  'tftp.option.name': { doc: 'Options asked for or agreed on.' },
  'tftp.option.value': { doc: 'Their values, in the same order.' },
  'tftp.error.code': { doc: 'Why a transfer ends.' },
  'tftp.error.message': { doc: 'The same as the sender says it.' },
};

export const tftpAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'options-over-limit': { doc: 'More options than are read.' },
  'files-over-limit': { doc: 'More files asked for on one pair of ports than are told apart.' },
  'message-malformed': { doc: 'A packet whose texts have no end, or with bytes behind its own.' },
};

/** RFC 1350 5, RFC 2347. */
export const tftpFunctions: ReadonlyMap<number, string> = new Map([
  [1, 'read request'],
  [2, 'write request'],
  [3, 'data'],
  [4, 'acknowledgment'],
  [5, 'error'],
  [6, 'option acknowledgment'],
]);

/** RFC 2348, 2349, 7440, and what Microsoft’s loader asks for. */
export const tftpOptions: ReadonlySet<string> = new Set([
  'blksize',
  'blksize2',
  'timeout',
  'utimeout',
  'tsize',
  'windowsize',
  'msftwindow',
  'multicast',
  'rollover',
  'saveefi',
]);
