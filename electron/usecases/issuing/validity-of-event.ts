import { type KindDefinition } from '../../../shared/domain/kinds/kind.ts'
import { type Licence } from '../../../shared/domain/licence/licence.ts'
import { validityOf } from '../../../shared/domain/licence/validity.ts'
import { type ApplicationEvent } from '../../../shared/domain/office.ts'
import { addDays, type CivilDate } from '../../../shared/kernel/instant.ts'

export interface Period {
  readonly validFrom: CivilDate
  readonly validTo: CivilDate | null
}

/**
 * A new licence runs from the day of issue. A renewal takes over from the version before on the day it is issued and ends
 * one term after the old last day, so that no day is lost and none lies between the two. Change, reissue and replacement
 * leave the term as it is. Our default where no source says otherwise.
 */
export function periodOf(
  kind: KindDefinition,
  event: ApplicationEvent,
  issueDate: CivilDate,
  previous: Licence | null,
): Period {
  if (event === 'new' || previous === null) return validityOf(kind, issueDate)
  if (event !== 'renew') return { validFrom: previous.validFrom, validTo: previous.validTo }
  if (previous.validTo === null) return validityOf(kind, issueDate)
  const termBegins = kind.validity.endRule === 'same-day' ? previous.validTo : addDays(previous.validTo, 1)
  return { validFrom: issueDate, validTo: validityOf(kind, termBegins).validTo }
}
