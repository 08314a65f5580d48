import { addDays, addMonths, type CivilDate } from '../../kernel/instant.ts'
import { type KindDefinition } from '../kinds/kind.ts'

export interface Term {
  readonly validFrom: CivilDate
  /** The last day on which the licence is in force; null is 长期. */
  readonly validTo: CivilDate | null
}

/** The term that begins on that day, by the kind's rule (29 February ends on 28 February). */
export function validityOf(kind: Pick<KindDefinition, 'validity'>, issueDate: CivilDate): Term {
  const { termMonths, endRule } = kind.validity
  if (termMonths === null) return { validFrom: issueDate, validTo: null }
  const end = addMonths(issueDate, termMonths)
  return { validFrom: issueDate, validTo: endRule === 'day-before' ? addDays(end, -1) : end }
}

/**
 * `none`: the kind is not renewed. `early`: before the window. `open`: in it. `late`: after the last day for asking, before
 * expiry (the clerk decides). `expired`: the licence has ended.
 */
export type RenewalState = 'none' | 'early' | 'open' | 'late' | 'expired'

export interface RenewalWindow {
  readonly state: RenewalState
  readonly opens: CivilDate | null
  /** Last day for asking. */
  readonly closes: CivilDate | null
}

/** Where a day stands in the window in which renewal may be asked for. */
export function renewalWindow(
  kind: Pick<KindDefinition, 'validity'>,
  validTo: CivilDate | null,
  today: CivilDate,
): RenewalWindow {
  const { renewal } = kind.validity
  if (renewal === null || validTo === null) return { state: 'none', opens: null, closes: null }
  const opens = addDays(validTo, -renewal.opensDays)
  const closes = addDays(validTo, -renewal.closesDays)
  const state: RenewalState =
    today > validTo ? 'expired' : today > closes ? 'late' : today >= opens ? 'open' : 'early'
  return { state, opens, closes }
}
