import { z } from 'zod'
import { parseCivilDate, type CivilDate } from '../../kernel/instant.ts'

/** Limits of a pack's parts: far above what any real pack needs, far below what would hurt. */
export const LIMITS = { text: 400, rows: 200, short: 64, id: 40 } as const

const FORBIDDEN = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/u

export const line = (max: number = LIMITS.text) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine(text => !FORBIDDEN.test(text), 'control character')

export const words = z.strictObject({ zh: line(), en: line() })

export const source = z.strictObject({
  mark: z.enum(['found', 'inferred', 'memory', 'default']),
  ref: line(200),
})

export const sourced = <T extends z.ZodType>(value: T) => z.strictObject({ value, source })

export const id = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/)

export const day = z
  .string()
  .refine(text => parseCivilDate(text) !== undefined, 'no such day')
  .transform(text => text as CivilDate)

export const rows = <T extends z.ZodType>(item: T, max: number = LIMITS.rows) => z.array(item).max(max)
