import { type HostContext, DATA_OPTIONS, EXIT, type Command, type ExitCode } from '../command.ts'
import { given, needed, noMore, oneOf, operand, wholeNumber } from '../inputs.ts'
import { secretFrom, withActor } from '../open.ts'
import { readIn } from '../read-in.ts'
import { allowed, must } from '../refusal.ts'

const VERBS = ['list', 'import', 'log', 'state'] as const
const PURPOSES = ['administrative-licence', 'electronic-licence'] as const
const STATES = ['active', 'suspended', 'destroyed'] as const
const MAX_FILE = 4 * 1024 * 1024

const listSeals = (context: HostContext): Promise<ExitCode> =>
  withActor(context, 'administrator', async ({ calls }, actor) => {
    for (const seal of allowed(calls.seals.list(actor, undefined)))
      context.output.item(
        seal,
        `${seal.id}  ${seal.name}  ${seal.purpose}  ${seal.shown}  ${seal.keyType} ${seal.keyBits}  ${seal.notAfter.slice(0, 10)}（${seal.daysLeft}）  ${seal.warning?.zh ?? ''}`,
      )
    return EXIT.good
  })

async function importSeal(context: HostContext): Promise<ExitCode> {
  const { args, output } = context
  const container = await readIn(operand(args, 1, 'FILE.p12'), MAX_FILE)
  const picture = args.text('picture')
  const purpose = oneOf(needed(args, 'purpose'), PURPOSES, '--purpose')
  const name = needed(args, 'name')
  const pictureBytes = picture === undefined ? undefined : await readIn(picture, MAX_FILE)
  return withActor(context, 'administrator', async ({ calls }, actor) => {
    const pin = await secretFrom(context, 'LW_PIN', '印章口令 / seal PIN: ')
    const imported = must(
      calls.seals.import(actor, { name, purpose, container, pin, ...given({ picture: pictureBytes }) }),
    )
    const { certificate: _certificate, containerPath: _path, ...shown } = imported
    output.item(shown, `✓ ${shown.id} · ${shown.name} · ${shown.notAfter.slice(0, 10)}`)
    return EXIT.good
  })
}

function useLog(context: HostContext): Promise<ExitCode> {
  const { args, output } = context
  const query = {
    limit: wholeNumber(args, 'limit', [1, 500]) ?? 100,
    ...given({ sealId: args.text('seal'), afterSeq: wholeNumber(args, 'after', [0, 999_999_999]) }),
  }
  return withActor(context, 'administrator', async ({ calls }, actor) => {
    for (const use of allowed(calls.seals.uses(actor, query)))
      output.item(use, `${use.seq}  ${use.at}  ${use.byName}  ${use.identifier}  ${use.documentDigest}`)
    return EXIT.good
  })
}

function setState(context: HostContext): Promise<ExitCode> {
  const { args, output } = context
  const sealId = operand(args, 1, 'ID')
  const state = oneOf(operand(args, 2, STATES.join('|')), STATES, 'seal state')
  const reason = needed(args, 'reason')
  return withActor(context, 'administrator', async ({ calls }, actor) => {
    const seal = must(calls.seals.setState(actor, { sealId, state, reason }))
    output.item({ id: seal.id, name: seal.name, state: seal.state }, `✓ ${seal.name} · ${seal.state}`)
    return EXIT.good
  })
}

const OPERANDS = { list: 1, import: 2, log: 1, state: 3 } as const

export const seal: Command = {
  usage: [
    'list',
    `import FILE.p12 --name NAME --purpose ${PURPOSES.join('|')} [--picture FILE.png]`,
    'log [--seal ID] [--after SEQ] [--limit N]',
    `state ID ${STATES.join('|')} --reason TEXT`,
  ],
  operands: { min: 1, max: 3 },
  options: {
    ...DATA_OPTIONS,
    name: { type: 'string', value: 'NAME', help: { zh: '印章全称', en: "the seal's full name" } },
    purpose: {
      type: 'string',
      value: 'PURPOSE',
      help: { zh: '用于行政许可章或电子证照章', en: 'which of the two seals it is' },
    },
    picture: {
      type: 'string',
      value: 'FILE.png',
      help: { zh: '印章图片，背景透明', en: 'picture of the seal, with transparency' },
    },
    seal: { type: 'string', value: 'ID', help: { zh: '只看该印章', en: 'only that seal' } },
    after: { type: 'string', value: 'SEQ', help: { zh: '从该序号之后', en: 'after this number' } },
    limit: {
      type: 'string',
      value: 'N',
      help: { zh: '最多列出（默认 100）', en: 'list at most (default 100)' },
    },
    reason: { type: 'string', value: 'TEXT', help: { zh: '启停或销毁的原因', en: 'why its state changes' } },
  },
  examples: [
    'import seal.p12 --name 文化和旅游市场电子证照专用章 --purpose electronic-licence',
    'log --limit 20 --json',
    'state ID suspended --reason 更换证书',
  ],
  async run(context) {
    const verb = oneOf(operand(context.args, 0, VERBS.join('|')), VERBS, 'seal')
    noMore(context.args, OPERANDS[verb])
    const runs = { list: listSeals, import: importSeal, log: useLog, state: setState }
    return runs[verb](context)
  },
}
