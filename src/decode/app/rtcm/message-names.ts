/** Satellite systems in the order of their multiple signal messages, which come in tens from 1071. */
const systems: readonly string[] = ['GPS', 'GLONASS', 'Galileo', 'SBAS', 'QZSS', 'BeiDou', 'NavIC'];
const FIRST_MSM = 1071;
const LAST_MSM = 1137;

const names: ReadonlyMap<number, string> = new Map([
  [1001, 'GPS observations, L1'],
  [1002, 'GPS observations, L1, extended'],
  [1003, 'GPS observations, L1 and L2'],
  [1004, 'GPS observations, L1 and L2, extended'],
  [1005, 'station position'],
  [1006, 'station position and antenna height'],
  [1007, 'antenna'],
  [1008, 'antenna and serial number'],
  [1009, 'GLONASS observations, L1'],
  [1010, 'GLONASS observations, L1, extended'],
  [1011, 'GLONASS observations, L1 and L2'],
  [1012, 'GLONASS observations, L1 and L2, extended'],
  [1013, 'system parameters'],
  [1014, 'network auxiliary station'],
  [1015, 'GPS ionospheric corrections'],
  [1016, 'GPS geometric corrections'],
  [1017, 'GPS combined corrections'],
  [1019, 'GPS ephemeris'],
  [1020, 'GLONASS ephemeris'],
  [1021, 'Helmert transformation'],
  [1022, 'Molodenski transformation'],
  [1023, 'residuals, ellipsoidal grid'],
  [1024, 'residuals, plane grid'],
  [1025, 'projection'],
  [1026, 'projection, Lambert'],
  [1027, 'projection, oblique Mercator'],
  [1029, 'text'],
  [1030, 'GPS network residuals'],
  [1031, 'GLONASS network residuals'],
  [1032, 'physical reference station'],
  [1033, 'receiver and antenna'],
  [1034, 'GPS network gradient'],
  [1035, 'GLONASS network gradient'],
  [1037, 'GLONASS ionospheric corrections'],
  [1038, 'GLONASS geometric corrections'],
  [1039, 'GLONASS combined corrections'],
  [1041, 'NavIC ephemeris'],
  [1042, 'BeiDou ephemeris'],
  [1044, 'QZSS ephemeris'],
  [1045, 'Galileo F/NAV ephemeris'],
  [1046, 'Galileo I/NAV ephemeris'],
  [1057, 'GPS orbit corrections'],
  [1058, 'GPS clock corrections'],
  [1059, 'GPS code biases'],
  [1060, 'GPS orbit and clock corrections'],
  [1061, 'GPS range accuracy'],
  [1062, 'GPS fast clock corrections'],
  [1063, 'GLONASS orbit corrections'],
  [1064, 'GLONASS clock corrections'],
  [1065, 'GLONASS code biases'],
  [1066, 'GLONASS orbit and clock corrections'],
  [1067, 'GLONASS range accuracy'],
  [1068, 'GLONASS fast clock corrections'],
  [1230, 'GLONASS code-phase biases'],
]);

/** Makers that have a number of their own from 4001 on. */
const makers: ReadonlyMap<number, string> = new Map([
  [4072, 'u-blox'],
  [4073, 'Mitsubishi Electric'],
  [4076, 'IGS'],
  [4077, 'Hemisphere'],
  [4082, 'CRCSI'],
  [4088, 'Leica'],
  [4089, 'Septentrio'],
  [4090, 'Geo++'],
  [4091, 'Topcon'],
  [4092, 'Leica'],
  [4093, 'NavCom'],
  [4094, 'Trimble'],
  [4095, 'Ashtech'],
]);
const FIRST_OWN = 4001;
const LAST_OWN = 4095;

export function functionName(fn: number): string | undefined {
  if (fn >= FIRST_MSM && fn <= LAST_MSM) {
    const kind = (fn - FIRST_MSM) % 10;
    const system = systems[Math.floor((fn - FIRST_MSM) / 10)];
    return kind < 7 ? `${system} observations, multiple signals ${kind + 1}` : undefined;
  }
  if (fn >= FIRST_OWN && fn <= LAST_OWN) return `maker’s own, ${makers.get(fn) ?? `number ${fn}`}`;
  return names.get(fn);
}
