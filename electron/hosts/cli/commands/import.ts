import path from 'node:path'
import { type ImportJob } from '../../../../shared/domain/batch.ts'
import { type Workstation } from '../../../app/workstation.ts'
import { type Actor } from '../../../../shared/domain/people/user.ts'
import { appError } from '../../../../shared/kernel/app-error.ts'
import { words } from '../../../../shared/kernel/words.ts'
import { DATA_OPTIONS, EXIT, UsageError, type Command, type ExitCode, type HostContext } from '../command.ts'
import { needed } from '../inputs.ts'
import { kindOfFile } from '../kind-of-file.ts'
import { withActor } from '../open.ts'
import { createProgress } from '../progress.ts'
import { must, Refusal } from '../refusal.ts'

const FAULTS_AT_MOST = 200_000

async function start(context: HostContext, workstation: Workstation, actor: Actor): Promise<string> {
  const { args, output } = context
  const input = needed(args, 'input')
  const stock = args.flag('stock')
  const { job, unknown } = must(
    await workstation.calls.imports.start(actor, {
      path: path.resolve(input),
      purpose: stock ? 'stock' : 'applications',
      options: {
        kind: kindOfFile(args, input),
        papersAtHand: args.flag('papers-at-hand'),
        originNote: stock ? needed(args, 'origin') : null,
      },
    }),
  )
  if (unknown.length > 0)
    output.notice({
      zh: `未识别的列：${unknown.join('、')}`,
      en: `Headings that nothing is taken from: ${unknown.join(', ')}`,
    })
  return job.id
}

async function takeRows(
  context: HostContext,
  workstation: Workstation,
  actor: Actor,
  jobId: string,
): Promise<ImportJob> {
  const { imports } = workstation.calls
  const progress = createProgress(context.output)
  context.interrupted().addEventListener('abort', () => void imports.pause(actor, jobId))
  const job = must(
    await imports.run(actor, {
      jobId,
      onProgress: now => progress('导入 import', now.good + now.bad, null),
    }),
  )
  context.output.progressDone()
  return job
}

/** One line for each faulty row, then one for the import. */
async function tell(
  context: HostContext,
  workstation: Workstation,
  actor: Actor,
  job: ImportJob,
): Promise<ExitCode> {
  const { args, output } = context
  const { imports } = workstation.calls
  const { faults } = must(imports.faults(actor, { jobId: job.id, limit: FAULTS_AT_MOST }))
  for (const { row, faults: found } of faults) {
    const said = found.map(f => `${f.heading ?? f.field ?? ''} ${f.text.zh} [${f.code}]`).join('；')
    output.item({ type: 'row', row, status: 'rejected', errors: found }, `✗ ${row} ${said}`)
  }
  const sheet = args.text('faults')
  if (sheet !== undefined && faults.length > 0) {
    must(await imports.faultSheet(actor, { jobId: job.id, path: path.resolve(sheet) }))
    output.notice({ zh: `待更正的行：${path.resolve(sheet)}`, en: `Rows to mend: ${path.resolve(sheet)}` })
  }
  const { id, purpose, fileName, state, lastRow, good, bad, failure } = job
  output.item(
    { type: 'import', job: id, purpose, file: fileName, state, lastRow, good, bad, failure },
    `${state === 'done' ? '✓' : '…'} ${fileName} · ${state} · 收 ${good}，有误 ${bad} / ${good} taken, ${bad} faulty`,
  )
  if (state === 'paused')
    output.notice({
      zh: `已暂停；继续请用 import --resume ${id}，放弃请用 import --cancel ${id}`,
      en: `Paused; go on by import --resume ${id}, give it up by import --cancel ${id}`,
    })
  if (failure) output.warn(failure)
  return state === 'done' && bad === 0 ? EXIT.good : EXIT.someFailed
}

/** Rows already taken stay; an import that has ended cannot be given up. */
function giveUp(context: HostContext, workstation: Workstation, actor: Actor, jobId: string): ExitCode {
  const { imports } = workstation.calls
  const { job: before } = must(imports.faults(actor, { jobId, limit: 1 }))
  if (before.state === 'done' || before.state === 'cancelled')
    throw new Refusal(
      appError('import-over', words('这次导入已结束，不能放弃', 'This import is over'), {
        next: words('已收的申请可在申请列表中逐件处理', 'Deal with the applications it took one by one'),
      }),
    )
  imports.cancel(actor, jobId)
  workstation.openRuns.close(jobId)
  const { job } = must(imports.faults(actor, { jobId, limit: 1 }))
  context.output.item({ type: 'import', job: job.id, state: job.state }, `✓ ${job.id} ${job.state}`)
  return EXIT.good
}

function run(context: HostContext): Promise<ExitCode> {
  const { args } = context
  const resume = args.text('resume')
  const cancel = args.text('cancel')
  if ([args.text('input'), resume, cancel].filter(each => each !== undefined).length !== 1)
    throw new UsageError(
      '请给出 --input 文件，或 --resume、--cancel 导入，只给其一',
      'Give --input FILE, or --resume or --cancel JOB: one of them',
    )
  if (args.flag('stock') && resume === undefined) needed(args, 'origin')
  return withActor(context, 'clerk', async (workstation, actor) => {
    if (cancel !== undefined) return giveUp(context, workstation, actor, cancel)
    const jobId = resume ?? (await start(context, workstation, actor))
    return tell(context, workstation, actor, await takeRows(context, workstation, actor, jobId))
  })
}

export const importFile: Command = {
  usage: [
    '--input FILE [--kind KIND|mixed] [--papers-at-hand] [--faults FILE.xlsx]',
    '--input FILE --stock --origin TEXT [--kind KIND|mixed] [--faults FILE.xlsx]',
    '--resume JOB | --cancel JOB',
  ],
  options: {
    ...DATA_OPTIONS,
    input: { type: 'string', value: 'FILE', help: { zh: 'xlsx、csv 或 json', en: 'xlsx, csv or json' } },
    kind: {
      type: 'string',
      value: 'KIND',
      help: {
        zh: '证照类型（默认由文件名或“证照类型”列得出）',
        en: 'the kind (default: by the file name, or by a column 证照类型)',
      },
    },
    stock: {
      type: 'boolean',
      help: { zh: '存量证照：保留原编号', en: 'existing licences, which keep their numbers' },
    },
    origin: {
      type: 'string',
      value: 'TEXT',
      help: { zh: '存量数据的来源', en: 'where the existing records come from' },
    },
    'papers-at-hand': {
      type: 'boolean',
      help: {
        zh: '材料已收齐：直接提交审批；否则留作草稿',
        en: 'the papers are all there: submit at once; drafts otherwise',
      },
    },
    faults: {
      type: 'string',
      value: 'FILE.xlsx',
      help: { zh: '有误的行写到此表', en: 'faulty rows go there, to be mended' },
    },
    resume: { type: 'string', value: 'JOB', help: { zh: '继续一次导入', en: 'go on with an import' } },
    cancel: { type: 'string', value: 'JOB', help: { zh: '放弃未完的导入', en: 'give an import up' } },
  },
  examples: [
    '--input resources/demo/stock.xlsx --stock --origin 原审批系统导出',
    '--input resources/demo/entertainment.csv --papers-at-hand',
  ],
  exits: {
    zh: '3 有行有误，或被 Ctrl+C 暂停',
    en: '3 some rows are faulty, or Ctrl+C paused it',
  },
  run,
}
