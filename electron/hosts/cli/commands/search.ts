import { DATA_OPTIONS, EXIT, type Command } from '../command.ts'
import { operand, wholeNumber } from '../inputs.ts'
import { FILTER_OPTIONS, licenceFilters, printLicences } from '../licence-filters.ts'
import { withActor } from '../open.ts'

const DEFAULT_LIMIT = 50
const MAX_LIMIT = 1_000_000

export const search: Command = {
  usage: ['TEXT [--kind KIND] [--status STATUS] [--issued-from DAY] … [--limit N]'],
  operands: { min: 1, max: 1 },
  options: {
    ...DATA_OPTIONS,
    ...FILTER_OPTIONS,
    limit: {
      type: 'string',
      value: 'N',
      help: { zh: `最多显示（默认 ${DEFAULT_LIMIT}）`, en: `show at most (default ${DEFAULT_LIMIT})` },
    },
  },
  examples: ['样例', '京网文〔2026〕0001-001号 --json', '有限公司 --status expired --limit 200'],
  run(context) {
    const text = operand(context.args, 0, 'TEXT')
    const filters = licenceFilters(context)
    const limit = wholeNumber(context.args, 'limit', [1, MAX_LIMIT]) ?? DEFAULT_LIMIT
    return withActor(context, 'clerk', async (workstation, actor) => {
      const { shown, more } = printLicences(context, workstation, actor, { text, ...filters }, limit)
      context.output.say(
        more
          ? {
              zh: `${shown} 件，还有更多：用 --limit`,
              en: `${shown} licences, and there are more: use --limit`,
            }
          : { zh: `共 ${shown} 件`, en: `${shown} licences` },
      )
      return EXIT.good
    })
  },
}
