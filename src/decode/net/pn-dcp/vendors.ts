/** Makers by their number at PROFIBUS & PROFINET International: those met at cranes. */
const vendors: ReadonlyMap<number, string> = new Map([
  [0x001a, 'ABB'],
  [0x002a, 'Siemens'],
  [0x00b0, 'Phoenix Contact'],
  [0x0101, 'SICK'],
  [0x010a, 'SEW-EURODRIVE'],
  [0x011d, 'WAGO'],
  [0x011e, 'Hilscher'],
  [0x0120, 'Beckhoff'],
  [0x012f, 'Murrelektronik'],
  [0x0136, 'ifm electronic'],
  [0x013d, 'Turck'],
  [0x014d, 'Festo'],
  [0x015d, 'Pepperl+Fuchs'],
]);

export function vendorName(id: number): string | undefined {
  return vendors.get(id);
}
