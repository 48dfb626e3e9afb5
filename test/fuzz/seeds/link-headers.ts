/** Headers of link types, written by hand from their descriptions in the tcpdump registry, to stand before an IPv4 packet. */
export const linkHeaders: ReadonlyMap<number, readonly number[]> = new Map([
  [0, [2, 0, 0, 0]],
  [9, [0x00, 0x21]],
  [12, []],
  [14, []],
  [50, [0xff, 0x03, 0x00, 0x21]],
  // Version and type, session data, session, length; then PPP.
  [51, [0x11, 0x00, 0x00, 0x01, 0x00, 0x40, 0x00, 0x21]],
  [101, []],
  [104, [0x0f, 0x00, 0x08, 0x00]],
  // 802.11 data frame from a station, then LLC and SNAP.
  [105, [0x08, 0x01, 0, 0, 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 3, 0, 0, 0xaa, 0xaa, 3, 0, 0, 0, 8, 0]],
  [107, [0x04, 0x01, 0x03, 0xcc]],
  [108, [0, 0, 0, 2]],
  // Linux cooked: direction, kind, length and bytes of the address, EtherType.
  [113, [0, 0, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0, 8, 0]],
  [
    127,
    [
      0, 0, 8, 0, 0, 0, 0, 0, 0x08, 0x01, 0, 0, 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 3, 0, 0, 0xaa, 0xaa,
      3, 0, 0, 0, 8, 0,
    ],
  ],
  [129, [1, 2, 0xd4]],
  [166, [0x00, 0x21]],
  // Per-packet information: version, flags, length, link type of what follows.
  [192, [0, 0, 8, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0]],
  [226, [1, 2, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
  [228, []],
  [276, [8, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0, 6, 2, 0, 0, 0, 0, 1, 0, 0]],
]);
