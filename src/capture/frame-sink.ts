import type { Frame } from '../kernel/frame.ts';

/** Who wants the frames. The frame is one reused object, valid until the call returns. */
export interface FrameSink {
  frame(frame: Frame): void;
}
