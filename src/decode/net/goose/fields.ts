import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

export const fields: Readonly<Record<string, FieldSpec>> = {
  'goose.appid': { doc: 'Application that the message is for' },
  'goose.length': { doc: 'Length of the message, this header included', unit: 'bytes' },
  'goose.reserve1.s_bit': { doc: 'The message is simulated' },
  'goose.gocbRef': { doc: 'Control block that publishes' },
  'goose.timeAllowedtoLive': { doc: 'How long to wait for the next message', unit: 'ms' },
  'goose.datSet': { doc: 'Data set that is published' },
  'goose.goID': { doc: 'Name of the publication' },
  'goose.t': { doc: 'When the state changed last, UTC' },
  'goose.stNum': { doc: 'Number of the state: one more at every change' },
  'goose.sqNum': { doc: 'Number of the message within the state' },
  'goose.simulation': { doc: 'The values are simulated, or a test' },
  'goose.confRev': { doc: 'Revision of the configuration' },
  'goose.ndsCom': { doc: 'The control block is not fully set up' },
  'goose.numDatSetEntries': { doc: 'Members of the data set' },
  'goose.boolean': { doc: 'Value' },
  'goose.bit_string': { doc: 'Value, in hex, from the first bit on' },
  'goose.integer': { doc: 'Value' },
  'goose.unsigned': { doc: 'Value' },
  'goose.float_value': { doc: 'Value' },
  'goose.octet_string': { doc: 'Value, in hex' },
  'goose.visible_string': { doc: 'Value' },
  'goose.utc_time': { doc: 'Value, UTC' },
  'goose.data': { doc: 'Value of another type, in hex' },
  'goose.stateID': { doc: 'Number of a management request' },
};

export const anomalies: Readonly<Record<string, AnomalySpec>> = {
  'length-mismatch': { doc: 'A length that is not that of the message' },
  malformed: { doc: 'An element that ends behind the message, or is none' },
  'field-missing': { doc: 'A publication without control block, state or sequence number' },
  simulated: { doc: 'Simulated values among real ones' },
  'commissioning-needed': { doc: 'The publisher says that its control block is not fully set up' },
  'entries-mismatch': { doc: 'Another number of values than is said' },
  'values-over-limit': { doc: 'More values than are read of one message' },
};
