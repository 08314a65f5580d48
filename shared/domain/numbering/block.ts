import { z } from 'zod'
import { appError, type AppError } from '../../kernel/app-error.ts'
import { parseCivilDate, type CivilDate, type Instant } from '../../kernel/instant.ts'
import { err, ok, type Result } from '../../kernel/result.ts'
import { words } from '../../kernel/words.ts'
import { KIND_IDS, type KindDefinition, type KindId } from '../kinds/kind.ts'
import { provinceMarks } from '../codes/provinces.ts'
import { matchesPattern } from './patterns.ts'

/** A counter in a template starts at `from` and rises by one with every number of the block. */
export interface Counter {
  readonly from: number
}

/**
 * A run of numbers that the national store has lent to exactly one workstation. It arrives signed; nothing else makes a
 * number, and the digits that are the ministry's come from `counters` and from nowhere else.
 */
export interface NumberBlock {
  readonly blockId: string
  readonly kind: KindId
  readonly workstationId: string
  /** USCC of the office that may use it. */
  readonly issuerCode: string
  /** The facts that choose this block, by the kind's `blockKeys`: `{province: '110000', year: '2026'}`. */
  readonly selector: Readonly<Record<string, string>>
  /** `京网文〔2026〕{national:4}-{local:3}号`: a hole names a counter and how many digits it has. */
  readonly template: string
  readonly counters: Readonly<Record<string, Counter>>
  /** How many numbers it holds. */
  readonly count: number
  readonly lentAt: Instant
  /** Last day on which numbers may be taken. */
  readonly validUntil: CivilDate
}

/** A lent block and how far it has been used. */
export interface BlockState {
  readonly block: NumberBlock
  /** Index of the next free number; equals `block.count` when the block is dry. */
  readonly next: number
  readonly importedAt: Instant
  readonly signer: string
}

export const BLOCK_LIMITS = { count: 100_000, template: 60, counters: 4, width: 9 } as const

const HOLE = /\{([a-z]{1,16}):([1-9])\}/g
const day = z.string().refine(text => parseCivilDate(text) !== undefined, 'no such day')

const blockSchema = z.strictObject({
  blockId: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  kind: z.enum(KIND_IDS),
  workstationId: z.string().regex(/^[A-Z0-9-]{8,32}$/),
  issuerCode: z.string().regex(/^[0-9A-Z]{18}$/),
  selector: z
    .record(z.string().regex(/^[A-Za-z]{1,32}$/), z.string().min(1).max(64))
    .refine(map => Object.keys(map).length <= 8),
  template: z.string().min(3).max(BLOCK_LIMITS.template),
  counters: z
    .record(
      z.string().regex(/^[a-z]{1,16}$/),
      z.strictObject({
        from: z
          .int()
          .min(0)
          .max(10 ** BLOCK_LIMITS.width - 1),
      }),
    )
    .refine(map => Object.keys(map).length >= 1 && Object.keys(map).length <= BLOCK_LIMITS.counters),
  count: z.int().min(1).max(BLOCK_LIMITS.count),
  lentAt: z.iso.datetime(),
  validUntil: day,
})

export type BlockErrorCode =
  | 'block-unreadable'
  | 'block-template-invalid'
  | 'block-overflows'
  | 'block-selector-unfit'
  | 'block-pattern-unfit'

const broken = (
  code: BlockErrorCode,
  zh: string,
  en: string,
  detail: string,
): Result<never, AppError<BlockErrorCode>> =>
  err(
    appError(code, words(`号段文件${zh}`, `the number block ${en}`), {
      next: words(
        '请向号段下发单位重新领取，不要手工修改',
        'ask the lending store for a new file; never edit one by hand',
      ),
      data: { detail: detail.slice(0, 200) },
    }),
  )

/** Reads a block from the payload of a signed file. Whoever accepts it still checks workstation and issuer. */
export function parseBlock(payload: unknown): Result<NumberBlock, AppError<BlockErrorCode>> {
  const parsed = blockSchema.safeParse(payload)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return broken(
      'block-unreadable',
      '格式不对',
      'has a wrong form',
      `${issue?.path.join('.')}: ${issue?.message}`,
    )
  }
  const block = parsed.data as NumberBlock
  return checkTemplate(block)
}

function checkTemplate(block: NumberBlock): Result<NumberBlock, AppError<BlockErrorCode>> {
  const holes = [...block.template.matchAll(HOLE)]
  const names = holes.map(hole => hole[1] ?? '')
  const literal = block.template.replace(HOLE, '')
  const once = new Set(names).size === names.length
  const sameNames = once && names.length > 0 && names.length === Object.keys(block.counters).length
  if (!sameNames || names.some(name => !(name in block.counters)) || /[{}\s\p{Cc}\p{Cf}]/u.test(literal))
    return broken(
      'block-template-invalid',
      '的编号模板与计数器不符',
      'has a template unfit for its counters',
      block.template,
    )
  for (const [, name = '', width = '1'] of holes) {
    const last = (block.counters[name]?.from ?? 0) + block.count - 1
    if (last >= 10 ** Number(width))
      return broken(
        'block-overflows',
        `的计数器 ${name} 超出 ${width} 位`,
        `overflows the ${width} digits of ${name}`,
        String(last),
      )
  }
  return ok(block)
}

/** Whether the block serves this kind: selector keys are the kind's, and its first and last number follow the pattern of today. */
export function blockFitsKind(
  block: NumberBlock,
  kind: KindDefinition,
): Result<NumberBlock, AppError<BlockErrorCode>> {
  const keys = Object.keys(block.selector).sort().join()
  if (block.kind !== kind.id || keys !== [...kind.number.blockKeys].sort().join())
    return broken('block-selector-unfit', '的适用条件与证照类型不符', 'has facts unfit for its kind', keys)
  const [current] = kind.number.patterns
  for (const index of [0, block.count - 1]) {
    const number = numberAt(block, index)
    if (current?.strictness === 'fault' && !matchesPattern(current.pattern, number))
      return broken(
        'block-pattern-unfit',
        `的编号 ${number} 不符合编号规则`,
        `makes ${number}, against the pattern`,
        number,
      )
  }
  return ok(block)
}

/**
 * The number at a place in the block, 0 … count−1. Different places give different numbers.
 * @throws RangeError outside the block or where a counter does not fit its digits: nothing may be invented
 */
export function numberAt(block: NumberBlock, index: number): string {
  if (!Number.isInteger(index) || index < 0 || index >= block.count)
    throw new RangeError(`block ${block.blockId} has no number ${index}`)
  return block.template.replace(HOLE, (_hole, name: string, width: string) => {
    const counter = block.counters[name]
    const digits = String((counter?.from ?? Number.NaN) + index).padStart(Number(width), '0')
    if (!/^\d+$/.test(digits) || digits.length > Number(width))
      throw new RangeError(`counter ${name} of block ${block.blockId} does not fit ${width} digits`)
    return digits
  })
}

/** Templates of demonstration blocks; a real block brings its own. `<…>` are facts of the selector. */
export const DEMONSTRATION_TEMPLATES: Readonly<Record<KindId, string>> = {
  'network-culture': '<short>网文〔<year>〕{national:4}-{local:3}号',
  'travel-agency': 'L-<letters>-<mark>{serial:5}',
  'guide-qualification': 'DZG<year><letters>{serial:5}',
  'tour-guide': '<letters>{serial:6}',
  'performance-broker': '<year>{serial:6}',
  'commercial-performance': '<region><digits>{serial:4}',
  entertainment: '<region><digits>{serial:4}',
}

/** The two digits of a class in demonstration numbers: 12 is inferred from published numbers, the others are our default. */
const DEMONSTRATION_DIGITS: Readonly<Record<string, string>> = {
  performance: '12',
  'song-and-dance': '16',
  amusement: '17',
  both: '18',
}

interface FilledTemplate {
  readonly text: string
  /** A fact that the template needs and the selector lacks. */
  readonly missing: string | undefined
}

function fillTemplate(template: string, selector: Readonly<Record<string, string>>): FilledTemplate {
  const marks = provinceMarks(selector['province'] ?? '')
  const facts: Readonly<Record<string, string | undefined>> = {
    ...selector,
    short: marks?.short,
    letters: marks?.letters,
    digits: DEMONSTRATION_DIGITS[selector['class'] ?? ''],
    mark: selector['scope'] === 'outbound' ? 'CJ' : '',
  }
  let missing: string | undefined
  const text = template.replace(/<([a-z]+)>/g, (_hole, name: string) => {
    const fact = facts[name]
    if (fact === undefined) missing ??= name
    return fact ?? ''
  })
  return { text, missing }
}

/** A template with its `<…>` filled in by facts of the selector and marks of its province; undefined where one is missing. */
export function templateOf(template: string, selector: Readonly<Record<string, string>>): string | undefined {
  const { text, missing } = fillTemplate(template, selector)
  return missing === undefined ? text : undefined
}

/** The template of a demonstration block for these facts. @throws when a fact that the template needs is missing */
export function demonstrationTemplate(kind: KindId, selector: Readonly<Record<string, string>>): string {
  const { text, missing } = fillTemplate(DEMONSTRATION_TEMPLATES[kind], selector)
  if (missing !== undefined) throw new Error(`a demonstration block of ${kind} needs the fact ${missing}`)
  return text
}
