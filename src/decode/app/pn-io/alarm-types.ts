/** Kinds of alarms (IEC 61158-6-10 5.2.5.1). */
const types: ReadonlyMap<number, string> = new Map([
  [0x0001, 'diagnosis'],
  [0x0002, 'process'],
  [0x0003, 'pull'],
  [0x0004, 'plug'],
  [0x0005, 'status'],
  [0x0006, 'update'],
  [0x0007, 'redundancy'],
  [0x0008, 'controlled by supervisor'],
  [0x0009, 'released'],
  [0x000a, 'plug wrong submodule'],
  [0x000b, 'return of submodule'],
  [0x000c, 'diagnosis disappears'],
  [0x000d, 'multicast mismatch'],
  [0x000e, 'port data change'],
  [0x000f, 'sync data changed'],
  [0x0010, 'isochronous mode problem'],
  [0x0011, 'network component problem'],
  [0x0012, 'time data changed'],
  [0x0013, 'dynamic frame packing problem'],
  [0x0014, 'MRP interconnection problem'],
  [0x0015, 'multiple interconnection problem'],
  [0x001e, 'upload and retrieval'],
  [0x001f, 'pull module'],
]);

export function alarmTypes(): readonly [number, string][] {
  return [...types];
}
