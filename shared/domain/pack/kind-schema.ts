import { z } from 'zod'
import { KIND_IDS, LIFE_EVENTS } from '../kinds/kind.ts'
import { faceSchema } from './face-schema.ts'
import { id, line, LIMITS, rows, source, words } from './schema-common.ts'

const count = z.int().min(0).max(1_000_000_000)

const fieldType = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    maxLength: z.int().min(1).max(5000),
    multiline: z.boolean().exactOptional(),
  }),
  z.strictObject({ type: z.literal('date') }),
  z.strictObject({ type: z.literal('integer'), min: z.int().exactOptional(), max: z.int().exactOptional() }),
  z.strictObject({
    type: z.literal('decimal'),
    min: z.number().exactOptional(),
    scale: z.int().min(0).max(6),
    unit: line(16).exactOptional(),
  }),
  z.strictObject({ type: z.literal('boolean') }),
  z.strictObject({ type: z.literal('code'), table: id }),
  z.strictObject({
    type: z.literal('list'),
    table: id.exactOptional(),
    freeText: z.boolean(),
    maxItems: z.int().min(1).max(100),
    maxLength: z.int().min(1).max(1000),
    prefix: line(60).exactOptional(),
  }),
  z.strictObject({ type: z.literal('region') }),
  z.strictObject({ type: z.literal('photo') }),
])

const field = z.strictObject({
  id,
  shortName: z.string().regex(/^[A-Z][A-Z0-9_]{1,31}$/),
  label: words,
  section: z.enum(['base', 'holder', 'permit', 'management', 'linked', 'extension']),
  type: fieldType,
  obligation: z.enum(['mandatory', 'optional', 'conditional']),
  mandatoryWhen: z.strictObject({ field: id, in: rows(line(LIMITS.short), 40) }).exactOptional(),
  entry: z.enum(['clerk', 'issue']),
  synonyms: rows(line(LIMITS.short), 40),
  personal: z.enum(['name', 'id-number', 'phone', 'address', 'birth-date', 'photo']).exactOptional(),
  example: line(),
  source,
})

const codeTable = z.strictObject({
  id,
  label: words,
  source,
  entries: z
    .array(
      z.strictObject({
        code: line(LIMITS.id),
        label: words,
        synonyms: rows(line(LIMITS.short), 40).exactOptional(),
        closedForNew: z.boolean().exactOptional(),
      }),
    )
    .min(1)
    .max(100_000), // what forms are held to stay fast with
})

const event = z.strictObject({
  event: z.enum(LIFE_EVENTS),
  allowed: z.boolean(),
  makesNewVersion: z.boolean(),
  number: z.enum(['new', 'kept', 'none']),
  newNumberWhen: id.exactOptional(),
  faceNote: line(20).exactOptional(),
  source,
})

const validity = z.strictObject({
  termMonths: z.int().min(1).max(1200).nullable(),
  endRule: z.enum(['same-day', 'day-before']),
  renewal: z
    .strictObject({ opensDays: z.int().min(0).max(3650), closesDays: z.int().min(0).max(3650) })
    .refine(window => window.opensDays >= window.closesDays, 'opens after it closes')
    .nullable(),
  source,
})

const numberRule = z.strictObject({
  patterns: z
    .array(
      z.strictObject({
        era: line(100),
        pattern: line(LIMITS.text),
        strictness: z.enum(['fault', 'warning']),
        examples: z.array(line(LIMITS.short)).min(1).max(20),
        source,
      }),
    )
    .min(1)
    .max(20),
  blockKeys: rows(id, 8),
  source,
})

const material = z.strictObject({
  id,
  label: words,
  required: z.boolean(),
  events: rows(z.enum(LIFE_EVENTS), LIFE_EVENTS.length),
  waivedByKinds: rows(z.enum(KIND_IDS), KIND_IDS.length),
  source,
})

const photo = z.strictObject({
  widthPx: z.int().min(50).max(5000),
  heightPx: z.int().min(50).max(5000),
  ratioTolerance: z.number().min(0).max(1),
  minBytes: count,
  maxBytes: z.int().min(1024).max(20_971_520),
  formats: z
    .array(z.enum(['jpeg', 'png', 'bmp']))
    .min(1)
    .max(3),
  source,
})

/** One kind as a pack holds it; what the parts say of each other is checked by the loader. */
export const kindSchema = z.strictObject({
  id: z.enum(KIND_IDS),
  standard: line(LIMITS.short),
  name: words,
  typeCode: z.string().regex(/^[0-9A-Z]{18}\d{3}$/),
  typeCodeSource: source,
  holder: z.enum(['organisation', 'person']),
  holderCodeTypes: z
    .array(z.string().regex(/^\d{3}$/))
    .min(1)
    .max(20),
  fields: z.array(field).min(1).max(LIMITS.rows),
  codeTables: rows(codeTable, 60),
  number: numberRule,
  validity,
  issuing: z.strictObject({ level: z.enum(['ministry', 'province', 'city', 'county']), text: words, source }),
  events: z.array(event).length(LIFE_EVENTS.length),
  seal: z.strictObject({ purpose: z.enum(['administrative-licence', 'electronic-licence']), source }),
  materials: rows(material, 60),
  photo: photo.exactOptional(),
  face: faceSchema,
})
