/** How large a declaration may be. A terminal of two hundred cranes with a hundred devices each fits ten times over. */
export const MAX_TEXT_LENGTH = 400;
/** Entries of one top-level list: cranes, devices, … */
export const MAX_ENTRIES = 50_000;
/** Values of one inner list: addresses of a device, protocols of a conduit, … */
export const MAX_VALUES = 1_000;
