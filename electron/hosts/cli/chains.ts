import { type Workstation } from '../../app/workstation.ts'
import { type Err } from '../../../shared/kernel/result.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { DATA_OPTIONS, EXIT, type ExitCode, type HostContext, type OptionHelp } from './command.ts'
import { given, oneOf, operand, wholeNumber } from './inputs.ts'
import { allowed } from './refusal.ts'

type ReportOrErr = Awaited<ReturnType<Workstation['calls']['chains']['checkOutbox']>>
type Report = Exclude<ReportOrErr, Err<AppError>>

/** Options of the commands that look at a chain. */
export const CHAIN_OPTIONS = {
  ...DATA_OPTIONS,
  after: {
    type: 'string',
    value: 'SEQ',
    help: { zh: '从该序号之后列起（默认最近的）', en: 'records after this number (default: the newest)' },
  },
  subject: {
    type: 'string',
    value: 'ID',
    help: { zh: '只列关于它的', en: 'only those about it' },
  },
  limit: { type: 'string', value: 'N', help: { zh: '最多列出（默认 50）', en: 'list at most (default 50)' } },
} as const satisfies Record<string, OptionHelp>

export const CHAIN_VERBS = ['list', 'check'] as const

export const chainVerb = ({ args }: HostContext) =>
  oneOf(operand(args, 0, CHAIN_VERBS.join('|')), CHAIN_VERBS, 'outbox, journal')

/** The page that was asked for. @throws UsageError */
export function chainQuery({ args }: HostContext) {
  return {
    limit: wholeNumber(args, 'limit', [1, 500]) ?? 50,
    ...given({ afterSeq: wholeNumber(args, 'after', [0, 999_999_999]), subject: args.text('subject') }),
  }
}

/** Tells whether a chain is whole. */
export function tellChain({ output }: HostContext, answer: Report | Err<AppError>): ExitCode {
  const report = allowed<Report>(answer)
  output.item(report, `${report.ok ? '✓' : '✗'} ${report.text.zh} · ${report.text.en}`)
  for (const fault of report.faults) output.say({ zh: `  ${fault.text.zh}`, en: fault.text.en })
  return report.ok ? EXIT.good : EXIT.someFailed
}
