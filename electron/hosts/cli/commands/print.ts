import path from 'node:path'
import { DATA_OPTIONS, EXIT, UsageError, type Command, type ExitCode, type HostContext } from '../command.ts'
import { given, needed, noMore, oneOf, operand } from '../inputs.ts'
import { versionOf, withActor } from '../open.ts'
import { must } from '../refusal.ts'
import { writeOut } from '../write-out.ts'

/** Whether paper really came out is said afterwards, by a person. */
const settle = (context: HostContext): Promise<ExitCode> => {
  const { args, output } = context
  const printId = operand(args, 1, 'ID')
  const result = oneOf(operand(args, 2, 'good|spoilt'), ['good', 'spoilt'] as const, 'print settle')
  const sheet = given({ sheetSerial: args.text('sheet') })
  const input =
    result === 'good'
      ? { printId, result, ...sheet }
      : { printId, result, reason: needed(args, 'reason'), ...sheet }
  return withActor(context, 'clerk', async (workstation, actor) => {
    const act = must(workstation.calls.printing.record(actor, input))
    output.item(act, `✓ ${act.id} · ${act.result}`)
    return EXIT.good
  })
}

const prepare = (context: HostContext): Promise<ExitCode> => {
  const { args, output } = context
  noMore(args, 1)
  const key = operand(args, 0, 'KEY')
  const out = path.resolve(needed(args, 'out'))
  return withActor(context, 'clerk', async (workstation, actor) => {
    const { licence } = versionOf(workstation, actor, key)
    const { act, pdf } = must(
      await workstation.calls.printing.prepare(actor, {
        licenceId: licence.id,
        purpose: args.flag('overprint') ? 'overprint' : 'print',
        ...given({ reprintReason: args.text('reprint-reason') }),
      }),
    )
    await writeOut(out, pdf)
    output.item({ print: act, number: licence.number, file: out }, `✓ ${licence.number} · ${out} · ${act.id}`)
    output.say({
      zh: `打印后请登记结果：print settle ${act.id} good（或 spoilt --reason …）`,
      en: `Once printed, record the result: print settle ${act.id} good (or spoilt --reason …)`,
    })
    return EXIT.good
  })
}

/** Cards on A4 with cut marks; each card is an act of its own. */
const cardSheet = (context: HostContext): Promise<ExitCode> => {
  const { args, output } = context
  const out = path.resolve(needed(args, 'out'))
  return withActor(context, 'clerk', async (workstation, actor) => {
    const licences = args.positionals.slice(1).map(key => versionOf(workstation, actor, key).licence)
    const { acts, pdf } = must(
      await workstation.calls.printing.prepareCardSheet(actor, {
        licenceIds: licences.map(licence => licence.id),
        ...given({ reprintReason: args.text('reprint-reason') }),
      }),
    )
    await writeOut(out, pdf)
    for (const [index, act] of acts.entries()) {
      const number = licences[index]?.number ?? ''
      output.item({ print: act, number, file: out }, `✓ ${number} · ${out} · ${act.id}`)
    }
    return EXIT.good
  })
}

function run(context: HostContext): Promise<ExitCode> {
  if (context.args.positionals[0] === 'cards') return cardSheet(context)
  if (context.args.positionals[0] !== 'settle') return prepare(context)
  if (context.args.text('out') !== undefined)
    throw new UsageError('settle 不用 --out', 'settle takes no --out')
  return settle(context)
}

export const print: Command = {
  usage: [
    'KEY --out FILE.pdf [--overprint] [--reprint-reason TEXT]',
    'cards KEY… --out FILE.pdf [--reprint-reason TEXT]',
    'settle ID good [--sheet SERIAL]',
    'settle ID spoilt --reason TEXT [--sheet SERIAL]',
  ],
  operands: { min: 1, max: 100 },
  options: {
    ...DATA_OPTIONS,
    out: { type: 'string', value: 'FILE.pdf', help: { zh: '打印件写到此文件', en: 'the sheet goes there' } },
    overprint: {
      type: 'boolean',
      help: { zh: '套打：只印填写内容', en: 'for pre-printed paper: only what is filled in' },
    },
    'reprint-reason': {
      type: 'string',
      value: 'TEXT',
      help: { zh: '已有完好纸质证时，重打的原因', en: 'why, when a good sheet is there already' },
    },
    reason: { type: 'string', value: 'TEXT', help: { zh: '作废原因', en: 'why the sheet is spoilt' } },
    sheet: {
      type: 'string',
      value: 'SERIAL',
      help: { zh: '证照纸流水号', en: 'serial of the licence paper' },
    },
  },
  examples: ['浙网文〔2026〕1001-001号 --out sheet.pdf', 'settle ID good --sheet 00012345'],
  run,
}
