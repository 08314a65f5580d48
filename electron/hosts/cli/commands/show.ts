import { EVENT_WORDS, STATUS_WORDS } from '../../../../shared/domain/licence/life-cycle.ts'
import { metadataOf } from '../../../../shared/domain/licence/records.ts'
import { type KindDefinition } from '../../../../shared/domain/kinds/kind.ts'
import { DATA_OPTIONS, EXIT, UsageError, type Command } from '../command.ts'
import { operand } from '../inputs.ts'
import { storyOf, withActor } from '../open.ts'
import { type Story, type VersionStory } from '../story.ts'

const RESULT_WORDS = { sent: '已送打印', good: '完好', spoilt: '作废' } as const

function versionLines({ licence, shown, files, prints, handOvers }: VersionStory): readonly string[] {
  return [
    `— 第 ${licence.version} 版 · ${EVENT_WORDS[licence.event].zh} · ${STATUS_WORDS[shown].zh}`,
    `  ${licence.number}  ${licence.identifier ?? '无证照标识'}`,
    `  ${licence.validFrom} – ${licence.validTo ?? '长期'} · ${licence.origin === 'stock' ? `存量：${licence.originNote ?? ''}` : `${licence.approvedByName ?? ''} 审批 · ${licence.issuedByName} 制证`}`,
    ...files.map(f => `  ${f.path} · sha256 ${f.sha256}`),
    ...prints.map(
      p =>
        `  打印 ${p.at} · ${RESULT_WORDS[p.result]} · ${p.id}${p.spoiltReason ? ` · ${p.spoiltReason}` : ''}`,
    ),
    ...handOvers.map(h => `  发放 ${h.at} · ${h.receiverName} ${h.receiverCode ?? ''}`),
  ]
}

function storyText(story: Story, kind: KindDefinition): string {
  const newest = story.versions.at(-1)
  const said = new Map(newest ? metadataOf(kind, newest.licence) : [])
  const fields = kind.fields.flatMap(field => {
    const text = said.get(field.shortName)
    return text === undefined ? [] : [`  ${field.label.zh}（${field.shortName}）：${text}`]
  })
  return [
    `${kind.name.zh} · ${newest?.licence.holderName ?? ''}${story.masked ? '（个人信息已脱敏 / personal data masked）' : ''}`,
    ...fields,
    ...story.versions.flatMap(versionLines),
    '— 经过 / events',
    ...story.events.map(e => `  ${e.at} · ${e.action} · ${e.actorName}`),
  ].join('\n')
}

export const show: Command = {
  usage: ['KEY [--full --purpose TEXT]'],
  operands: { min: 1, max: 1 },
  options: {
    ...DATA_OPTIONS,
    full: {
      type: 'boolean',
      help: { zh: '显示完整个人信息（记入日志）', en: 'personal data in full (goes into the journal)' },
    },
    purpose: {
      type: 'string',
      value: 'TEXT',
      help: { zh: '查看完整信息的用途', en: 'why it is looked at in full' },
    },
  },
  examples: ['浙网文〔2026〕1001-001号', '1.2.156.… --json', 'KEY --full --purpose 核对当事人身份'],
  run(context) {
    const key = operand(context.args, 0, 'KEY')
    const full = context.args.flag('full')
    const purpose = context.args.text('purpose')
    if (full !== (purpose !== undefined))
      throw new UsageError('--full 与 --purpose 须同时给出', '--full and --purpose go together')
    return withActor(context, 'clerk', async (workstation, actor) => {
      const story = storyOf(workstation, actor, key, purpose)
      const kind = story.versions[0]?.licence.kind
      if (kind === undefined) throw new Error('a licence without versions')
      context.output.item(story, storyText(story, workstation.standard.kind(kind)))
      return EXIT.good
    })
  },
}
