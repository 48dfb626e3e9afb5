import type { FramePlaces } from '../../adapters/capture-files/frame-places.ts';
import type { WholeReading } from '../../adapters/capture-files/late-sha256.ts';
import type { FirstFrame } from './first-frame.ts';
import type { Problem } from '../../kernel/result.ts';

/** One capture file, ready to be read by any worker: uncompressed, with a fixed length and a hash. */
export interface InputCapture {
  /** Where the uncompressed bytes lie; never shown. */
  readonly path: string;
  /** Where the bytes as given lie: the compressed file, or the same. */
  readonly original: string;
  /** Uncompressed bytes to read: what the file had when it was looked at. */
  readonly length: number;
  /** What it is called in outputs; the same file under two names is one capture. */
  readonly names: readonly string[];
  /** SHA-256 of the file as given. */
  readonly sha256: string;
  /** Takes {@link sha256} from whoever read the file anyway; absent where it is known. Else it is computed when asked for. */
  readonly tell?: (reading: WholeReading) => void;
  /** Where its frames lie, once it was read; absent where the hash was known from elsewhere. */
  readonly places?: FramePlaces | undefined;
  /** Size of the file as given. */
  readonly bytes: number;
  /** Time of the first frame; undefined when no frame could be read. */
  readonly first: Pick<FirstFrame, 'seconds' | 'nanos' | 'bytesPerFrame'> | undefined;
  readonly linkType: number;
  readonly problems: readonly Problem[];
}
