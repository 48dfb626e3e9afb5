/**
 * One captured frame, as a capture reader shows it: a window into the reader's own chunk.
 *
 * One object is reused for every frame of a capture. It is valid until the call that received it returns;
 * who wants bytes later copies them.
 */
export class Frame {
  bytes: Uint8Array = new Uint8Array(0);
  view: DataView = new DataView(new ArrayBuffer(0));
  /** Changes whenever the reader moves or refills its chunk: frames of one filling can still be compared with each other. */
  filling = 0;
  /** Absolute offset in {@link bytes} of the first captured byte. */
  start = 0;
  /** Absolute offset after the last captured byte. */
  end = 0;
  /** Bytes the frame had on the wire; at least `end - start` unless the file is damaged. */
  wireLength = 0;
  /** Seconds since 1970-01-01 UTC, 0 to 2^32 - 1. */
  seconds = 0;
  /** Nanoseconds within the second, 0 to 999,999,999. */
  nanos = 0;
  /** LINKTYPE_ number of the tcpdump registry. */
  linkType = 0;
  /** Index of the interface within its pcapng section; 0 in pcap. */
  iface = 0;
  /** 1-based number in its capture, as Wireshark counts. */
  number = 0;
  /** 1-based number in the tap's sequence: what facts refer to. */
  ordinal = 0;
  /** 0 unknown, 1 inbound, 2 outbound (pcapng epb_flags, or the link header). */
  direction = 0;
}
