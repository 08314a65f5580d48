import { type LicenceQuery, LICENCE_STATUSES } from '../../../shared/domain/licence/licence.ts'
import { STATUS_WORDS } from '../../../shared/domain/licence/life-cycle.ts'
import { type Workstation } from '../../app/workstation.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { KIND_IDS } from '../../../shared/domain/kinds/kind.ts'
import { type HostContext, type OptionHelp } from './command.ts'
import { choice, day, given, kindOption } from './inputs.ts'
import { eachOfPages } from './paging.ts'
import { must } from './refusal.ts'

const dayOption = (zh: string, en: string): OptionHelp => ({
  type: 'string',
  value: 'DAY',
  help: { zh: `${zh}（如 2026-03-01）`, en: `${en} (such as 2026-03-01)` },
})

/** Filters that every list of licences has. */
export const FILTER_OPTIONS = {
  kind: {
    type: 'string',
    value: 'KIND',
    help: { zh: `证照类型：${KIND_IDS.join(' ')}`, en: `the kind: ${KIND_IDS.join(' ')}` },
  },
  status: {
    type: 'string',
    value: 'STATUS',
    help: {
      zh: `状态：${LICENCE_STATUSES.join(' ')} expired`,
      en: `the status: ${LICENCE_STATUSES.join(' ')} expired`,
    },
  },
  'issued-from': dayOption('颁发日期起', 'issued on that day or later'),
  'issued-to': dayOption('颁发日期止', 'issued on that day or earlier'),
  'expires-from': dayOption('有效期截止日起', 'last day then or later'),
  'expires-to': dayOption('有效期截止日止', 'last day then or earlier'),
} as const satisfies Record<string, OptionHelp>

type Filters = Omit<LicenceQuery, 'limit' | 'after'>

/** The filters that were given. @throws UsageError */
export function licenceFilters({ args }: Pick<HostContext, 'args'>): Filters {
  return given({
    kind: kindOption(args),
    status: choice(args, 'status', [...LICENCE_STATUSES, 'expired'] as const),
    issuedFrom: day(args, 'issued-from'),
    issuedTo: day(args, 'issued-to'),
    expiresFrom: day(args, 'expires-from'),
    expiresTo: day(args, 'expires-to'),
  })
}

/** Prints the licences found, masked, page by page. @returns how many, and whether there are more */
export function printLicences(
  { output }: Pick<HostContext, 'output'>,
  workstation: Workstation,
  actor: Actor,
  query: Filters,
  limit: number,
): { readonly shown: number; readonly more: boolean } {
  return eachOfPages(
    limit,
    page => must(workstation.calls.register.search(actor, { ...query, ...page })),
    row => {
      const kind = workstation.standard.kind(row.kind).name.zh
      output.item(
        row,
        `${row.number}  ${kind}  ${row.holderName}  ${row.holderCode}  ${STATUS_WORDS[row.shown].zh}  ${row.issueDate} – ${row.validTo ?? '长期'}  ${row.identifier ?? ''}`,
      )
    },
  )
}
