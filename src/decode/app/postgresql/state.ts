/** Nothing asked; TLS or encryption by GSSAPI asked for, and not answered; asked for, and the answer was not captured. */
export const NOTHING = 0;
export const TLS_ASKED = 1;
export const GSS_ASKED = 2;
export const ANSWER_LOST = 3;

export interface PostgresqlState {
  /** Whose side the flow's server side is: undefined until a message says it that only one of the two can say. */
  swapped: boolean | undefined;
  encryption: typeof NOTHING | typeof TLS_ASKED | typeof GSS_ASKED | typeof ANSWER_LOST;
  /** From here on nothing can be read: GSSAPI encrypts. */
  sealed: boolean;
  /** The authentication request that the client's next `p` answers; -1 where none was seen. */
  asked: number;
  /** Handle of the startup as a command, until it is answered; 0 for none. One a flow. */
  startup: number;
  started: boolean;
  startSeconds: number;
  startNanos: number;
}

export function openPostgresql(): PostgresqlState {
  return {
    swapped: undefined,
    encryption: NOTHING,
    sealed: false,
    asked: -1,
    startup: 0,
    started: false,
    startSeconds: 0,
    startNanos: 0,
  };
}
