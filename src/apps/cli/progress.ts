import { stderr } from 'node:process';

/** Says on a terminal what is being done; nothing at all when standard error is piped. */
export interface Progress {
  say(doing: string): void;
  stop(): void;
}

export async function startProgress(): Promise<Progress> {
  if (!stderr.isTTY) return { say: () => {}, stop: () => {} };
  const { default: ora } = await import('ora');
  const spinner = ora({ stream: stderr, text: 'looking for captures' }).start();
  return {
    say(doing) {
      spinner.text = doing;
      // Analysis on one thread blocks the timer that would draw it.
      spinner.render();
    },
    stop: () => void spinner.stop(),
  };
}
