import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

export const fields: Readonly<Record<string, FieldSpec>> = {
  'nmea.talker': { doc: 'Two letters of the kind of device that speaks' },
  'nmea.sentence': { doc: 'Three letters of what is said' },
  'nmea.maker': { doc: 'Three letters of the maker of a sentence of its own' },
  'nmea.tag.source': { doc: 'Who sends, in a tag block' },
  'nmea.header': { doc: 'Kind of the datagram of IEC 61162-450' },
  'nmea.time': { doc: 'Time of day, UTC, as sent' },
  'nmea.date': { doc: 'Date, as sent' },
  'nmea.latitude': { doc: 'Latitude, north positive', unit: '°' },
  'nmea.longitude': { doc: 'Longitude, east positive', unit: '°' },
  'nmea.quality': { doc: 'Quality of the fix: 0 none, 1 GPS, 2 differential, 4 RTK' },
  'nmea.satellites': { doc: 'Satellites used' },
  'nmea.altitude': { doc: 'Height above the sea', unit: 'm' },
  'nmea.status': { doc: 'A valid, V not' },
  'nmea.speed': { doc: 'Speed over ground', unit: 'kn' },
  'nmea.course': { doc: 'Course over ground', unit: '°' },
  'nmea.heading': { doc: 'Heading', unit: '°' },
  'ais.type': { doc: 'Type of the AIS message' },
  'ais.mmsi': { doc: 'Station that sent the AIS message' },
  'ais.imo': { doc: 'Number of the ship' },
  'ais.callsign': { doc: 'Call sign of the ship' },
  'ais.name': { doc: 'Name of the ship' },
};

export const anomalies: Readonly<Record<string, AnomalySpec>> = {
  'checksum-bad': { doc: 'The sum of a sentence is wrong' },
  'checksum-missing': { doc: 'A sentence without a sum' },
  'tag-checksum-bad': { doc: 'The sum of a tag block is wrong or missing' },
  'sentence-long': { doc: 'A sentence longer than the 82 characters of the standard' },
  'line-bad': { doc: 'A line that is no sentence' },
  'sentences-over-limit': { doc: 'More sentences than are read of one datagram' },
};
