import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

export const DATA = 0;
export const HEADER = 1;
export const CONFIGURATION_1 = 2;
export const CONFIGURATION_2 = 3;
export const COMMAND = 4;
export const CONFIGURATION_3 = 5;
/** Functions of commands begin here. */
export const COMMAND_BASE = 0x100;

/** IEEE C37.118.2 table 2. */
export const frameTypes: readonly string[] = [
  'data',
  'header',
  'configuration 1',
  'configuration 2',
  'command',
  'configuration 3',
];

/** IEEE C37.118.2 table 15. */
export const commandNames: ReadonlyMap<number, string> = new Map([
  [1, 'turn off transmission'],
  [2, 'turn on transmission'],
  [3, 'send header'],
  [4, 'send configuration 1'],
  [5, 'send configuration 2'],
  [6, 'send configuration 3'],
  [8, 'extended frame'],
]);

export const c37118Fields: Readonly<Record<string, FieldSpec>> = {
  'synphasor.frtype': { doc: 'frame type' },
  'synphasor.version': { doc: 'version: 1 of 2005, 2 of 2011' },
  'synphasor.frsize': { doc: 'length of the frame', unit: 'bytes' },
  'synphasor.idcode_stream_source': { doc: 'number of the stream' },
  'synphasor.soc': { doc: 'time of the measurement', unit: 's since 1970' },
  'synphasor.station_name': { doc: 'name of a station' },
  'synphasor.idcode_data_source': { doc: 'number of the station that measures' },
  'synphasor.conf.numpmu': { doc: 'stations in a frame' },
  'synphasor.conf.chnam': { doc: 'name of a phasor, a value or a switch' },
  'synphasor.rate_of_transmission': { doc: 'frames a second; negative: seconds a frame' },
  'synphasor.data.status': { doc: 'state of the first station’s measurement' },
  'synphasor.command': { doc: 'what is asked for' },
  'synphasor.header': { doc: 'what a station says of itself' },
};

export const c37118Anomalies: Readonly<Record<string, AnomalySpec>> = {
  'checksum-wrong': { doc: 'the checksum is not the frame’s' },
  'cut-short': { doc: 'a configuration is shorter than its counts say' },
  'too-many-entries': { doc: 'more stations or channels than are read' },
};
