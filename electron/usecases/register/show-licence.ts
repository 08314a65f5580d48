import { type Application } from '../../../shared/domain/application/application.ts'
import { type KindId } from '../../../shared/domain/kinds/kind.ts'
import {
  shownStatus,
  type CopyFile,
  type Licence,
  type ShownStatus,
} from '../../../shared/domain/licence/licence.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { type HandOver, type PrintAct } from '../../../shared/domain/printing.ts'
import { normaliseNumber } from '../../../shared/domain/numbering/number.ts'
import {
  jsonWithoutIdNumbers,
  maskedApplication,
  maskedHolderCode,
  maskedValues,
  withoutIdNumbers,
} from '../../../shared/domain/privacy.ts'
import { type JournalRecord } from '../../../shared/domain/sync/chain.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { civilDateOf } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'
import { type Standard } from '../common/standard.ts'
import { possibleActs, type PossibleAct } from './possible-acts.ts'

export interface StoryPorts extends BasePorts {
  readonly standard: Standard
}

export interface VersionStory {
  readonly licence: Licence
  readonly shown: ShownStatus
  readonly files: readonly CopyFile[]
  readonly prints: readonly PrintAct[]
  readonly handOvers: readonly HandOver[]
  /** The application that led to this version; null for stock. */
  readonly application: Application | null
}

/** 证照全景: every version, and all that happened to each. */
export interface LicenceStory {
  /** Oldest first. */
  readonly versions: readonly VersionStory[]
  /** That of the version that was asked for. */
  readonly application: Application | null
  /** Journal lines of all versions and their applications, oldest first; of each the first 500 at most. */
  readonly events: readonly JournalRecord[]
  /** What may follow on the newest version, and why not where it may not. */
  readonly acts: readonly PossibleAct[]
  readonly masked: boolean
}

export type StoryError = AppError<'licence-not-found' | 'licence-ambiguous'>

export interface ShowInput {
  /** The licence's id, identifier or number. */
  readonly key: string
  /** Where a number may be of several kinds. */
  readonly kind?: KindId
}

const MAX_EVENTS = 500

const notFound: StoryError = appError(
  'licence-not-found',
  words('找不到这本证照', 'There is no such licence'),
  {
    next: words(
      '请核对编号或证照标识；也可以按持证主体名称查找',
      "Check the number or the identifier, or search by the holder's name",
    ),
  },
)

/** The licence that a key names: its id, its identifier, or its number (newest version) where only one kind has it. */
export function findLicence(
  stores: Stores,
  standard: Standard,
  { key, kind: only }: ShowInput,
): Result<Licence, StoryError> {
  const direct = stores.licences.get(key) ?? stores.licences.byIdentifier(key)
  if (direct) return ok(direct)
  const named = standard.kinds
    .filter(kind => only === undefined || kind.id === only)
    .flatMap(({ id }) => {
      const [newest] = stores.licences.byNumber(id, normaliseNumber(id, key.slice(0, 200)))
      const found = newest ?? stores.licences.byNumber(id, key)[0]
      return found ? [found] : []
    })
  const [first] = named
  if (!first) return err(notFound)
  if (named.length === 1) return ok(first)
  const names = named.map(l => standard.kind(l.kind).name)
  return err(
    appError(
      'licence-ambiguous',
      words(`这个编号有 ${named.length} 类证照`, `${named.length} kinds have this number`),
      {
        next: words(
          `请选定类型：${names.map(n => n.zh).join('、')}`,
          `Choose the kind: ${names.map(n => n.en).join(', ')}`,
        ),
        data: { kinds: named.map(l => l.kind) },
      },
    ),
  )
}

const hidden = (licence: Licence, standard: Standard): Licence => ({
  ...licence,
  holderName: withoutIdNumbers(licence.holderName),
  holderCode: maskedHolderCode(licence.holderCodeType, licence.holderCode),
  values: maskedValues(standard.kind(licence.kind), licence.values),
})

const hiddenNote = (act: HandOver): HandOver => ({
  ...act,
  receiverName: withoutIdNumbers(act.receiverName),
  note: act.note === null ? null : withoutIdNumbers(act.note),
})

const hiddenEvent = (record: JournalRecord): JournalRecord => ({
  ...record,
  detail: jsonWithoutIdNumbers(record.detail),
})

function storyOf(stores: Stores, ports: StoryPorts, licence: Licence, reveal: boolean): LicenceStory {
  const today = civilDateOf(ports.clock.now())
  const lineage = stores.licences.lineage(licence.lineageId)
  const applicationOf = (version: Licence): Application | null => {
    const found = version.applicationId ? stores.applications.get(version.applicationId) : undefined
    if (!found) return null
    return reveal ? found : maskedApplication(ports.standard.kind(found.kind), found)
  }
  const versions = lineage.map((version): VersionStory => {
    const handOvers = stores.prints.handOvers(version.id)
    return {
      licence: reveal ? version : hidden(version, ports.standard),
      shown: shownStatus(version, today),
      files: stores.licences.files(version.id),
      prints: stores.prints.ofLicence(version.id),
      handOvers: reveal ? handOvers : handOvers.map(hiddenNote),
      application: applicationOf(version),
    }
  })
  const subjects = lineage.flatMap(v => (v.applicationId ? [v.id, v.applicationId] : [v.id]))
  const events = [...new Set(subjects)]
    .flatMap(subject => stores.journal.list({ subject, limit: MAX_EVENTS }))
    .sort((a, b) => a.seq - b.seq)
  return {
    versions,
    application: versions.find(v => v.licence.id === licence.id)?.application ?? null,
    events: reveal ? events : events.map(hiddenEvent),
    acts: possibleActs(ports, stores, lineage.at(-1) ?? licence),
    masked: !reveal,
  }
}

/** A licence's whole story with personal data masked. */
export function showLicence(ports: StoryPorts) {
  return (_actor: Actor, input: ShowInput): Result<LicenceStory, StoryError> =>
    ports.db.read(stores => {
      const found = findLicence(stores, ports.standard, input)
      return found.ok ? ok(storyOf(stores, ports, found.value, false)) : found
    })
}

export interface RevealInput extends ShowInput {
  /** Why it is looked at in full; goes into the journal. */
  readonly purpose: string
}

export type RevealError = StoryError | AppError<'purpose-missing'>

/** The same story with personal data in full: an act of its own, journalled with its purpose before anything is shown. */
export function revealLicence(ports: StoryPorts) {
  return (actor: Actor, input: RevealInput): Result<LicenceStory, RevealError> => {
    const purpose = input.purpose.trim()
    if (purpose === '' || [...purpose].length > 200) {
      return err(
        appError(
          'purpose-missing',
          words(
            '查看完整信息须填写用途（不超过 200 字）',
            'Looking at full data needs a purpose of at most 200 characters',
          ),
        ),
      )
    }
    return ports.db.write((stores): Result<LicenceStory, RevealError> => {
      const found = findLicence(stores, ports.standard, input)
      if (!found.ok) return found
      const licence = found.value
      journalled(stores, actor, ports.clock.now(), {
        action: 'licence.revealed',
        subjectType: 'licence',
        subjectId: licence.id,
        detail: { number: licence.number, purpose },
      })
      return ok(storyOf(stores, ports, licence, true))
    })
  }
}
