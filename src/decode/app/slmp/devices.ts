/** Areas that are no devices of the controller's memory. */
export const CONTROLLER = 0x1_0000;

interface Device {
  readonly name: string;
  /** Numbered in hexadecimal, as the controllers and their manuals do. */
  readonly hex?: true;
}

/** Device codes of MELSEC-Q, L and iQ-R, binary; their names are the codes in ASCII. */
const devices: ReadonlyMap<number, Device> = new Map<number, Device>([
  [0x2c, { name: 'RD' }],
  [0x50, { name: 'LTC' }],
  [0x51, { name: 'LTS' }],
  [0x52, { name: 'LTN' }],
  [0x54, { name: 'LCC' }],
  [0x55, { name: 'LCS' }],
  [0x56, { name: 'LCN' }],
  [0x58, { name: 'LSTC' }],
  [0x59, { name: 'LSTS' }],
  [0x5a, { name: 'LSTN' }],
  [0x62, { name: 'LZ' }],
  [0x90, { name: 'M' }],
  [0x91, { name: 'SM' }],
  [0x92, { name: 'L' }],
  [0x93, { name: 'F' }],
  [0x94, { name: 'V' }],
  [0x98, { name: 'S' }],
  [0x9c, { name: 'X', hex: true }],
  [0x9d, { name: 'Y', hex: true }],
  [0xa0, { name: 'B', hex: true }],
  [0xa1, { name: 'SB', hex: true }],
  [0xa2, { name: 'DX', hex: true }],
  [0xa3, { name: 'DY', hex: true }],
  [0xa8, { name: 'D' }],
  [0xa9, { name: 'SD' }],
  [0xab, { name: 'G' }],
  [0xaf, { name: 'R' }],
  [0xb0, { name: 'ZR', hex: true }],
  [0xb4, { name: 'W', hex: true }],
  [0xb5, { name: 'SW', hex: true }],
  [0xc0, { name: 'TC' }],
  [0xc1, { name: 'TS' }],
  [0xc2, { name: 'TN' }],
  [0xc3, { name: 'CC' }],
  [0xc4, { name: 'CS' }],
  [0xc5, { name: 'CN' }],
  [0xc6, { name: 'SC' }],
  [0xc7, { name: 'SS' }],
  [0xc8, { name: 'SN' }],
  [0xcc, { name: 'Z' }],
]);
const codes: ReadonlyMap<string, number> = new Map([...devices].map(([code, { name }]) => [name, code]));

/** The code of a name in ASCII, e.g. `D*` or `TN**`; -1 where there is none. */
export function deviceCode(text: string): number {
  return codes.get(text.replace(/[* ]+$/, '')) ?? -1;
}

export function isHexNumbered(code: number): boolean {
  return devices.get(code)?.hex === true;
}

/** How a command's object reads, e.g. `D100-109` or `X1F`. */
export function objectName(_fn: number, area: number, start: number, count: number): string {
  if (area === CONTROLLER) return 'controller';
  const device = devices.get(area);
  const name = device?.name ?? `device ${area} `;
  const shown = (number: number): string => (device?.hex === true ? number.toString(16).toUpperCase() : String(number));
  if (count === 1) return `${name}${shown(start)}`;
  return count === 0 ? `none at ${name}${shown(start)}` : `${name}${shown(start)}-${shown(start + count - 1)}`;
}
