/** Records by their index (IEC 61158-6-10 4.10, table of indexes): of one subslot, slot, connection, interface, device. */
const records: ReadonlyMap<number, string> = new Map([
  [0x8000, 'expected identification'],
  [0x8001, 'real identification'],
  [0x800a, 'channel diagnosis'],
  [0x800b, 'diagnosis'],
  [0x800c, 'diagnosis, maintenance, qualified and status'],
  [0x8010, 'channel maintenance required'],
  [0x8011, 'channel maintenance demanded'],
  [0x8012, 'maintenance required'],
  [0x8013, 'maintenance demanded'],
  [0x801e, 'substitute values'],
  [0x8028, 'input data'],
  [0x8029, 'output data'],
  [0x802a, 'port data real'],
  [0x802b, 'port data check'],
  [0x802c, 'IR data'],
  [0x802d, 'sync data'],
  [0x802f, 'port data adjust'],
  [0x8030, 'isochronous mode data'],
  [0x8050, 'MRP data real'],
  [0x8051, 'MRP data check'],
  [0x8052, 'MRP data adjust'],
  [0x8053, 'port MRP data adjust'],
  [0x8054, 'port MRP data real'],
  [0x8060, 'port fibre optic data real'],
  [0x8061, 'port fibre optic data check'],
  [0x8062, 'port fibre optic data adjust'],
  [0x8070, 'network component data check'],
  [0x8071, 'interface adjust'],
  [0x8072, 'port statistic'],
  [0x8080, 'interface data real'],
  [0x8090, 'interface fast start-up data adjust'],
  [0x80b0, 'combined object container'],
  [0xaff0, 'I&M0'],
  [0xaff1, 'I&M1'],
  [0xaff2, 'I&M2'],
  [0xaff3, 'I&M3'],
  [0xaff4, 'I&M4'],
  [0xaff5, 'I&M5'],
  [0xb02e, 'PROFIdrive parameter access, local'],
  [0xb02f, 'PROFIdrive parameter access, global'],
  [0xc000, 'expected identification of a slot'],
  [0xc001, 'real identification of a slot'],
  [0xc00a, 'channel diagnosis of a slot'],
  [0xc00b, 'diagnosis of a slot'],
  [0xe000, 'expected identification of a connection'],
  [0xe001, 'real identification of a connection'],
  [0xe002, 'module differences of a connection'],
  [0xe00a, 'channel diagnosis of a connection'],
  [0xe00b, 'diagnosis of a connection'],
  [0xe00c, 'diagnosis, maintenance, qualified and status of a connection'],
  [0xe040, 'several records'],
  [0xe041, 'application ready'],
  [0xe050, 'fast start-up data adjust of a connection'],
  [0xf000, 'real identification of a profile'],
  [0xf00a, 'channel diagnosis of a profile'],
  [0xf00b, 'diagnosis of a profile'],
  [0xf020, 'connections of a profile'],
  [0xf80c, 'diagnosis of the device'],
  [0xf820, 'connections of the device'],
  [0xf821, 'profiles of the device'],
  [0xf830, 'log book'],
  [0xf831, 'device data'],
  [0xf840, 'I&M0 filter data'],
  [0xf841, 'port data real of the device'],
  [0xf842, 'port data real extended of the device'],
  [0xf850, 'auto configuration'],
  [0xfbff, 'trigger index'],
]);

export const MULTIPLE_WRITE = 0xe040;

/** Indexes below this one are the device's own. */
export const FIRST_STANDARD = 0x8000;

export function recordName(index: number): string {
  const name = records.get(index);
  return name ?? `record 0x${index.toString(16)}`;
}

export function recordNames(): readonly [number, string][] {
  return [...records];
}
