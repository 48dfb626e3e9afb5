import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

export const fields: Readonly<Record<string, FieldSpec>> = {
  'omron.tcp.command': { doc: 'Kind of the TCP frame: 2 carries a command' },
  'omron.tcp.error_code': { doc: 'Error of the TCP frame; 0 is none' },
  'omron.icf': { doc: 'Bit 6 is set in responses, bit 0 where no response is wanted' },
  'omron.gct': { doc: 'Gateways that the message may pass' },
  'omron.dna': { doc: 'Network of the destination; 0 is the local one' },
  'omron.da1': { doc: 'Node of the destination' },
  'omron.da2': { doc: 'Unit of the destination; 0 is the controller' },
  'omron.sna': { doc: 'Network of the source' },
  'omron.sa1': { doc: 'Node of the source' },
  'omron.sa2': { doc: 'Unit of the source' },
  'omron.sid': { doc: 'Number that a response repeats' },
  'omron.command': { doc: 'Command code' },
  'omron.response.code': { doc: 'End code; 0 is success' },
  'omron.memory.area.read': { doc: 'Memory area' },
  'omron.memory.address': { doc: 'First word' },
  'omron.memory.address.bits': { doc: 'First bit' },
  'omron.memory.numitems': { doc: 'How many words or bits' },
  'omron.parameter_area_code': { doc: 'Parameter area' },
  'omron.program_number': { doc: 'Number of the program' },
  'omron.mode_code': { doc: 'Mode to run in: 2 monitor, 4 run' },
  'omron.controller.model': { doc: 'Model of the controller' },
  'omron.controller.version': { doc: 'Version of the controller' },
  'omron.model_number': { doc: 'Model of a unit' },
  'omron.status': { doc: 'Bit 0 is set while the program runs' },
};

export const anomalies: Readonly<Record<string, AnomalySpec>> = {
  'command-unassigned': { doc: 'A command code without a meaning' },
  'data-cut': { doc: 'Data too short for the command' },
  'frame-short': { doc: 'A TCP frame too short for a command' },
  'tcp-error': { doc: 'A TCP frame that says what is wrong with another' },
  'items-over-limit': { doc: 'More areas or units than are read of one message' },
  'trailing-bytes': { doc: 'A TCP frame of connection set-up with more than it may hold' },
};
