/** Function of what IEC 61162-450 carries beside sentences: files. */
export const BINARY_FILE = 1;
/** Upper byte of a maker's own sentence, whose letters are the maker's. */
export const PROPRIETARY = 0x50;

/** What sentences tell, by their three letters (NMEA 0183 6.3, IEC 61162-1 8.3). */
const names: ReadonlyMap<string, string> = new Map([
  ['AAM', 'waypoint arrival alarm'],
  ['ABK', 'AIS acknowledgement'],
  ['ACA', 'AIS channel assignment'],
  ['ACK', 'alarm acknowledgement'],
  ['ACN', 'alert command'],
  ['ALA', 'alarm report'],
  ['ALC', 'cyclic alert list'],
  ['ALF', 'alert'],
  ['ALM', 'GPS almanac'],
  ['ALR', 'alarm state'],
  ['APB', 'autopilot'],
  ['ARC', 'alert command refused'],
  ['BBM', 'AIS binary broadcast'],
  ['BOD', 'bearing to destination'],
  ['BWC', 'bearing to waypoint'],
  ['BWR', 'bearing to waypoint by rhumb line'],
  ['CUR', 'water current'],
  ['DBT', 'depth below transducer'],
  ['DDC', 'display dimming'],
  ['DOR', 'door state'],
  ['DPT', 'depth'],
  ['DSC', 'digital selective calling'],
  ['DTM', 'datum'],
  ['EVE', 'event'],
  ['FIR', 'fire detection'],
  ['FSI', 'frequency set'],
  ['GBS', 'satellite faults'],
  ['GEN', 'binary information'],
  ['GFA', 'fix accuracy'],
  ['GGA', 'fix'],
  ['GLL', 'position'],
  ['GNS', 'fix of several systems'],
  ['GRS', 'range residuals'],
  ['GSA', 'satellites used'],
  ['GST', 'pseudorange noise'],
  ['GSV', 'satellites in view'],
  ['HBT', 'heartbeat'],
  ['HCR', 'heading correction'],
  ['HDG', 'heading and deviation'],
  ['HDM', 'magnetic heading'],
  ['HDT', 'true heading'],
  ['HMR', 'heading monitor'],
  ['HTC', 'heading control command'],
  ['HTD', 'heading control data'],
  ['LRF', 'AIS long-range function'],
  ['MTW', 'water temperature'],
  ['MWD', 'wind direction'],
  ['MWV', 'wind'],
  ['NRM', 'NAVTEX receiver mask'],
  ['NRX', 'NAVTEX message'],
  ['OSD', 'own ship'],
  ['POS', 'device position'],
  ['PRC', 'propulsion remote control'],
  ['RMA', 'minimum of Loran'],
  ['RMB', 'navigation to waypoint'],
  ['RMC', 'recommended minimum'],
  ['ROR', 'rudder order'],
  ['ROT', 'rate of turn'],
  ['RPM', 'revolutions'],
  ['RSA', 'rudder angle'],
  ['RSD', 'radar data'],
  ['RTE', 'route'],
  ['SSD', 'AIS ship data'],
  ['STN', 'number of the talker'],
  ['THS', 'true heading and state'],
  ['TLL', 'target position'],
  ['TRC', 'thruster control'],
  ['TRD', 'thruster response'],
  ['TTM', 'tracked target'],
  ['TXT', 'text'],
  ['UID', 'user identification'],
  ['VBC', 'water and ground speed'],
  ['VBW', 'water and ground speed of both axes'],
  ['VDM', 'AIS of others'],
  ['VDO', 'AIS of the own ship'],
  ['VDR', 'set and drift'],
  ['VER', 'version'],
  ['VHW', 'water speed and heading'],
  ['VLW', 'distance travelled'],
  ['VSD', 'AIS voyage data'],
  ['VTG', 'course and speed'],
  ['WPL', 'waypoint'],
  ['XDR', 'transducers'],
  ['XTE', 'cross-track error'],
  ['ZDA', 'time and date'],
  ['ZDL', 'time to a point'],
  ['ZFO', 'time from the origin'],
  ['ZTG', 'time to the destination'],
]);

export function functionName(fn: number): string | undefined {
  if (fn === BINARY_FILE) return 'binary file';
  const upper = fn >>> 24;
  const letters = String.fromCharCode((fn >>> 16) & 0xff, (fn >>> 8) & 0xff, fn & 0xff);
  if (!/^[A-Z0-9]{3}$/.test(letters) || (upper !== 0 && upper !== PROPRIETARY)) return undefined;
  if (upper === PROPRIETARY) return `proprietary ${letters}`;
  const name = names.get(letters);
  if (name !== undefined) return `${letters} ${name}`;
  return letters.endsWith('Q') ? `query to ${letters.slice(0, 2)}` : letters;
}

/** What kind of device speaks under two letters, as far as it matters on a quay or a ship. */
const talkers: ReadonlyMap<string, string> = new Map([
  ['AI', 'ais-receiver'],
  ['AB', 'ais-base-station'],
  ['BD', 'gnss-receiver'],
  ['GA', 'gnss-receiver'],
  ['GB', 'gnss-receiver'],
  ['GL', 'gnss-receiver'],
  ['GN', 'gnss-receiver'],
  ['GP', 'gnss-receiver'],
  ['GQ', 'gnss-receiver'],
  ['HC', 'compass'],
  ['HE', 'gyro-compass'],
  ['HN', 'gyro-compass'],
  ['II', 'integrated-instruments'],
  ['IN', 'integrated-navigation'],
  ['RA', 'radar'],
  ['SD', 'depth-sounder'],
  ['TI', 'turn-rate-indicator'],
  ['VD', 'speed-log'],
  ['VM', 'speed-log'],
  ['VW', 'speed-log'],
  ['WI', 'weather-instruments'],
  ['YX', 'transducer'],
]);

export function talkerRole(talker: string): string {
  return talkers.get(talker) ?? `nmea-talker ${talker}`;
}
