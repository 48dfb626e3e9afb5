/** What the program's exit codes mean; scripts rely on them. */
export const EXIT_DONE = 0;
/** Findings at or above --fail-on. */
export const EXIT_FINDINGS = 1;
export const EXIT_USAGE = 2;
/** No input gave a frame; with --strict, any input had a problem. */
export const EXIT_NO_INPUT = 3;
export const EXIT_INTERNAL = 4;
