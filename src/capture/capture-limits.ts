/** Every bound of the capture readers, in one place; each has a test that reaches it. */

/** Longest captured frame of an ordinary link type: what Wireshark takes too (256 KiB), 4 times the longest IP packet. */
export const MAX_FRAME_BYTES = 262_144;
/** Longest captured frame of USB, D-Bus and EBHSCR, whose transfers are not network packets. */
export const MAX_LARGE_FRAME_BYTES = 16_777_216;
/** Longest pcapng block: the most that a caller's buffer must ever hold at once. A longer one is damage. */
export const MAX_BLOCK_BYTES = 67_108_864;
/** How far behind damage the next readable record is looked for before the rest of the file is given up. */
export const RESYNC_WINDOW_BYTES = 16_777_216;
/** Longest block that the search behind damage believes in: it must be held whole to see its second length. */
export const MAX_RESYNC_BLOCK_BYTES = 1_048_576;
/** pcap record headers that must follow each other plausibly before the search behind damage believes them. */
export const RESYNC_CHAIN = 3;
/** Interfaces of one pcapng section; frames of further ones are counted as unread. */
export const MAX_INTERFACES_PER_SECTION = 65_536;
/** Interfaces that a summary lists; what lies beyond is summed in one last row. */
export const MAX_LISTED_INTERFACES = 4_096;
/** Problems with an offset of their own that a summary lists; the rest is counted. */
export const MAX_LISTED_PROBLEMS = 32;
/** Resolved names that a summary keeps; the rest is counted. */
export const MAX_KEPT_NAMES = 4_096;
/** Bytes of one text option (name, description, application, resolved name) that are kept. */
export const MAX_TEXT_BYTES = 256;

/** LINKTYPE_ numbers whose records may be long: USB_LINUX, USB_LINUX_MMAPPED, DBUS, USBPCAP, USB_DARWIN, EBHSCR. */
const LARGE_FRAMES: ReadonlySet<number> = new Set([189, 220, 231, 249, 266, 279]);

export function maxFrameBytes(linkType: number): number {
  return LARGE_FRAMES.has(linkType) ? MAX_LARGE_FRAME_BYTES : MAX_FRAME_BYTES;
}
