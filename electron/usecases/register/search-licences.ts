import {
  shownStatus,
  type LicenceQuery,
  type LicenceSummary,
  type Page,
  type ShownStatus,
} from '../../../shared/domain/licence/licence.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { maskedHolderCode } from '../../../shared/domain/privacy.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { civilDateOf } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type BasePorts } from '../common/ports.ts'

/** A row of 证照库: personal numbers masked, status as it is today. */
export interface LicenceRow extends LicenceSummary {
  readonly shown: ShownStatus
}

export type SearchError = AppError<'search-too-short' | 'limit-wrong'>

const MAX_LIMIT = 500

/** Finds licences by number, name, code, part of a name, status and dates. Never shows a person's whole ID number. */
export function searchLicences(ports: BasePorts) {
  return (_actor: Actor, query: LicenceQuery): Result<Page<LicenceRow>, SearchError> => {
    if (query.limit < 1 || query.limit > MAX_LIMIT) {
      return err(
        appError('limit-wrong', words(`每页应为 1 到 ${MAX_LIMIT} 条`, `A page has 1 to ${MAX_LIMIT} rows`)),
      )
    }
    for (const part of [query.text, query.name]) {
      if (part !== undefined && [...part.trim()].length === 1) {
        return err(
          appError(
            'search-too-short',
            words('一个字太少，无法查找', 'One character is too little to search for'),
            {
              next: words('请至少输入两个字', 'Type at least two characters'),
            },
          ),
        )
      }
    }
    const today = civilDateOf(ports.clock.now())
    const page = ports.db.read(stores => stores.licences.search(query, today))
    return ok({ ...page, items: page.items.map(item => masked(item, shownStatus(item, today))) })
  }
}

const masked = (item: LicenceSummary, shown: ShownStatus): LicenceRow => ({
  ...item,
  shown,
  holderCode: maskedHolderCode(item.holderCodeType, item.holderCode),
})
