import { z } from 'zod'
import { appError, type AppError } from '../../kernel/app-error.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { words as inWords } from '../../kernel/words.ts'
import { KIND_IDS } from '../kinds/kind.ts'
import { kindFaults } from './check-kind.ts'
import { kindSchema } from './kind-schema.ts'
import { PACK_FORMAT, PACK_SCHEMA, type StandardPack } from './pack.ts'
import { day, line, sourced, words } from './schema-common.ts'

/** Largest pack file that is looked at, in UTF-16 units. */
export const MAX_PACK_TEXT = 8_000_000

export type PackErrorCode =
  'pack-too-large' | 'pack-unreadable' | 'pack-of-another-schema' | 'pack-invalid' | 'pack-inconsistent'

const figure = sourced(z.int().min(0).max(10_000))
const address = line(200).refine(
  text =>
    /^https:\/\/[^\s{}<>"]+$/.test(text.replace('{identifier}', 'x')) &&
    text.split('{identifier}').length === 2,
  'an https address with {identifier} once',
)

const packSchema = z.strictObject({
  format: z.literal(PACK_FORMAT),
  schema: z.literal(PACK_SCHEMA),
  version: z.string().regex(/^\d{1,4}\.\d{1,4}\.\d{1,4}$/),
  name: words,
  published: day,
  identifierRoot: sourced(z.string().regex(/^\d{1,6}(?:\.\d{1,6}){2,12}$/)),
  qrTemplate: sourced(address),
  sealNames: z.strictObject({
    'administrative-licence': sourced(line(100)),
    'electronic-licence': sourced(line(100)),
  }),
  supervisor: sourced(line(100)),
  figures: z.strictObject({
    objectionWorkingDays: figure,
    deliveryWorkingDays: figure,
    expiryWarningDays: figure,
    lowBlockNumbers: figure,
  }),
  kinds: z.array(kindSchema).length(KIND_IDS.length),
})

function refuse(
  code: PackErrorCode,
  zh: string,
  en: string,
  detail: string,
): Result<never, AppError<PackErrorCode>> {
  return err(
    appError(code, inWords(`标准包${zh}`, `the standard pack ${en}`), {
      next: inWords(
        '请向下发单位索取适用于本版本的标准包；在此之前继续使用现有标准包',
        'ask its publisher for a pack for this version; until then the present one stays in force',
      ),
      data: { detail: detail.slice(0, 300) },
    }),
  )
}

/**
 * Reads a standard pack out of parsed JSON. All of it must be right: sizes, forms, and what its parts say of each other; the
 * patterns of numbers must be of the safe subset. A pack that loads replaces everything of the one before.
 */
export function loadPack(json: unknown): Result<StandardPack, AppError<PackErrorCode>> {
  const head = z.object({ format: z.literal(PACK_FORMAT), schema: z.int() }).safeParse(json)
  if (!head.success) return refuse('pack-unreadable', '格式无法识别', 'is of no known form', '')
  if (head.data.schema !== PACK_SCHEMA)
    return refuse(
      'pack-of-another-schema',
      `的结构版本是 ${head.data.schema}，本程序只认 ${PACK_SCHEMA}`,
      `has schema ${head.data.schema}; this program reads ${PACK_SCHEMA}`,
      '',
    )
  const parsed = packSchema.safeParse(json)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const at = issue?.path.join('.') ?? ''
    return refuse(
      'pack-invalid',
      `在“${at.slice(0, 100)}”处有错`,
      `is wrong at ${at.slice(0, 100)}`,
      `${at}: ${issue?.message}`,
    )
  }
  const pack: StandardPack = parsed.data
  const absent = KIND_IDS.filter(id => !pack.kinds.some(kind => kind.id === id))
  const faults = [
    ...absent.map(id => `the kind ${id} is missing`),
    ...pack.kinds.flatMap(kind => kindFaults(kind).map(fault => `${kind.id}: ${fault}`)),
  ]
  const [first] = faults
  return first === undefined
    ? ok(pack)
    : refuse(
        'pack-inconsistent',
        `前后不一致（${faults.length} 处）`,
        `contradicts itself (${faults.length} places)`,
        first,
      )
}

/** The same from the text of a file. */
export function readPack(text: string): Result<StandardPack, AppError<PackErrorCode>> {
  if (text.length > MAX_PACK_TEXT)
    return refuse('pack-too-large', '文件过大', 'is too large', `${text.length}`)
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return refuse('pack-unreadable', '不是 JSON 文件', 'is not JSON', '')
  }
  return loadPack(json)
}
