/** About what the engine takes for an object beside its values, and for each value. */
const OBJECT_BYTES = 24;
const VALUE_BYTES = 8;

/**
 * Bytes that can be reached from a value: of objects, their properties, arrays, maps, sets, texts and buffers, each
 * object and buffer once. About what it takes in memory, and the same on every machine and every run, whatever the
 * collector does. What closures hold is not seen; private fields are, since instrumented code has none.
 */
export function heldBytes(root: unknown): number {
  const seen = new Set<object>();
  const waiting: object[] = [];
  let bytes = 0;
  const see = (value: unknown): void => {
    bytes += VALUE_BYTES;
    if (typeof value === 'string') bytes += value.length;
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    waiting.push(value);
  };
  see(root);
  for (let object = waiting.pop(); object !== undefined; object = waiting.pop()) {
    bytes += OBJECT_BYTES;
    if (object instanceof ArrayBuffer || object instanceof SharedArrayBuffer) bytes += object.byteLength;
    else if (ArrayBuffer.isView(object)) see(object.buffer);
    else if (Array.isArray(object)) for (const value of object) see(value);
    else if (object instanceof Set) for (const value of object) see(value);
    else if (object instanceof Map) {
      for (const [key, value] of object) {
        see(key);
        see(value);
      }
    } else for (const key of Reflect.ownKeys(object)) see(Object.getOwnPropertyDescriptor(object, key)?.value);
  }
  return bytes;
}
