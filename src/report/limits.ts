/**
 * Limits of what a report shows; what is left out is counted in the place where it would have stood, with the file
 * that holds it all. findings.json, inventory.csv and cranes.csv know none of them.
 */

/** Characters of one value from the network in HTML and on the terminal. Facts keep at most 256; declarations 1,024. */
export const MAX_SHOWN_CHARACTERS = 400;
/** Units with a section of their own; the ranked table holds all up to MAX_RANKED. */
export const MAX_UNIT_SECTIONS = 500;
export const MAX_RANKED = 5_000;
/** Units up to which every section stands open; beyond it only those that somebody must look at. */
export const MAX_OPEN_UNITS = 3;
/** Findings told in full, most severe first; then one line each. */
export const MAX_FINDINGS_IN_FULL = 250;
export const MAX_FINDINGS_PER_UNIT = 40;
export const MAX_SIGNS_PER_FINDING = 40;
export const MAX_REFERENCES_PER_SIGN = 8;
export const MAX_FRAME_NUMBERS = 32;
/** Devices in the HTML inventory, per unit and in all: about 700 bytes each. */
export const MAX_DEVICES_PER_UNIT = 120;
export const MAX_DEVICES = 3_000;
export const MAX_CLAIMS_PER_DEVICE = 8;
export const MAX_ADDRESSES_PER_DEVICE = 6;
export const MAX_CONTRACT_ROWS_PER_UNIT = 60;
export const MAX_CONTRACT_ROWS = 2_000;
/** Programs seen, per unit and in all: about 900 bytes each. */
export const MAX_PROGRAMS_PER_UNIT = 80;
export const MAX_PROGRAMS = 2_000;
/** Pictures, most urgent units first: about 20 kB each. */
export const MAX_PICTURES = 60;
export const MAX_PICTURES_PER_UNIT = 3;
export const MAX_BLIND_PER_UNIT = 30;
export const MAX_PROTOCOLS = 60;
export const MAX_CAPTURES = 300;
export const MAX_PROBLEMS_PER_CAPTURE = 6;
/** Elements of any other list. */
export const MAX_LIST = 24;

/** Picture: rows, boxes and lines that stay legible on one page. */
export const MAX_PICTURE_NETWORKS = 8;
export const MAX_PICTURE_DEVICES_PER_NETWORK = 14;
export const MAX_PICTURE_GATEWAYS = 8;
export const MAX_PICTURE_ENDS = 16;
export const MAX_PICTURE_ARCS = 40;

/** Terminal: findings and units, one line or two each. */
export const MAX_TERMINAL_UNITS = 40;
export const MAX_TERMINAL_FINDINGS = 25;
