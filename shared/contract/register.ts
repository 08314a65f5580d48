import { z } from 'zod'
import { type Application, type ApplicationState } from '../domain/application/application.ts'
import { type Batch, type ImportJob } from '../domain/batch.ts'
import { type KindId, type LifeEvent } from '../domain/kinds/kind.ts'
import {
  LICENCE_STATUSES,
  type CopyFile,
  type Licence,
  type LicenceStatus,
  type LicenceSummary,
  type Page,
  type ShownStatus,
} from '../domain/licence/licence.ts'
import { type HandOver, type PrintAct } from '../domain/printing.ts'
import { type JournalRecord } from '../domain/sync/chain.ts'
import { type AppError } from '../kernel/app-error.ts'
import { type CivilDate } from '../kernel/instant.ts'
import { type BlockLine } from './blocks.ts'
import { channel } from './define.ts'
import { type DocumentLink, type WrittenFile } from './files.ts'
import { idText, longText, nothing, pageSize, shortText } from './text.ts'
import { civilDay, kindId, statusEvent } from './values.ts'

export interface LicenceRow extends LicenceSummary {
  readonly shown: ShownStatus
}

type Open = Extract<ApplicationState, 'draft' | 'returned' | 'submitted' | 'approved'>

export interface UnsettledPrint {
  readonly printId: string
  readonly licenceId: string
  readonly kind: KindId
  readonly number: string
  readonly byName: string
  readonly at: string
}

/** What the workstation has done since midnight, everybody together. */
export interface DoneToday {
  /** 受理: opened at the counter or imported. */
  readonly taken: number
  readonly submitted: number
  readonly approved: number
  readonly returned: number
  readonly issued: number
  /** Sheets that came out good. */
  readonly printed: number
  readonly handedOver: number
}

/** 工作台: what waits, what runs out, what a crash left open. */
export interface Desk {
  readonly today: CivilDate
  readonly open: Readonly<Record<Open, number>>
  readonly mine: Readonly<Record<Open, number>>
  readonly toDecide: number
  readonly expiring: { readonly days: number; readonly items: readonly LicenceRow[]; readonly more: boolean }
  readonly blocks: readonly BlockLine[]
  readonly prints: readonly UnsettledPrint[]
  readonly imports: readonly ImportJob[]
  readonly batches: readonly Batch[]
  readonly licences: number
  readonly done: DoneToday
}

export interface VersionStory {
  readonly licence: Licence
  readonly shown: ShownStatus
  readonly files: readonly CopyFile[]
  readonly prints: readonly PrintAct[]
  readonly handOvers: readonly HandOver[]
  readonly application: Application | null
}

export interface PossibleAct {
  readonly event: LifeEvent
  /** It begins with an application, or is an act by decision. */
  readonly by: 'application' | 'decision'
  /** Why it cannot be now; null where it can. */
  readonly why: AppError | null
}

export interface LicenceStory {
  readonly versions: readonly VersionStory[]
  readonly application: Application | null
  readonly events: readonly JournalRecord[]
  /** What may follow on the newest version. */
  readonly acts: readonly PossibleAct[]
  readonly masked: boolean
}

/** What was typed or scanned into the search box. */
export interface FoundTyped {
  /** The one licence that it names exactly. */
  readonly licenceId: string | null
  /** What else to look for: the text, or the identifier that a scan holds. */
  readonly text: string
}

const restriction = z.strictObject({
  text: shortText.exactOptional(),
  number: shortText.exactOptional(),
  identifier: shortText.exactOptional(),
  holderCode: shortText.exactOptional(),
  name: shortText.exactOptional(),
  kind: kindId.exactOptional(),
  status: z.enum([...LICENCE_STATUSES, 'expired']).exactOptional(),
  issuedFrom: civilDay.exactOptional(),
  issuedTo: civilDay.exactOptional(),
  expiresFrom: civilDay.exactOptional(),
  expiresTo: civilDay.exactOptional(),
})

const key = z.strictObject({ key: shortText, kind: kindId.exactOptional() })
const STORY = ['licence-not-found', 'licence-ambiguous'] as const
const SEARCH = ['search-too-short', 'search-too-long'] as const

export const registerContract = {
  'register.desk': channel<Desk>()({ input: nothing }),
  'register.search': channel<Page<LicenceRow>>()({
    input: restriction.extend({ limit: pageSize, after: shortText.exactOptional() }),
    errors: [...SEARCH, 'limit-wrong'],
  }),
  'register.find': channel<FoundTyped>()({ input: z.strictObject({ text: z.string().max(5_000) }) }),
  'register.show': channel<LicenceStory>()({ input: key, errors: STORY }),
  /** In full, for a purpose that the journal keeps. */
  'register.reveal': channel<LicenceStory>()({
    input: key.extend({ purpose: longText }),
    errors: [...STORY, 'purpose-missing'],
  }),
  'register.export': channel<WrittenFile & { readonly rows: number }>()({
    input: restriction,
    errors: [...SEARCH, 'file-not-written'],
  }),
  /** The sealed electronic copy, to be shown or saved. */
  'register.copyOf': channel<DocumentLink>()({
    input: z.strictObject({ licenceId: idText }),
    errors: ['copy-missing', 'copy-damaged'],
  }),
  'register.changeStatus': channel<LicenceStatus>()({
    input: z.strictObject({
      licenceId: idText,
      event: statusEvent,
      reason: longText,
      decisionNumber: shortText,
    }),
    errors: [
      'licence-not-found',
      'licence-not-newest',
      'event-not-allowed',
      'status-unfit',
      'reason-missing',
    ],
  }),
} as const
