import path from 'node:path'
import { type IssuedFile, type IssueStep } from '../../../app/issue-file.ts'
import { type Workstation } from '../../../app/workstation.ts'
import { type Actor } from '../../../../shared/domain/people/user.ts'
import { kindOfFile } from '../kind-of-file.ts'
import { writeCopy } from '../copies.ts'
import {
  APPROVER_OPTION,
  DATA_OPTIONS,
  EXIT,
  UsageError,
  type Command,
  type ExitCode,
  type HostContext,
} from '../command.ts'
import { needed } from '../inputs.ts'
import { actorFor, pinsFor, withWorkstation } from '../open.ts'
import { createProgress } from '../progress.ts'
import { must } from '../refusal.ts'
import { tellRow } from '../rows.ts'
import { tellBatch } from '../batches.ts'

const STEPS: Readonly<Record<IssueStep, string>> = {
  intake: '受理 intake',
  approval: '审批 approval',
  issue: '制证 issue',
}

function announce({ output }: HostContext, issued: IssuedFile): void {
  if (issued.resumed)
    output.notice({
      zh: '此文件上次没有办完，已从断处继续（或所有行此前已办，现重报结果）',
      en: 'This file was begun before: the run went on from there, rows done earlier are told again',
    })
  if (issued.repeats)
    output.notice({
      zh: `此文件已于 ${issued.repeats.createdAt} 全部办理过，本次又办了一遍，请核对是否重复`,
      en: `This file was issued completely on ${issued.repeats.createdAt}; it has now been issued again: look for duplicates`,
    })
  if (issued.unknownHeadings.length > 0)
    output.notice({
      zh: `未识别的列：${issued.unknownHeadings.join('、')}`,
      en: `Headings that nothing was taken from: ${issued.unknownHeadings.join(', ')}`,
    })
}

/** Sheets for the clerk: the faulty rows to mend, and what became of the others. */
async function writeSheets(
  context: HostContext,
  workstation: Workstation,
  actor: Actor,
  issued: IssuedFile,
): Promise<void> {
  const { args, output } = context
  const faults = args.text('faults')
  const result = args.text('result')
  const batch = issued.batches.at(-1)
  if (faults !== undefined && issued.job.bad > 0) {
    const target = path.resolve(faults)
    must(await workstation.calls.imports.faultSheet(actor, { jobId: issued.job.id, path: target }))
    output.notice({ zh: `待更正的行：${target}`, en: `Rows to mend: ${target}` })
  }
  if (result !== undefined && batch) {
    const target = path.resolve(result)
    must(await workstation.calls.issuing.resultSheet(actor, { batchId: batch.id, path: target }))
    output.notice({ zh: `结果单：${target}`, en: `Result sheet: ${target}` })
  }
}

async function tell(
  context: HostContext,
  workstation: Workstation,
  clerk: Actor,
  issued: IssuedFile,
): Promise<ExitCode> {
  const { args, output } = context
  const out = args.text('out')
  announce(context, issued)
  let good = 0
  for (const row of issued.rows) {
    const file = out === undefined ? null : writeCopy(workstation, clerk, row, out)
    if (tellRow(output, row, file, out !== undefined)) good++
  }
  await writeSheets(context, workstation, clerk, issued)
  const { length } = issued.rows
  output.say({
    zh: `共 ${length} 行，制证 ${good}，未成 ${length - good}`,
    en: `${length} rows, ${good} issued, ${length - good} not`,
  })
  if (!issued.unfinished) issued.settle()
  else
    output.notice({
      zh: '尚未办完：重新执行同一命令即从断处继续',
      en: 'Not finished: give the same command again and it goes on from there',
    })
  return good === length && !issued.unfinished ? EXIT.good : EXIT.someFailed
}

async function runFile(context: HostContext, workstation: Workstation): Promise<ExitCode> {
  const { args, output } = context
  const input = needed(args, 'input')
  const kind = kindOfFile(args, input)
  const { issueFile } = await import('../../../app/issue-file.ts')
  const clerk = await actorFor(context, workstation, 'clerk')
  const approver = await actorFor(context, workstation, 'approver')
  const pins = await pinsFor(context, workstation, clerk)
  const progress = createProgress(output)
  const issued = await issueFile(workstation, {
    path: path.resolve(input),
    kind,
    clerk,
    approver,
    pins,
    once: args.flag('once'),
    signal: context.interrupted(),
    onProgress: (step, done, total) => progress(STEPS[step], done, total),
  })
  output.progressDone()
  return tell(context, workstation, clerk, must(issued))
}

function run(context: HostContext): Promise<ExitCode> {
  const { args } = context
  const resume = args.text('resume')
  const cancel = args.text('cancel')
  const given = [args.text('input'), resume, cancel].filter(each => each !== undefined)
  if (given.length !== 1)
    throw new UsageError(
      '请给出 --input 文件，或 --resume、--cancel 批次，只给其一',
      'Give --input FILE, or --resume or --cancel BATCH: one of them',
    )
  return withWorkstation(context, workstation =>
    resume === undefined && cancel === undefined
      ? runFile(context, workstation)
      : tellBatch(context, workstation, resume ?? cancel ?? '', cancel !== undefined),
  )
}

export const issue: Command = {
  usage: [
    '--input FILE --out DIR [--kind KIND|mixed] [--faults FILE.xlsx] [--result FILE.xlsx] [--once]',
    '--resume BATCH [--out DIR] | --cancel BATCH',
  ],
  options: {
    ...DATA_OPTIONS,
    ...APPROVER_OPTION,
    input: { type: 'string', value: 'FILE', help: { zh: 'xlsx、csv 或 json', en: 'xlsx, csv or json' } },
    out: {
      type: 'string',
      value: 'DIR',
      help: { zh: '电子证照另存到此目录', en: 'copies of the licences go there' },
    },
    kind: {
      type: 'string',
      value: 'KIND',
      help: {
        zh: '证照类型（默认由文件名或“证照类型”列得出）',
        en: 'the kind (default: by the file name, or by a column 证照类型)',
      },
    },
    faults: {
      type: 'string',
      value: 'FILE.xlsx',
      help: { zh: '有误的行写到此表，可更正后重报', en: 'faulty rows go there, to be mended' },
    },
    result: {
      type: 'string',
      value: 'FILE.xlsx',
      help: { zh: '制证结果单', en: 'the sheet of results goes there' },
    },
    once: {
      type: 'boolean',
      help: {
        zh: '此文件已全部办过的，只重报结果，不再制证',
        en: 'a file that was issued completely before is told again, not issued again',
      },
    },
    resume: { type: 'string', value: 'BATCH', help: { zh: '继续一个批次', en: 'go on with a batch' } },
    cancel: {
      type: 'string',
      value: 'BATCH',
      help: { zh: '取消批次中未制证的', en: 'cancel what waits in a batch' },
    },
  },
  examples: [
    '--input resources/demo/network-culture.xlsx --out out',
    '--input mixed.xlsx --kind mixed --out out --faults 待更正.xlsx --json',
  ],
  exits: {
    zh: '3 有行未成，或被 Ctrl+C 暂停；同一命令再执行一次即继续。印章口令取自 $LW_PIN 或终端输入',
    en: '3 some rows were not issued, or Ctrl+C paused it; the same command goes on. The seal PIN comes from $LW_PIN or the terminal',
  },
  run,
}
