/**
 * Limits of reading a declaration. They are far above what a terminal writes and low enough that a hostile or
 * broken file costs seconds, not the machine.
 */

/** UTF-16 units of site.yaml, some 15,000 devices. Reading costs 1.4 s per MiB; garbage made for it ten times that. */
export const MAX_YAML_LENGTH: number = 2 * 1024 * 1024;
/** UTF-16 units of one contract file. */
export const MAX_CONTRACT_LENGTH: number = 32 * 1024 * 1024;
/** Files that are read; other files in the folder do not count. */
export const MAX_FILES = 2_000;
/** UTF-16 units in all files that are read. */
export const MAX_TOTAL_LENGTH: number = 64 * 1024 * 1024;
/** Maps, lists and scalars of site.yaml, aliases expanded. */
export const MAX_YAML_NODES = 300_000;
/** Objects, arrays and scalars of one JSON file. */
export const MAX_JSON_NODES = 2_000_000;
/** Maps and lists inside each other. The deepest declaration needs 6, a CycloneDX file 12. */
export const MAX_DEPTH = 64;
/** YAML aliases in one file: each costs a walk of the document, so this bounds a quadratic. */
export const MAX_ALIASES = 100;
/** Rows of one contract in CSV, and components of one contract in CycloneDX. */
export const MAX_CONTRACT_ITEMS = 50_000;
/** Columns of one contract in CSV. */
export const MAX_COLUMNS = 100;
/** Problems that are reported in full; the rest is counted. */
export const MAX_PROBLEMS = 500;
/** UTF-16 units of a file pattern. */
export const MAX_PATTERN_LENGTH = 400;
/** What braces in one file pattern may expand to. */
export const MAX_PATTERN_ALTERNATIVES = 64;
/** Longest word for which a similar one is looked for. */
export const MAX_SUGGESTION_LENGTH = 64;
/** Words among which a similar one is looked for, and allowed values that are listed. */
export const MAX_SUGGESTION_CHOICES = 2_000;
export const MAX_ALLOWED_LISTED = 30;
