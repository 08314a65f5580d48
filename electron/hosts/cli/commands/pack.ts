import { type KindDefinition } from '../../../../shared/domain/kinds/kind.ts'
import { EVENT_WORDS } from '../../../../shared/domain/licence/life-cycle.ts'
import { DATA_OPTIONS, EXIT, type Command } from '../command.ts'
import { kindOption, oneOf, operand } from '../inputs.ts'
import { withActor } from '../open.ts'
import { FILTER_OPTIONS } from '../licence-filters.ts'

function kindText(kind: KindDefinition): string {
  const events = kind.events.filter(e => e.allowed).map(e => EVENT_WORDS[e.event].zh)
  const clerk = kind.fields.filter(f => f.entry === 'clerk')
  return [
    `${kind.id}  ${kind.name.zh} · ${kind.name.en} · ${kind.standard}`,
    `  有效期 / term: ${kind.validity.termMonths === null ? '长期' : `${kind.validity.termMonths} 个月`} · 印章 / seal: ${kind.seal.purpose}`,
    `  事项 / events: ${events.join('、')}`,
    ...clerk.map(
      f =>
        `  ${f.obligation === 'mandatory' ? '*' : ' '} ${f.id.padEnd(20)} ${f.shortName.padEnd(12)} ${f.label.zh} · 例 ${f.example}`,
    ),
  ].join('\n')
}

export const pack: Command = {
  usage: ['show [--kind KIND]'],
  operands: { min: 1, max: 1 },
  options: { ...DATA_OPTIONS, kind: FILTER_OPTIONS.kind },
  examples: ['show', 'show --kind entertainment --json'],
  run(context) {
    oneOf(operand(context.args, 0, 'show'), ['show'] as const, 'pack')
    const only = kindOption(context.args)
    return withActor(context, 'clerk', async ({ standard }) => {
      context.output.say({
        zh: `标准包 ${standard.packVersion}`,
        en: `standard pack ${standard.packVersion}`,
      })
      for (const kind of standard.kinds.filter(k => only === undefined || k.id === only)) {
        const { face: _face, ...shown } = kind
        context.output.item({ packVersion: standard.packVersion, ...shown }, kindText(kind))
      }
      return EXIT.good
    })
  },
}
