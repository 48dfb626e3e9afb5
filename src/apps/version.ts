/** Put in by the build from package.json; under tsx, where nothing is built, it is `dev`. */
declare const QUAYWATCH_VERSION: string | undefined;

export const version: string = typeof QUAYWATCH_VERSION === 'undefined' ? 'dev' : QUAYWATCH_VERSION;

/** Raised whenever the same frames would give other facts: parts of another version are not compared byte by byte. */
export const analysisVersion = '1';

/** Raised whenever the same facts and declaration would give other findings. */
export const rulesVersion = '1';
