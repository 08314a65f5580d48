import { type Application } from '../../../shared/domain/application/application.ts'
import { type FieldValues } from '../../../shared/domain/kinds/kind.ts'
import {
  shownStatus,
  type CopyFile,
  type Licence,
  type ShownStatus,
} from '../../../shared/domain/licence/licence.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { type HandOver, type PrintAct } from '../../../shared/domain/printing.ts'
import { maskedHolderCode, maskedValues } from '../../../shared/domain/privacy.ts'
import { type JournalRecord } from '../../../shared/domain/sync/chain.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { civilDateOf } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'
import { type Standard } from '../common/standard.ts'

export interface StoryPorts extends BasePorts {
  readonly standard: Standard
}

export interface VersionStory {
  readonly licence: Licence
  readonly shown: ShownStatus
  readonly files: readonly CopyFile[]
  readonly prints: readonly PrintAct[]
  readonly handOvers: readonly HandOver[]
}

/** 证照全景: every version, and all that happened to each. */
export interface LicenceStory {
  readonly versions: readonly VersionStory[]
  readonly application: Application | null
  readonly events: readonly JournalRecord[]
  readonly masked: boolean
}

export type StoryError = AppError<'licence-not-found'>

export interface ShowInput {
  /** The licence's id, identifier or (with `kind` unknown) number. */
  readonly key: string
}

const MAX_EVENTS = 500

/** The licence that a key names: its id, its identifier, or its number where only one kind has it. */
export function findLicence(stores: Stores, standard: Standard, key: string): Licence | undefined {
  const direct = stores.licences.get(key) ?? stores.licences.byIdentifier(key)
  if (direct) return direct
  for (const kind of standard.kinds) {
    const [newest] = stores.licences.byNumber(kind.id, key)
    if (newest) return newest
  }
  return undefined
}

const hidden = (licence: Licence, standard: Standard): Licence => ({
  ...licence,
  holderCode: maskedHolderCode(licence.holderCodeType, licence.holderCode),
  values: maskedValues(standard.kind(licence.kind), licence.values),
})

const hiddenApplication = (application: Application, standard: Standard): Application => ({
  ...application,
  values: maskedValues(standard.kind(application.kind), application.values) satisfies FieldValues,
})

function storyOf(stores: Stores, ports: StoryPorts, licence: Licence, reveal: boolean): LicenceStory {
  const today = civilDateOf(ports.clock.now())
  const lineage = stores.licences.lineage(licence.lineageId)
  const versions = lineage.map(version => ({
    licence: reveal ? version : hidden(version, ports.standard),
    shown: shownStatus(version, today),
    files: stores.licences.files(version.id),
    prints: stores.prints.ofLicence(version.id),
    handOvers: stores.prints.handOvers(version.id),
  }))
  const application = licence.applicationId ? (stores.applications.get(licence.applicationId) ?? null) : null
  const subjects = [
    ...lineage.map(v => v.id),
    ...lineage.flatMap(v => (v.applicationId ? [v.applicationId] : [])),
  ]
  const events = subjects
    .flatMap(subject => stores.journal.list({ subject, limit: MAX_EVENTS }))
    .sort((a, b) => a.seq - b.seq)
  const shownApplication =
    application && !reveal ? hiddenApplication(application, ports.standard) : application
  return { versions, application: shownApplication, events, masked: !reveal }
}

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

/** A licence's whole story with personal data masked. */
export function showLicence(ports: StoryPorts) {
  return (_actor: Actor, input: ShowInput): Result<LicenceStory, StoryError> =>
    ports.db.read(stores => {
      const licence = findLicence(stores, ports.standard, input.key)
      return licence ? ok(storyOf(stores, ports, licence, false)) : err(notFound)
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
    return ports.db.write(stores => {
      const licence = findLicence(stores, ports.standard, input.key)
      if (!licence) return err(notFound)
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
