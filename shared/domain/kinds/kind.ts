import { type Words } from '../../kernel/words.ts'
import { type FaceDefinition } from '../face/face.ts'
import { type Source } from '../source.ts'

/** The seven documents of the six standards. */
export const KIND_IDS = [
  'network-culture',
  'travel-agency',
  'guide-qualification',
  'tour-guide',
  'performance-broker',
  'commercial-performance',
  'entertainment',
] as const

export type KindId = (typeof KIND_IDS)[number]

/** What a field may hold. Lengths count Unicode code points. */
export type FieldType =
  | { readonly type: 'text'; readonly maxLength: number; readonly multiline?: boolean }
  | { readonly type: 'date' }
  | { readonly type: 'integer'; readonly min?: number; readonly max?: number }
  | { readonly type: 'decimal'; readonly min?: number; readonly scale: number; readonly unit?: string }
  | { readonly type: 'boolean' }
  /** One code of a table. */
  | { readonly type: 'code'; readonly table: string }
  /** Several items: codes of a table, free text, or both. */
  | {
      readonly type: 'list'
      readonly table?: string
      readonly freeText: boolean
      readonly maxItems: number
      readonly maxLength: number
      /** Words that stand before the list on a face, and are dropped when they are typed or imported: 利用信息网络经营. */
      readonly prefix?: string
    }
  /** A GB/T 2260 region, six digits. */
  | { readonly type: 'region' }
  /** A picture, kept apart and named by its digest. */
  | { readonly type: 'photo' }

/** A value as drafts, applications and licences keep it. Dates are `YYYY-MM-DD`, decimals texts, photos `sha256:<hex>`. */
export type FieldValue = string | number | boolean | readonly string[] | null

export type FieldValues = Readonly<Record<string, FieldValue>>

export type FieldSection = 'base' | 'holder' | 'permit' | 'management' | 'linked' | 'extension'

export interface FieldDefinition {
  /** Our English id, `holderName`. The same id means the same thing in every kind. */
  readonly id: string
  /** GB/T 36903 short name (`CZZT`) or `KZ_` extension. */
  readonly shortName: string
  readonly label: Words
  readonly section: FieldSection
  readonly type: FieldType
  readonly obligation: 'mandatory' | 'optional' | 'conditional'
  /**
   * Where obligation is conditional: mandatory when that field has one of these values. Absent where the kind's rules
   * decide (one of two fields, for example).
   */
  readonly mandatoryWhen?: { readonly field: string; readonly in: readonly string[] }
  /** `clerk` fields are typed or imported; `issue` fields are set by the workstation when it issues. */
  readonly entry: 'clerk' | 'issue'
  /** Headings that clerks really use for this field, besides its labels and its ids. */
  readonly synonyms: readonly string[]
  /** Personal data, and how it is masked in lists. */
  readonly personal?: 'name' | 'id-number' | 'phone' | 'address' | 'birth-date' | 'photo'
  /** An example of a right value, shown with a fault. */
  readonly example: string
  readonly source: Source
}

export interface CodeEntry {
  readonly code: string
  readonly label: Words
  /** Other words for the same code in imported files. */
  readonly synonyms?: readonly string[]
  /** Still valid on licences already issued, not open for new ones. */
  readonly closedForNew?: boolean
}

export interface CodeTable {
  readonly id: string
  readonly label: Words
  readonly entries: readonly CodeEntry[]
  readonly source: Source
}

/** What can happen to a licence after (and including) its birth. */
export const LIFE_EVENTS = [
  'new', // 新办
  'change', // 变更
  'renew', // 延续
  'reissue', // 补发: lost or damaged
  'replace', // 换证: a new form of the same licence
  'suspend', // 暂扣
  'resume', // 暂扣发还
  'cancel', // 注销
  'withdraw', // 撤销
  'revoke', // 吊销
] as const

export type LifeEvent = (typeof LIFE_EVENTS)[number]

export interface EventRule {
  readonly event: LifeEvent
  /** Whether the kind knows this event at all. */
  readonly allowed: boolean
  /** A new face and identifier is made (new version), or only the status changes. */
  readonly makesNewVersion: boolean
  readonly number: 'new' | 'kept' | 'none'
  /** `new` only when one of these fields changed in the named way; see the kind's rules. */
  readonly newNumberWhen?: string
  /** Printed under the date of issue: 变更, 补证. */
  readonly faceNote?: string
  readonly source: Source
}

export interface ValidityRule {
  /** Months, or null for 长期. */
  readonly termMonths: number | null
  /** Whether the last day is the same calendar day (found for 营业性演出) or the day before. */
  readonly endRule: 'same-day' | 'day-before'
  /** Renewal may be asked for from `opensDays` before expiry and must be by `closesDays` before it (default in the pack). */
  readonly renewal: { readonly opensDays: number; readonly closesDays: number } | null
  readonly source: Source
}

export interface NumberPattern {
  readonly era: string
  /** Regular expression source, anchored, over the normalised number. */
  readonly pattern: string
  /** Whether a new number must match it (`fault`) or a mismatch only warns. */
  readonly strictness: 'fault' | 'warning'
  readonly examples: readonly string[]
  readonly source: Source
}

export interface NumberRule {
  /** The first pattern is the one that new numbers follow; the others recognise older ones. */
  readonly patterns: readonly NumberPattern[]
  /**
   * Which block serves an application: names of facts that select it, in order
   * (`year` of issue, `region` of the issuer, `outbound`, `venueKind` …); computed by the kind's rules.
   */
  readonly blockKeys: readonly string[]
  readonly source: Source
}

export type SealPurpose = 'administrative-licence' | 'electronic-licence'

/** A paper of the application's material checklist (材料清单). */
export interface MaterialDefinition {
  readonly id: string
  readonly label: Words
  readonly required: boolean
  readonly events: readonly LifeEvent[]
  /** Kinds whose valid licence in this store lets the clerk waive the paper (材料免提交). */
  readonly waivedByKinds: readonly KindId[]
  readonly source: Source
}

export interface PhotoRule {
  readonly widthPx: number
  readonly heightPx: number
  /** Largest departure from the aspect ratio width:height, as a fraction. */
  readonly ratioTolerance: number
  readonly minBytes: number
  readonly maxBytes: number
  readonly formats: readonly ('jpeg' | 'png' | 'bmp')[]
  readonly source: Source
}

/** All that the program knows of one document. Pure data: it comes from the standard pack in force. */
export interface KindDefinition {
  readonly id: KindId
  /** `C0246-2021` */
  readonly standard: string
  readonly name: Words
  /** 证照类型代码, 21 characters. */
  readonly typeCode: string
  readonly typeCodeSource: Source
  readonly holder: 'organisation' | 'person'
  /** GB/T 36903 App. A codes that the holder's code may have, the usual one first. */
  readonly holderCodeTypes: readonly string[]
  readonly fields: readonly FieldDefinition[]
  readonly codeTables: readonly CodeTable[]
  readonly number: NumberRule
  readonly validity: ValidityRule
  /** Who issues, in words, and the administrative level that does by default. */
  readonly issuing: {
    readonly level: 'ministry' | 'province' | 'city' | 'county'
    readonly text: Words
    readonly source: Source
  }
  readonly events: readonly EventRule[]
  readonly seal: { readonly purpose: SealPurpose; readonly source: Source }
  readonly materials: readonly MaterialDefinition[]
  readonly photo?: PhotoRule
  readonly face: FaceDefinition
}
