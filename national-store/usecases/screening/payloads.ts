import { z } from 'zod'
import { LICENCE_STATUSES } from '../../../shared/domain/licence/licence.ts'
import { LIFE_EVENTS, type FieldValue } from '../../../shared/domain/kinds/kind.ts'
import { type OutboxRecord } from '../../../shared/domain/sync/chain.ts'
import { parseCivilDate, type CivilDate, type Instant } from '../../../shared/kernel/instant.ts'

const text = (most: number) => z.string().max(most)
const identifier = text(128).nullable()
const corrects = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/)
  .optional()
const day = z
  .string()
  .refine(value => parseCivilDate(value) !== undefined, 'no such day')
  .transform(value => value as CivilDate)
const instant = z.iso
  .datetime({ precision: 3 })
  .refine(value => value >= '1900', 'no moment of a licence')
  .transform(value => value as Instant)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

const MOST = { entries: 300, text: 20_000, items: 1_000 } as const

const isValue = (value: unknown): value is FieldValue =>
  value === null ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  isText(value) ||
  (Array.isArray(value) && value.length <= MOST.items && value.every(isText))

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= MOST.text

/** A map of short names, looked through by hand: a schema that tries one type after the other takes ten times as long. */
const mapOf = <T>(key: RegExp, fits: (value: unknown) => value is T) =>
  z.custom<Readonly<Record<string, T>>>(map => {
    if (typeof map !== 'object' || map === null || Array.isArray(map)) return false
    const entries = Object.entries(map)
    return entries.length <= MOST.entries && entries.every(([name, value]) => key.test(name) && fits(value))
  }, 'no map of values by their names')

/** What a workstation of another day adds is kept in the chain and passed over here. */
const metadata = z.object({
  corrects,
  packVersion: text(64),
  version: z.int().min(1).max(10_000),
  previousIdentifier: identifier,
  specimen: z.boolean(),
  event: z.enum(LIFE_EVENTS).optional(),
  fields: mapOf(/^[A-Z][A-Z0-9_]{0,31}$/, isText),
  values: mapOf(/^[A-Za-z0-9]{1,40}$/, isValue).optional(),
  file: z.object({ format: text(8), sha256, bytes: z.int().min(1) }),
})

const catalogue = z.object({
  corrects,
  certificate_type_code: text(21),
  certificate_number: z.string().min(1).max(64),
  certificate_source_id: identifier,
  issue_dept: text(200),
  issue_dept_code: text(18),
  certificate_area_code: text(12),
  certificate_holder: text(200),
  certificate_holder_code: text(64),
  certificate_holder_type: text(16),
  issue_date: day,
  cd_operation: text(16),
})

const item = z.object({
  corrects,
  receiptNumber: text(64),
  event: z.enum(LIFE_EVENTS),
})

const sealUse = z.object({
  corrects,
  seal: text(100),
  certificate: text(128),
  documentDigest: sha256,
})

const status = z.object({
  corrects,
  number: text(64),
  status: z.enum(LICENCE_STATUSES),
  since: instant,
  reason: text(2_000).nullable(),
  decisionNumber: text(200).nullable(),
  replacedBy: identifier.optional(),
})

const SCHEMAS = {
  'licence-metadata': metadata,
  catalogue,
  'item-data': item,
  'seal-use': sealUse,
  status,
} as const

export type Metadata = z.output<typeof metadata>
export type CatalogueRow = z.output<typeof catalogue>

export type Content = {
  readonly [Type in keyof typeof SCHEMAS]: {
    readonly type: Type
    readonly payload: z.output<(typeof SCHEMAS)[Type]>
  }
}[keyof typeof SCHEMAS]

export type Read =
  | { readonly read: true; readonly content: Content }
  | { readonly read: false; readonly path: string; readonly problem: string }

/** The escapes of NUL and of half a character in JSON: PostgreSQL keeps neither. An even number of backslashes is no escape. */
const UNKEEPABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/

const unkeepable = (payload: OutboxRecord['payload']): boolean => {
  const text = JSON.stringify(payload)
  return text.includes('\\u') && UNKEEPABLE.test(text)
}

/** A record's payload by its type; the first thing that is not as it must be, where it is not. */
export function readPayload(record: Pick<OutboxRecord, 'type' | 'payload'>): Read {
  if (unkeepable(record.payload)) return { read: false, path: '', problem: 'NUL or half a character' }
  const parsed = SCHEMAS[record.type].safeParse(record.payload)
  if (parsed.success) return { read: true, content: { type: record.type, payload: parsed.data } as Content }
  const [issue] = parsed.error.issues
  return { read: false, path: issue?.path.join('.') ?? '', problem: issue?.message ?? '' }
}
