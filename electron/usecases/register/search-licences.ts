import {
  shownStatus,
  type LicenceQuery,
  type LicenceSummary,
  type Page,
  type ShownStatus,
} from '../../../shared/domain/licence/licence.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { maskedHolderCode, withoutIdNumbers } from '../../../shared/domain/privacy.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { civilDateOf, type CivilDate } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type BasePorts } from '../common/ports.ts'

/** A row of 证照库: personal numbers masked, status as it is today. */
export interface LicenceRow extends LicenceSummary {
  readonly shown: ShownStatus
}

export type SearchError = AppError<'search-too-short' | 'search-too-long' | 'limit-wrong'>

const MAX_LIMIT = 500
/** An identifier has about 100 characters, a name at most 100. */
const MAX_TEXT = 200

/** Why a query cannot be asked; shared with the export, so that both mean the same. */
export function queryFault(
  query: Pick<LicenceQuery, 'text' | 'name'>,
): AppError<'search-too-short' | 'search-too-long'> | undefined {
  for (const part of [query.text, query.name]) {
    const length = part === undefined ? 0 : [...part.trim()].length
    if (length === 1) {
      return appError(
        'search-too-short',
        words('一个字太少，无法查找', 'One character is too little to search for'),
        { next: words('请至少输入两个字', 'Type at least two characters') },
      )
    }
    if (length > MAX_TEXT) {
      return appError(
        'search-too-long',
        words(`查找内容不能超过 ${MAX_TEXT} 字`, `At most ${MAX_TEXT} characters can be searched for`),
      )
    }
  }
  return undefined
}

/** Finds licences by number, name, code, part of a name, status and dates. Never shows a person's whole ID number. */
export function searchLicences(ports: Pick<BasePorts, 'db' | 'clock'>) {
  return (_actor: Actor, query: LicenceQuery): Result<Page<LicenceRow>, SearchError> => {
    if (!Number.isInteger(query.limit) || query.limit < 1 || query.limit > MAX_LIMIT) {
      return err(
        appError('limit-wrong', words(`每页应为 1 到 ${MAX_LIMIT} 条`, `A page has 1 to ${MAX_LIMIT} rows`)),
      )
    }
    const fault = queryFault(query)
    if (fault) return err(fault)
    const today = civilDateOf(ports.clock.now())
    const page = ports.db.read(stores => stores.licences.search(query, today))
    return ok({ ...page, items: page.items.map(item => rowOf(item, today)) })
  }
}

/** A summary as lists show it, on that day. */
export const rowOf = (item: LicenceSummary, today: CivilDate): LicenceRow => ({
  ...item,
  shown: shownStatus(item, today),
  holderName: withoutIdNumbers(item.holderName),
  holderCode: maskedHolderCode(item.holderCodeType, item.holderCode),
})
