import { mapHeadings } from '../../../../shared/domain/import/headings.ts'
import {
  type FieldValue,
  type FieldValues,
  type KindDefinition,
} from '../../../../shared/domain/kinds/kind.ts'
import {
  APPLICATION_EVENTS,
  STATUS_EVENTS,
  type ApplicationEvent,
  type StatusEvent,
} from '../../../../shared/domain/office.ts'
import { STATUS_WORDS, EVENT_WORDS } from '../../../../shared/domain/licence/life-cycle.ts'
import { type Workstation } from '../../../app/workstation.ts'
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
import { needed, oneOf, operand } from '../inputs.ts'
import { actorFor, pinsFor, versionOf, withActor, withWorkstation } from '../open.ts'
import { must } from '../refusal.ts'
import { tellRow } from '../rows.ts'

const NEW_VERSION = APPLICATION_EVENTS.filter(e => e !== 'new')

/** `holderName=…`, by the field's id, its short name, its label or any heading that imports know. @throws UsageError */
function setValues(kind: KindDefinition, pairs: readonly string[]): FieldValues {
  const values: Record<string, FieldValue> = {}
  for (const pair of pairs) {
    const at = pair.indexOf('=')
    const name = pair.slice(0, Math.max(0, at)).trim()
    const id = mapHeadings(kind, [name]).columns.get(name)
    const field = kind.fields.find(f => f.entry === 'clerk' && f.id === id)
    if (!field)
      throw new UsageError(
        `--set ${pair}：该类证照没有这个可填字段（pack show --kind ${kind.id} 可查）`,
        `--set ${pair}: no such field to fill in this kind (see pack show --kind ${kind.id})`,
      )
    values[field.id] = pair.slice(at + 1)
  }
  return values
}

async function newVersion(
  context: HostContext,
  workstation: Workstation,
  event: Exclude<ApplicationEvent, 'new'>,
): Promise<ExitCode> {
  const { args, output } = context
  const { changeLicence } = await import('../../../app/change-licence.ts')
  const clerk = await actorFor(context, workstation, 'clerk')
  const { licence } = versionOf(workstation, clerk, operand(args, 0, 'KEY'))
  const values = setValues(workstation.standard.kind(licence.kind), args.texts('set'))
  if (event === 'change' && Object.keys(values).length === 0)
    throw new UsageError('变更须用 --set 写明改动', 'A change needs --set field=value')
  const approver = await actorFor(context, workstation, 'approver')
  const pins = await pinsFor(context, workstation, clerk)
  const { outcome, batch } = must(
    await changeLicence(workstation, { licence, event, values, clerk, approver, pins }),
  )
  const out = args.text('out')
  const file = out === undefined ? null : writeCopy(workstation, clerk, outcome, out)
  const good = tellRow(output, outcome, file, out !== undefined, { event })
  if (!good && batch)
    output.notice({
      zh: `批次 ${batch.id} 未办完；改正后可用 issue --resume ${batch.id} 继续`,
      en: `Batch ${batch.id} is not done; once mended, go on by issue --resume ${batch.id}`,
    })
  return good ? EXIT.good : EXIT.someFailed
}

/** Acts by decision: only the status changes. */
const statusOnly = (context: HostContext, event: StatusEvent): Promise<ExitCode> => {
  const { args, output } = context
  const reason = needed(args, 'reason')
  const decisionNumber = needed(args, 'decision')
  return withActor(context, 'approver', async (workstation, actor) => {
    const { licence } = versionOf(workstation, actor, operand(args, 0, 'KEY'))
    const status = must(
      workstation.calls.register.changeStatus(actor, {
        licenceId: licence.id,
        event,
        reason,
        decisionNumber,
      }),
    )
    const { id, kind, number, identifier } = licence
    output.item(
      { licenceId: id, kind, number, identifier, event, status },
      `✓ ${number} · ${EVENT_WORDS[event].zh} · ${STATUS_WORDS[status].zh}`,
    )
    return EXIT.good
  })
}

function run(context: HostContext): Promise<ExitCode> {
  const event = oneOf(needed(context.args, 'event'), [...NEW_VERSION, ...STATUS_EVENTS], '--event')
  const status = STATUS_EVENTS.find(e => e === event)
  if (status) {
    if (context.args.texts('set').length > 0)
      throw new UsageError('该事项不改字段，不用 --set', 'This event changes no field: leave --set out')
    return statusOnly(context, status)
  }
  const made = oneOf(event, NEW_VERSION, '--event')
  return withWorkstation(context, workstation => newVersion(context, workstation, made))
}

export const change: Command = {
  usage: [
    'KEY --event change|renew|reissue|replace [--set FIELD=VALUE]… [--out DIR]',
    'KEY --event suspend|resume|cancel|withdraw|revoke --reason TEXT --decision NO',
  ],
  operands: { min: 1, max: 1 },
  options: {
    ...DATA_OPTIONS,
    ...APPROVER_OPTION,
    event: { type: 'string', value: 'EVENT', help: { zh: '事项', en: 'what happens to the licence' } },
    set: {
      type: 'string',
      multiple: true,
      value: 'FIELD=VALUE',
      help: {
        zh: '改动的字段（代号、短名或中文名），可多次',
        en: 'a field that changes (id, short name or Chinese name), more than once',
      },
    },
    reason: { type: 'string', value: 'TEXT', help: { zh: '事由', en: 'why' } },
    decision: { type: 'string', value: 'NO', help: { zh: '决定书文号', en: 'number of the decision' } },
    out: {
      type: 'string',
      value: 'DIR',
      help: { zh: '新版本的电子证照另存到此目录', en: 'the copy of the new version goes there' },
    },
  },
  examples: [
    'KEY --event change --set 法定代表人=张样例 --out out',
    'KEY --event suspend --reason 停业整顿 --decision 样文旅罚〔2026〕1号',
  ],
  exits: {
    zh: '1 不能办理（原因见文字）· 3 申请有误或未能制证',
    en: '1 it cannot be done, in words · 3 the application is faulty, or nothing was issued',
  },
  run,
}
