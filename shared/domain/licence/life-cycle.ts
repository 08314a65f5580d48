import { words, type Words } from '../../kernel/words.ts'
import { type LifeEvent } from '../kinds/kind.ts'
import { type StatusEvent } from '../office.ts'
import { type LicenceStatus, type ShownStatus } from './licence.ts'

/** The field's words for each event. */
export const EVENT_WORDS: Readonly<Record<LifeEvent, Words>> = {
  new: words('新办', 'new licence'),
  change: words('变更', 'change'),
  renew: words('延续', 'renewal'),
  reissue: words('补发', 'reissue'),
  replace: words('换证', 'replacement'),
  suspend: words('暂扣', 'suspension'),
  resume: words('暂扣发还', 'end of suspension'),
  cancel: words('注销', 'cancellation'),
  withdraw: words('撤销', 'withdrawal'),
  revoke: words('吊销', 'revocation'),
}

export const STATUS_WORDS: Readonly<Record<ShownStatus, Words>> = {
  valid: words('有效', 'valid'),
  suspended: words('暂扣', 'suspended'),
  superseded: words('已被新版本取代', 'superseded'),
  cancelled: words('已注销', 'cancelled'),
  withdrawn: words('已撤销', 'withdrawn'),
  revoked: words('已吊销', 'revoked'),
  expired: words('已过期', 'expired'),
}

/**
 * What an event makes of a licence; a status that is not named cannot have that event.
 * Withdrawn and revoked licences are then cancelled (行政许可法 art. 70), as are expired ones.
 */
const TRANSITIONS: Readonly<Record<StatusEvent, Partial<Record<ShownStatus, LicenceStatus>>>> = {
  suspend: { valid: 'suspended' },
  resume: { suspended: 'valid' },
  cancel: {
    valid: 'cancelled',
    suspended: 'cancelled',
    expired: 'cancelled',
    withdrawn: 'cancelled',
    revoked: 'cancelled',
  },
  withdraw: { valid: 'withdrawn', suspended: 'withdrawn', expired: 'withdrawn' },
  revoke: { valid: 'revoked', suspended: 'revoked' },
}

/** The status after the event, or null when a licence of that status cannot have it. */
export const statusAfter = (event: StatusEvent, status: ShownStatus): LicenceStatus | null =>
  TRANSITIONS[event][status] ?? null

/** Status words of C0304-2022, which ours follow by default: the code system must be named beside the code. */
export const CERT_STATE_CODES: Readonly<Record<ShownStatus, string>> = {
  valid: '01',
  suspended: '02',
  revoked: '03',
  withdrawn: '04',
  cancelled: '05',
  expired: '06',
  superseded: '06',
}

/** operateType of C0304-2022. */
export const OPERATE_TYPE_CODES: Readonly<Record<LifeEvent, string>> = {
  new: '01',
  renew: '02',
  suspend: '03',
  cancel: '05',
  withdraw: '05',
  revoke: '05',
  resume: '06',
  reissue: '07',
  replace: '07',
  change: '08',
}

export const STATE_CODE_SYSTEM = 'C0304-2022'
