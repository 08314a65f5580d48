import { type SealPurpose } from '../../../shared/domain/kinds/kind.ts'
import { type Actor, type User } from '../../../shared/domain/people/user.ts'
import { civilDateOf, type Instant } from '../../../shared/kernel/instant.ts'
import { words, type Words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { type BasePorts } from '../common/ports.ts'
import { officeOf, trustAnchorsOf } from '../common/settings.ts'
import { type Standard } from '../common/standard.ts'
import { LAST_BACKUP } from './back-up.ts'
import { chosenBackupPlace } from './backup-place.ts'
import { blockLines } from './list-blocks.ts'
import { shownSealState } from './list-seals.ts'
import { secretNotedAt } from './recovery-secret.ts'

export const SETUP_STEPS = ['secret', 'office', 'roots', 'seals', 'people', 'blocks', 'backups'] as const

export type SetupStepId = (typeof SETUP_STEPS)[number]

export interface SetupStep {
  readonly id: SetupStepId
  readonly done: boolean
  /** What is missing, or what is worth knowing though nothing is. */
  readonly notes: readonly Words[]
}

export interface SetupProgress {
  readonly steps: readonly SetupStep[]
  /** Whether a licence can be issued from start to end. */
  readonly canIssue: boolean
}

interface SetupPorts extends Pick<BasePorts, 'db' | 'clock'> {
  readonly standard: Standard
}

const step = (id: SetupStepId, done: boolean, ...notes: readonly (Words | false)[]): SetupStep => ({
  id,
  done,
  notes: notes.filter(note => note !== false),
})

function sealStep(stores: Stores, standard: Standard, now: Instant): SetupStep {
  const usable = stores.seals.list().filter(seal => shownSealState(seal, now) === 'active')
  const purposes = [...new Set(standard.kinds.map(kind => kind.seal.purpose))]
  const lacking = purposes.filter(purpose => !usable.some(seal => seal.purpose === purpose))
  const kindsOf = (purpose: SealPurpose, language: 'zh' | 'en'): string =>
    standard.kinds
      .filter(kind => kind.seal.purpose === purpose)
      .map(kind => kind.name[language])
      .join(language === 'zh' ? '、' : ', ')
  const notes = lacking.map(purpose =>
    words(
      `没有“${standard.sealNames[purpose]}”：不能制作${kindsOf(purpose, 'zh')}`,
      `No seal "${standard.sealNames[purpose]}": ${kindsOf(purpose, 'en')} cannot be issued`,
    ),
  )
  return step('seals', usable.length > 0, ...notes)
}

const has = (role: User['roles'][number]) => (user: User) => user.roles.includes(role)

function peopleStep(stores: Stores): SetupStep {
  const active = stores.users.list().filter(user => user.state === 'active')
  const clerks = active.filter(has('clerk'))
  const approvers = active.filter(has('approver'))
  const two = clerks.some(clerk => approvers.some(approver => approver.id !== clerk.id))
  return step(
    'people',
    two,
    clerks.length === 0 && words('还没有受理员', 'There is no clerk yet'),
    approvers.length === 0 && words('还没有审批员', 'There is no approver yet'),
    clerks.length > 0 &&
      approvers.length > 0 &&
      !two &&
      words(
        '受理和审批是同一人：同一件申请不能由受理人自己审批，请再设一人',
        'The clerk and the approver are one person: nobody decides on what he took in himself, so set up another person',
      ),
    active.filter(has('administrator')).length === 1 &&
      words(
        '只有一名管理员：建议再设一名，以防无人能解锁账号',
        'There is one administrator only: set up a second, so that somebody can unlock accounts',
      ),
  )
}

function blockStep(stores: Stores, standard: Standard, now: Instant): SetupStep {
  const lines = blockLines(stores, civilDateOf(now)).filter(line => line.nextNumber !== null)
  const without = standard.kinds.filter(kind => !lines.some(line => line.block.kind === kind.id))
  const names = (language: 'zh' | 'en'): string =>
    without.map(kind => kind.name[language]).join(language === 'zh' ? '、' : ', ')
  return step(
    'blocks',
    lines.length > 0,
    without.length > 0 && words(`没有可用号段：${names('zh')}`, `No usable number block for: ${names('en')}`),
  )
}

function backupStep(stores: Stores): SetupStep {
  const place = chosenBackupPlace(stores)
  return step(
    'backups',
    place !== undefined,
    place === undefined
      ? words('还没有选定备份位置', 'No place for backups has been chosen yet')
      : stores.settings.get(LAST_BACKUP) === undefined &&
          words('还没有做过备份', 'No backup has been made yet'),
  )
}

function steps(stores: Stores, { standard }: SetupPorts, now: Instant): readonly SetupStep[] {
  const office = officeOf(stores)
  // A demonstration has none: what it holds is open to everybody.
  const noted = secretNotedAt(stores) !== undefined || office?.specimen === true
  const roots = trustAnchorsOf(stores).length
  return [
    step(
      'secret',
      noted,
      !noted &&
        words('恢复口令还没有核对过', 'Nobody has proved yet that the recovery secret was written down'),
    ),
    step(
      'office',
      office !== undefined,
      !office && words('还没有填写机关信息', 'The office is not described yet'),
    ),
    step(
      'roots',
      roots > 0,
      roots === 0 &&
        words(
          '还没有受信根证书：号段文件和标准包无法核对来源',
          'No trusted root yet: the origin of number blocks and standard packs cannot be checked',
        ),
    ),
    sealStep(stores, standard, now),
    peopleStep(stores),
    blockStep(stores, standard, now),
    backupStep(stores),
  ]
}

/** The steps of a licence: what is wanted beside them can wait. */
const NEEDED: readonly SetupStepId[] = ['office', 'seals', 'people', 'blocks']

/** How far the office is set up, read off what is there: leaving off and taking up again needs no memory of its own. */
export function setupProgress(ports: SetupPorts) {
  return (_actor: Actor): SetupProgress =>
    ports.db.read(stores => {
      const all = steps(stores, ports, ports.clock.now())
      return { steps: all, canIssue: all.every(one => one.done || !NEEDED.includes(one.id)) }
    })
}
