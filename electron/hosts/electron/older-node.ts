/**
 * What the Node of an older Electron (22 brings 16) does not have and the core uses. Loaded before the core; on a Node that
 * has it, nothing happens.
 */
export {}

const list = Array.prototype as { toSorted?: unknown }

list.toSorted ??= function toSorted<T>(this: readonly T[], compare?: (a: T, b: T) => number): T[] {
  return [...this].sort(compare)
}
