import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

export const fields: Readonly<Record<string, FieldSpec>> = {
  'slmp.code': { doc: 'How the frame is written: binary or ascii' },
  'slmp.frame': { doc: 'Kind of the frame: 3E, or 4E, which has a number' },
  'slmp.serial': { doc: 'Number that an answer repeats' },
  'slmp.network': { doc: 'Network of the station; 0 is the one connected' },
  'slmp.pc': { doc: 'Station in the network; 255 is the one connected' },
  'slmp.module_io': { doc: 'Module of the station; 1023 is its controller' },
  'slmp.station': { doc: 'Station behind a serial module' },
  'slmp.length': { doc: 'Length of what follows', unit: 'bytes' },
  'slmp.timer': { doc: 'How long the answer may take', unit: '250 ms' },
  'slmp.command': { doc: 'Command' },
  'slmp.subcommand': { doc: 'Words or bits, and how devices are written' },
  'slmp.end_code': { doc: 'Result; 0 is success' },
  'slmp.device': { doc: 'Device that is read or written' },
  'slmp.points': { doc: 'How many of them' },
  'slmp.model': { doc: 'Type name of the controller' },
  'slmp.model_code': { doc: 'Type of the controller, as a number' },
};

export const anomalies: Readonly<Record<string, AnomalySpec>> = {
  'command-unassigned': { doc: 'A command without a meaning' },
  'data-cut': { doc: 'Data too short for the command' },
  'digits-bad': { doc: 'A character that is no digit where a number has to be' },
  'password-in-clear': { doc: 'A password that anyone on the link can read' },
  'devices-over-limit': { doc: 'More devices than are read of one message' },
  'request-unanswered': { doc: 'A request was forgotten without an answer' },
};
