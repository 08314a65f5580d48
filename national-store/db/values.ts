import { instantFromMillis, type Instant } from '../../shared/kernel/instant.ts'

/** Types of PostgreSQL by their fixed numbers (`pg_type.oid`). */
export const OID = { bytea: 17, int8: 20, json: 114, date: 1082, timestamptz: 1184, jsonb: 3802 } as const

/** @throws RangeError beyond ±(2^53 − 1): a rounded number would be a wrong one */
export function bigintOf(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} is too large for a number`)
  return value
}

/** `2026-03-01 09:02:03.004+08` as the same moment in UTC. */
export function instantOf(text: string): Instant {
  const iso = text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00')
  return instantFromMillis(Date.parse(iso))
}

/** How columns are read, the same on both drivers; what is not named here both read alike. */
export const READERS: Readonly<Record<number, (text: string) => unknown>> = {
  [OID.int8]: bigintOf,
  [OID.timestamptz]: instantOf,
  [OID.date]: text => text,
  [OID.json]: text => JSON.parse(text) as unknown,
  [OID.jsonb]: text => JSON.parse(text) as unknown,
}
