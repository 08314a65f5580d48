import { type Workstation } from '../../../app/workstation.ts'
import { type Actor } from '../../../../shared/domain/people/user.ts'
import { DATA_OPTIONS, EXIT, UsageError, type Command, type ExitCode, type HostContext } from '../command.ts'
import { oneOf } from '../inputs.ts'
import { withActor } from '../open.ts'
import { createProgress } from '../progress.ts'
import { allowed, must } from '../refusal.ts'
import { runUntil } from '../run-until.ts'

const VERBS = ['run', 'status', 'returned'] as const

type Calls = Workstation['calls']

function status(context: HostContext, calls: Calls, actor: Actor): ExitCode {
  const { output } = context
  const told = allowed(calls.sync.status(actor, undefined))
  const { counts, store, run, open, oldest, aside, notices } = told
  const where = store ? `${store.name} · ${store.address}` : '未配对 not paired'
  output.item(
    told,
    `${where} · 待报 waiting ${counts.waiting} · 已收 accepted ${counts.accepted} · 退回待办 returned ${open}`,
  )
  if (oldest) output.say({ zh: `  最早一条：${oldest.at}`, en: `the oldest waits since ${oldest.at}` })
  if (run.answer) {
    const next = run.nextTry ?? '—'
    output.say({
      zh: `  ${run.answer.text.zh}；已试 ${run.failures} 次，下次 ${next}`,
      en: `${run.answer.text.en}; tried ${run.failures} times, next at ${next}`,
    })
  }
  for (const one of aside)
    output.say({
      zh: `  第 ${one.seq} 条暂缓至 ${one.notBefore}：${one.answer.text.zh}`,
      en: `record ${one.seq} steps aside until ${one.notBefore}: ${one.answer.text.en}`,
    })
  for (const { notice } of notices) if (notice) output.say({ zh: `  ! ${notice.zh}`, en: notice.en })
  return EXIT.good
}

function returned(context: HostContext, calls: Calls, actor: Actor): ExitCode {
  const cards = allowed(calls.sync.returned(actor, undefined))
  for (const card of cards) {
    const why = card.reasons.map(({ field, rule }) => `${field ?? '—'} ${rule.zh}`).join('；')
    context.output.item(
      card,
      `${card.corrected ? '…' : '✗'} ${card.seq}  ${card.licence?.number ?? card.subject}  ${why}`,
    )
  }
  return cards.some(card => !card.corrected) ? EXIT.someFailed : EXIT.good
}

async function run(context: HostContext, calls: Calls, actor: Actor): Promise<ExitCode> {
  const { output } = context
  const signal = context.interrupted()
  const progress = createProgress(output)
  const drain = async () => {
    const done = must(
      await calls.sync.drain(actor, {
        atOnce: true,
        stopped: () => signal.aborted,
        onProgress: sums => progress('上报 sync', sums.accepted + sums.returned, null),
      }),
    )
    output.progressDone()
    output.item(
      done,
      `${done.trouble ? '✗' : '✓'} 已收 accepted ${done.accepted} · 退回 returned ${done.returned} · 变更 changes ${done.changes}`,
    )
    if (done.trouble) output.warn(done.trouble)
    return done
  }
  const last = context.args.flag('once') ? await drain() : await runUntil(signal, drain)
  if (signal.aborted) return EXIT.someFailed
  const { waiting, trouble } = last ?? { waiting: 0, trouble: null }
  return trouble || waiting > 0 ? EXIT.someFailed : EXIT.good
}

export const sync: Command = {
  usage: ['[--once]', 'status', 'returned'],
  operands: { min: 0, max: 1 },
  options: {
    ...DATA_OPTIONS,
    once: {
      type: 'boolean',
      help: { zh: '只试一次，不等待下次', en: 'try once, and do not wait for the next try' },
    },
  },
  examples: ['--once', 'status --json', 'returned'],
  exits: {
    zh: '3 还有未报出的，或退回待办的',
    en: '3 something still waits, or was returned',
  },
  run(context) {
    const verb = oneOf(context.args.positionals[0] ?? 'run', VERBS, 'sync')
    if (verb !== 'run' && context.args.flag('once'))
      throw new UsageError('--once 只用于上报', '--once is for sending')
    return withActor(context, 'clerk', async ({ calls }, actor) => {
      const verbs = { run, status, returned }
      return verbs[verb](context, calls, actor)
    })
  },
}
