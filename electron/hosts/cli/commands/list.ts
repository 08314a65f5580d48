import path from 'node:path'
import { APPLICATION_STATES } from '../../../../shared/domain/application/application.ts'
import { EVENT_WORDS } from '../../../../shared/domain/licence/life-cycle.ts'
import { type Actor, type Role } from '../../../../shared/domain/people/user.ts'
import { type Workstation } from '../../../app/workstation.ts'
import { DATA_OPTIONS, EXIT, UsageError, type Command, type ExitCode, type HostContext } from '../command.ts'
import { choice, given, kindOption, needed, oneOf, operand, wholeNumber } from '../inputs.ts'
import { FILTER_OPTIONS, licenceFilters, printLicences } from '../licence-filters.ts'
import { withActor } from '../open.ts'
import { eachOfPages } from '../paging.ts'
import { allowed, must } from '../refusal.ts'

const SUBJECTS = ['applications', 'licences', 'batches', 'imports', 'backups'] as const

type Subject = (typeof SUBJECTS)[number]

interface Listing {
  readonly context: HostContext
  readonly workstation: Workstation
  readonly actor: Actor
  readonly limit: number
}

const DEFAULT_LIMIT = 100

function applications({ context, workstation, actor, limit }: Listing): number {
  const { args, output } = context
  const state = choice(args, 'state', APPLICATION_STATES)
  const filters = given({ states: state && [state], kind: kindOption(args), text: args.text('text') })
  return eachOfPages(
    limit,
    page => must(workstation.calls.intake.list(actor, { ...filters, ...page })),
    a => {
      const kind = workstation.standard.kind(a.kind).name.zh
      output.item(
        a,
        `${a.receiptNumber}  ${kind}  ${EVENT_WORDS[a.event].zh}  ${String(a.values['holderName'] ?? '')}  ${a.state}  ${a.makerName}  ${a.updatedAt}`,
      )
    },
  ).shown
}

function batches({ context, workstation, actor, limit }: Listing): number {
  const { args, output } = context
  const state = choice(args, 'state', ['running', 'paused', 'stopped', 'cancelled', 'done'] as const)
  const all = must(workstation.calls.issuing.list(actor, { limit }))
  const found = all.filter(b => state === undefined || b.state === state)
  for (const b of found)
    output.item(
      b,
      `${b.id}  ${b.createdAt}  ${b.createdBy}  ${b.state}  ${b.issued}+${b.failed}/${b.total}  ${b.stopReason?.text.zh ?? ''}`,
    )
  return found.length
}

function imports({ context, workstation, actor, limit }: Listing): number {
  const { args, output } = context
  const state = choice(args, 'state', ['running', 'paused', 'cancelled', 'done', 'failed'] as const)
  const all = must(workstation.calls.imports.list(actor, { limit }))
  const found = all.filter(job => state === undefined || job.state === state)
  for (const job of found)
    output.item(
      job,
      `${job.id}  ${job.createdAt}  ${job.purpose}  ${job.fileName}  ${job.state}  ${job.good}+${job.bad}  ${job.failure?.text.zh ?? ''}`,
    )
  return found.length
}

function backups({ context, workstation, actor, limit }: Listing): number {
  const place = path.resolve(needed(context.args, 'from'))
  const found = allowed(workstation.calls.backups.list(actor, { place })).slice(0, limit)
  for (const line of found) {
    const said = line.manifest
      ? `${line.manifest.madeAt}  ${line.manifest.counts.licences} 件 / licences`
      : '清单已损坏 / manifest damaged'
    context.output.item(line, `${line.folder}  ${said}`)
  }
  return found.length
}

const licences = ({ context, workstation, actor, limit }: Listing): number =>
  printLicences(context, workstation, actor, licenceFilters(context), limit).shown

const LISTS: Readonly<Record<Subject, { readonly role: Role; readonly print: (l: Listing) => number }>> = {
  applications: { role: 'clerk', print: applications },
  licences: { role: 'clerk', print: licences },
  batches: { role: 'clerk', print: batches },
  imports: { role: 'clerk', print: imports },
  backups: { role: 'administrator', print: backups },
}

async function run(context: HostContext): Promise<ExitCode> {
  const subject = oneOf(operand(context.args, 0, SUBJECTS.join('|')), SUBJECTS, 'list')
  const limit = wholeNumber(context.args, 'limit', [1, 1_000_000]) ?? DEFAULT_LIMIT
  if (subject !== 'backups' && context.args.text('from') !== undefined)
    throw new UsageError('--from 只用于 backups', '--from goes with backups')
  const { role, print } = LISTS[subject]
  return withActor(context, role, async (workstation, actor) => {
    const shown = print({ context, workstation, actor, limit })
    context.output.say({ zh: `共列出 ${shown} 项`, en: `${shown} listed` })
    return EXIT.good
  })
}

export const list: Command = {
  usage: [
    'applications [--state STATE] [--kind KIND] [--text TEXT] [--limit N]',
    'licences [--kind KIND] [--status STATUS] [--issued-from DAY] … [--limit N]',
    'batches|imports [--state STATE] [--limit N]',
    'backups --from DIR',
  ],
  operands: { min: 1, max: 1 },
  options: {
    ...DATA_OPTIONS,
    ...FILTER_OPTIONS,
    state: {
      type: 'string',
      value: 'STATE',
      help: { zh: '申请、批次或导入的状态', en: 'state of an application, batch or import' },
    },
    text: {
      type: 'string',
      value: 'TEXT',
      help: { zh: '受理编号或申请人名称的一部分', en: "receipt number, or part of the applicant's name" },
    },
    from: {
      type: 'string',
      value: 'DIR',
      help: { zh: '存放备份的目录', en: 'the folder that backups lie in' },
    },
    limit: {
      type: 'string',
      value: 'N',
      help: { zh: `最多列出（默认 ${DEFAULT_LIMIT}）`, en: `list at most (default ${DEFAULT_LIMIT})` },
    },
  },
  examples: [
    'applications --state submitted',
    'licences --expires-to 2026-12-31 --json',
    'batches --state paused',
  ],
  run,
}
