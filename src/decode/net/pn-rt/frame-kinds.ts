/** Ranges of frame identifiers (IEC 61158-6-10 4.2.2, table of FrameIDs): first, last, name, and whether data are cyclic. */
const kinds: readonly (readonly [first: number, last: number, name: string, cyclic: boolean])[] = [
  [0x0020, 0x0021, 'clock sync with follow-up', false],
  [0x0080, 0x0081, 'clock sync', false],
  [0x0100, 0x06ff, 'rt class 3', true],
  [0x0700, 0x0fff, 'rt class 3 redundant', true],
  [0x1000, 0x7fff, 'rt stream', true],
  [0x8000, 0xbbff, 'rt class 1', true],
  [0xbc00, 0xbfff, 'rt class 1 multicast', true],
  [0xc000, 0xf7ff, 'rt class 1 legacy', true],
  [0xf800, 0xfbff, 'rt class 1 legacy multicast', true],
  [0xfc01, 0xfc01, 'alarm high', false],
  [0xfe01, 0xfe01, 'alarm low', false],
  [0xfe02, 0xfe02, 'remote service interface', false],
  [0xfefc, 0xfefc, 'dcp hello', false],
  [0xfefd, 0xfefd, 'dcp get or set', false],
  [0xfefe, 0xfefe, 'dcp identify request', false],
  [0xfeff, 0xfeff, 'dcp identify response', false],
  [0xff00, 0xff01, 'clock announce', false],
  [0xff20, 0xff21, 'clock follow-up', false],
  [0xff40, 0xff43, 'line delay', false],
  [0xff80, 0xff8f, 'fragment', false],
];

/** The kind of a frame, from 1 on; 0 for identifiers that are kept free. */
export function frameKind(id: number): number {
  for (let i = 0; i < kinds.length; i++) {
    const [first, last] = kinds[i] as readonly [number, number, string, boolean];
    if (id >= first && id <= last) return i + 1;
  }
  return 0;
}

export function isCyclic(kind: number): boolean {
  return kinds[kind - 1]?.[3] ?? false;
}

export function kindName(kind: number): string | undefined {
  return kind === 0 ? 'reserved' : kinds[kind - 1]?.[2];
}

export function frameKinds(): readonly (readonly [number, number, string, boolean])[] {
  return kinds;
}
