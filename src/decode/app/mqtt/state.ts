import { SparkplugNames } from '../sparkplug/names.ts';

/** Numbers that stand for topics in one direction (version 5); a server mostly allows ten to some hundred. */
export const MAX_ALIASES = 256;

/** What is remembered of one connection. */
export class MqttState {
  /** Level of the connect: 3, 4 or 5; 0 while unknown. */
  version = 0;
  /** The connect's command until its answer, and when it was sent; -1 if none waits. */
  connect = -1;
  seconds = 0;
  nanos = 0;
  readonly sparkplugNames: SparkplugNames = new SparkplugNames();
  readonly #aliases: [client: Map<number, string>, server: Map<number, string>] = [new Map(), new Map()];

  setAlias(fromServer: boolean, alias: number, topic: string): void {
    const aliases = this.#aliases[fromServer ? 1 : 0];
    if (aliases.size < MAX_ALIASES || aliases.has(alias)) aliases.set(alias, topic);
  }

  alias(fromServer: boolean, alias: number): string {
    return this.#aliases[fromServer ? 1 : 0].get(alias) ?? '';
  }
}
