/**
 * Numbers that plans in hand have been given and that no transaction has taken yet: for each block the place that the next
 * plan may have. Kept in memory only; with its plans thrown away a number is as free as it is in the database.
 */
export type Reservations = ReadonlyMap<string, number>

export const NONE_RESERVED: Reservations = new Map()

/** The places that plans waiting for their transactions have been given, oldest first; null where one keeps its number. */
export function reservationsOf(
  taken: readonly ({ readonly blockId: string; readonly index: number } | null)[],
): Reservations {
  const next = new Map<string, number>()
  for (const place of taken) if (place) next.set(place.blockId, place.index + 1)
  return next
}
