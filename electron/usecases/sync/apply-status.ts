import { STATUS_WORDS } from '../../../shared/domain/licence/life-cycle.ts'
import { LICENCE_STATUSES, type Licence, type LicenceStatus } from '../../../shared/domain/licence/licence.ts'
import { statusRecord } from '../../../shared/domain/licence/records.ts'
import { type LicenceStatusChange } from '../../../shared/domain/sync/licence-status-change.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { words, type Words } from '../../../shared/kernel/words.ts'
import { type Stores } from '../../ports/database.ts'
import { journalled } from '../common/journal.ts'
import { SYSTEM_ACTOR } from '../common/system-actor.ts'

export interface StatusApplied {
  readonly outcome: 'applied' | 'nothing-to-do' | 'unknown'
  readonly notice: Words | null
}

/** Ends that nothing done here can undo, and what the event is called in our own records. */
const ENDS = { revoked: 'revoke', withdrawn: 'withdraw', cancelled: 'cancel' } as const

const isEnd = (status: LicenceStatus): status is keyof typeof ENDS => status in ENDS

/** The versions that the change is about: an end is one of the licence, not of a version of it. */
function meant(stores: Stores, named: Licence, status: LicenceStatus): readonly Licence[] {
  if (!isEnd(status)) return [named]
  return stores.licences
    .lineage(named.lineageId)
    .filter(one => one.id === named.id || one.status !== 'superseded')
}

/** Whether the change wins over what stands here. Between two ends the one that came first stays. */
function wins(here: LicenceStatus, there: LicenceStatus): boolean {
  if (here === there || isEnd(here)) return false
  return isEnd(there) || here !== 'superseded'
}

function noticeOf(
  named: Licence,
  status: LicenceStatus,
  change: LicenceStatusChange,
  changedHere: boolean,
): Words {
  const { zh, en } = STATUS_WORDS[status]
  const why = change.decisionNumber ?? change.reason ?? ''
  const own = changedHere
    ? words('；本机其后办理的版本一并如此', '; so is the version that was made here since')
    : words('', '')
  return words(
    `${named.number} 已由${change.by}改为“${zh}”${why === '' ? '' : `（${why}）`}${own.zh}`,
    `${named.number} was made ${en} by ${change.by}${why === '' ? '' : ` (${why})`}${own.en}`,
  )
}

/**
 * What another office or the store has made of a licence of ours. Changed here and ended there: the end wins, over every
 * version in force, and the clerk is told; our own later version is reported as ended too, so that both sides say the same.
 */
export function applyStatus(stores: Stores, change: LicenceStatusChange, at: Instant): StatusApplied {
  const named = stores.licences.byIdentifier(change.identifier)
  const status = LICENCE_STATUSES.find(one => one === change.status)
  if (!named || !status) return { outcome: 'unknown', notice: null }
  const changed = meant(stores, named, status).filter(one => wins(one.status, status))
  if (changed.length === 0) return { outcome: 'nothing-to-do', notice: null }
  for (const licence of changed) {
    stores.licences.setStatus(licence.id, status, change.since)
    if (licence.id !== named.id && isEnd(status)) {
      const after = { ...licence, status, statusSince: change.since }
      const grounds = {
        ...(change.reason === null ? {} : { reason: change.reason }),
        ...(change.decisionNumber === null ? {} : { decisionNumber: change.decisionNumber }),
      }
      stores.outbox.append(statusRecord(after, ENDS[status], grounds), at)
    }
    journalled(stores, SYSTEM_ACTOR, at, {
      action: 'licence.status-from-store',
      subjectType: 'licence',
      subjectId: licence.id,
      detail: {
        number: licence.number,
        before: licence.status,
        status,
        by: change.by,
        reason: change.reason,
      },
    })
  }
  const changedHere = changed.some(one => one.id !== named.id)
  return { outcome: 'applied', notice: noticeOf(named, status, change, changedHere) }
}
