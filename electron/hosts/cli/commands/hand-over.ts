import { DATA_OPTIONS, EXIT, type Command } from '../command.ts'
import { given, needed, operand } from '../inputs.ts'
import { versionOf, withActor } from '../open.ts'
import { must } from '../refusal.ts'

export const handOver: Command = {
  usage: ['KEY --receiver NAME [--receiver-code CODE] [--note TEXT]'],
  operands: { min: 1, max: 1 },
  options: {
    ...DATA_OPTIONS,
    receiver: { type: 'string', value: 'NAME', help: { zh: '领证人姓名', en: 'who receives it' } },
    'receiver-code': {
      type: 'string',
      value: 'CODE',
      help: { zh: '领证人证件号码（只存脱敏后的）', en: "number of the receiver's paper (kept masked only)" },
    },
    note: { type: 'string', value: 'TEXT', help: { zh: '备注', en: 'a note' } },
  },
  examples: ['浙网文〔2026〕1001-001号 --receiver 张样例'],
  run(context) {
    const { args, output } = context
    const key = operand(args, 0, 'KEY')
    const receiverName = needed(args, 'receiver')
    const more = given({ receiverCode: args.text('receiver-code'), note: args.text('note') })
    return withActor(context, 'clerk', async (workstation, actor) => {
      const { licence } = versionOf(workstation, actor, key)
      const act = must(
        workstation.calls.printing.handOver(actor, { licenceId: licence.id, receiverName, ...more }),
      )
      output.item({ ...act, number: licence.number }, `✓ ${licence.number} · ${act.receiverName} · ${act.at}`)
      return EXIT.good
    })
  },
}
