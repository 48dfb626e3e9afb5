import { type RecordingTurn, recordingTurn } from '../../../test/support/recording-turn.ts';
import { Cursor } from '../../kernel/cursor.ts';
import type { PacketProtocol } from '../protocol.ts';
import type { Outcome } from '../verdict.ts';

export interface ReadPacket {
  readonly turn: RecordingTurn;
  readonly outcome: Outcome;
  /** Bytes left behind the cursor. */
  readonly left: number;
}

/** Reads one packet protocol's message. Sender is 192.0.2.1 at 02:…:01, receiver 192.0.2.2 at 02:…:02, unless told otherwise. */
export function readPacket(
  protocol: PacketProtocol,
  bytes: Uint8Array,
  overrides: Partial<RecordingTurn> = {},
): ReadPacket {
  const turn = recordingTurn(overrides);
  const cursor = new Cursor().over(bytes);
  const outcome = protocol.parse(cursor, turn);
  return { turn, outcome, left: cursor.left };
}

/** All that a turn was told, in one value. */
export function told(turn: RecordingTurn): unknown {
  const { messages, anomalies, facts, unrecognisedBytes, encryptedBytes } = turn;
  return { messages, anomalies, facts, unrecognisedBytes, encryptedBytes };
}
