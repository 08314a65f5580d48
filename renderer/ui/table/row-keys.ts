/** Where a key leads in a list of rows; undefined for other keys. */
export function rowAfter(key: string, row: number, count: number, inSight: number): number | undefined {
  const to: Readonly<Record<string, number>> = {
    ArrowDown: row + 1,
    ArrowUp: row - 1,
    PageDown: row + inSight,
    PageUp: row - inSight,
    Home: 0,
    End: count - 1,
  }
  const next = to[key]
  return next === undefined || count === 0 ? undefined : Math.max(0, Math.min(count - 1, next))
}

/** The keys chosen after one more was taken or given back. */
export const toggled = (chosen: readonly string[], key: string): readonly string[] =>
  chosen.includes(key) ? chosen.filter(one => one !== key) : [...chosen, key]
