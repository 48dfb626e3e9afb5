/** What a file name says about belonging to a series of rotated files. */
export interface RotationStem {
  /** The name without what changes from file to file; folders are kept. */
  readonly stem: string;
  /** True when the name bears a mark of rotation; a lone `crane3.pcap` has stem `crane3` and is not rotated. */
  readonly rotated: boolean;
}

/**
 * Tells rotated files of one capture by their names. Only what capture programs write is believed: a bare number
 * (`crane-3.pcap`, `sts_01.pcap`) names a crane as often as a turn, so it is no rotation.
 *
 * | name | written by |
 * |---|---|
 * | `x_00001_20260101120000.pcap`, `x_20260101120000_00001.pcapng` | dumpcap and Wireshark, ring buffer |
 * | `x.pcap1`, `x.pcap007` | tcpdump -C, with -W; its first file without -W is `x.pcap` |
 * | `x-2026-01-01T12.pcap`, `x_20260101-120000.pcap`, `x-2026-01-01_12-00-00.pcap` | tcpdump -G with strftime |
 */
export function rotationStem(name: string): RotationStem {
  const cut = name.lastIndexOf('/') + 1;
  const folder = name.slice(0, cut);
  const base = name.slice(cut).replace(/\.(gz|zst|zstd)$/i, '');
  const extension = /^(.+)\.(pcap|pcapng|cap|dmp)(\d{0,10})$/i.exec(base);
  if (!extension) return { stem: name, rotated: false };
  const [, title = '', , turn = ''] = extension;
  const ring = RING.exec(title);
  if (ring?.groups && isCompactTime(ring.groups['a'] ?? ring.groups['b'] ?? '')) {
    return { stem: folder + title.slice(0, ring.index), rotated: true };
  }
  const dated = DATED.exec(title);
  if (dated?.groups && dated.index > 0 && isTime(dated.groups)) {
    return { stem: folder + title.slice(0, dated.index), rotated: true };
  }
  return { stem: folder + title, rotated: turn !== '' };
}

/** `_00001_20260101120000`, or since Wireshark 4.2 with the time first. */
const RING = /_(?:\d{5,10}_(?<a>\d{14})|(?<b>\d{14})_\d{5,10})$/;

/** A separator, a date and perhaps a time of day; the date must have four digits of year. */
const DATED =
  /[-_.](?<year>\d{4})(?<s>[-_.]?)(?<month>\d{2})\k<s>(?<day>\d{2})(?:[-_.T]?(?<hour>\d{2})(?:[-_.:h]?(?<minute>\d{2})(?:[-_.:m]?(?<second>\d{2}))?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

function isCompactTime(digits: string): boolean {
  return isTime({
    year: digits.slice(0, 4),
    month: digits.slice(4, 6),
    day: digits.slice(6, 8),
    hour: digits.slice(8, 10),
    minute: digits.slice(10, 12),
    second: digits.slice(12, 14),
  });
}

function isTime(part: Readonly<Record<string, string | undefined>>): boolean {
  const within = (value: string | undefined, least: number, most: number): boolean =>
    value === undefined || (Number(value) >= least && Number(value) <= most);
  return (
    within(part['year'], 1990, 2099) &&
    within(part['month'], 1, 12) &&
    within(part['day'], 1, 31) &&
    within(part['hour'], 0, 23) &&
    within(part['minute'], 0, 59) &&
    within(part['second'], 0, 60)
  );
}
