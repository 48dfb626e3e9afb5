/** An interface: who it is on the wire, and what its operations are called. */
export interface RpcInterface {
  readonly uuid: string;
  readonly name: string;
  readonly source: string;
  /** Operations by number; `-` for a number that is kept free. Empty where only the interface is told. */
  readonly operations: readonly string[];
}

/** `names` are separated by white space, in the order of their numbers. */
export function rpcInterface(uuid: string, name: string, source: string, names = ''): RpcInterface {
  return { uuid, name, source, operations: names.split(/\s+/).filter((one) => one !== '') };
}
