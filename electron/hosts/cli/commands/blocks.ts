import { DATA_OPTIONS, EXIT, UsageError, type Command, type ExitCode, type HostContext } from '../command.ts'
import { kindOption, needed, noMore, oneOf, operand, wholeNumber } from '../inputs.ts'
import { withActor } from '../open.ts'
import { readIn } from '../read-in.ts'
import { allowed, must } from '../refusal.ts'

const VERBS = ['list', 'import', 'lease', 'audit', 'release'] as const
const MAX_FILE = 2 * 1024 * 1024

const listBlocks = (context: HostContext): Promise<ExitCode> =>
  withActor(context, 'administrator', async ({ calls }, actor) => {
    for (const line of allowed(calls.blocks.list(actor, undefined))) {
      const { block, free, nextNumber, shown, warning } = line
      context.output.item(
        line,
        `${block.blockId}  ${block.kind}  ${shown}  ${free}/${block.count}  ${nextNumber ?? '—'}  ${block.validUntil}  ${warning?.zh ?? ''}`,
      )
    }
    return EXIT.good
  })

/** Each file by itself: one that is refused does not keep the others out. */
async function importBlocks(context: HostContext): Promise<ExitCode> {
  const files = context.args.positionals.slice(1)
  if (files.length === 0) throw new UsageError('请给出号段文件', 'Name the files of the blocks')
  return withActor(context, 'administrator', async ({ calls }, actor) => {
    let bad = 0
    for (const file of files) {
      const taken = calls.blocks.import(actor, { file: await readIn(file, MAX_FILE) })
      if (taken.ok) {
        const { block } = taken.value.state
        context.output.item(
          { file, blockId: block.blockId, kind: block.kind, count: block.count, held: taken.value.held },
          `✓ ${block.blockId} · ${block.kind} · ${block.count}${taken.value.held ? ' · 停用待核 held' : ''}`,
        )
        continue
      }
      bad++
      const { text, code } = taken.error
      context.output.item({ file, error: taken.error }, `✗ ${file} · ${text.zh} [${code}]`)
    }
    return bad === 0 ? EXIT.good : EXIT.someFailed
  })
}

const audit = (context: HostContext): Promise<ExitCode> =>
  withActor(context, 'administrator', async ({ calls }, actor) => {
    const report = allowed(await calls.blocks.audit(actor, undefined))
    const { blocks: count, used, licences, faults } = report
    context.output.item(
      report,
      `${faults.length === 0 ? '✓' : '✗'} 号段 ${count}，已用 ${used}，证照 ${licences}，不符 ${faults.length}`,
    )
    for (const fault of faults)
      context.output.say({
        zh: `  ${fault.blockId ?? '—'} ${fault.number} ${fault.text.zh}`,
        en: fault.text.en,
      })
    return faults.length === 0 ? EXIT.good : EXIT.someFailed
  })

/** `province=110000` of each `--fact`. */
function factsOf(context: HostContext): Record<string, string> {
  const pairs = context.args.texts('fact').map(text => /^([A-Za-z]{1,32})=(.{1,64})$/.exec(text))
  const bad = pairs.indexOf(null)
  if (bad >= 0) throw new UsageError('--fact 须写成 名=值', '--fact is NAME=VALUE')
  return Object.fromEntries(pairs.map(found => [found?.[1] ?? '', found?.[2] ?? '']))
}

function lease(context: HostContext): Promise<ExitCode> {
  const kind = kindOption(context.args)
  if (!kind) throw new UsageError('请给出 --kind', 'Give --kind')
  const selector = factsOf(context)
  const count = wholeNumber(context.args, 'count', [1, 100_000]) ?? 200
  return withActor(context, 'administrator', async ({ calls }, actor) => {
    const leased = must(await calls.sync.leaseBlocks(actor, { kind, selector, count }))
    context.output.item(leased, `✓ ${leased.blockId} · ${kind} · ${leased.count}`)
    return EXIT.good
  })
}

function release(context: HostContext): Promise<ExitCode> {
  const blockIds = context.args.positionals.slice(1)
  const reason = needed(context.args, 'reason')
  if (blockIds.length > 0 === context.args.flag('all'))
    throw new UsageError('请给出号段，或用 --all', 'Name the blocks, or give --all')
  return withActor(context, 'administrator', async ({ calls }, actor) => {
    const held = allowed(calls.blocks.list(actor, undefined)).filter(line => line.shown === 'held')
    const chosen = context.args.flag('all') ? held.map(line => line.block.blockId) : blockIds
    must(calls.blocks.release(actor, { blockIds: chosen, reason }))
    for (const blockId of chosen) context.output.item({ blockId, released: true }, `✓ ${blockId}`)
    return EXIT.good
  })
}

export const blocks: Command = {
  usage: [
    'list',
    'import FILE…',
    'lease --kind KIND [--fact NAME=VALUE]… [--count N]',
    'audit',
    'release BLOCK… --reason TEXT | release --all --reason TEXT',
  ],
  operands: { min: 1, max: 10_000 },
  options: {
    ...DATA_OPTIONS,
    reason: {
      type: 'string',
      value: 'TEXT',
      help: {
        zh: '依据：如何得知备份之后没有用过其中的编号',
        en: 'how it is known that no number was used after the backup',
      },
    },
    kind: { type: 'string', value: 'KIND', help: { zh: '证照类型', en: 'the kind of licence' } },
    fact: {
      type: 'string',
      multiple: true,
      value: 'NAME=VALUE',
      help: {
        zh: '适用条件，如 province=110000，可多次',
        en: 'what it is for: province=110000, more than once',
      },
    },
    count: { type: 'string', value: 'N', help: { zh: '领取个数（默认 200）', en: 'how many (default 200)' } },
    all: { type: 'boolean', help: { zh: '全部停用的号段', en: 'every block that is held' } },
  },
  examples: [
    'list',
    'import block-2026.json',
    'lease --kind tour-guide --fact province=330000 --count 500',
    'release --all --reason 已核对登记簿，备份后没有制证',
  ],
  exits: { zh: 'import、audit：3 有不符', en: 'import, audit: 3 something is refused or does not fit' },
  async run(context) {
    const verb = oneOf(operand(context.args, 0, VERBS.join('|')), VERBS, 'blocks')
    if (verb === 'list' || verb === 'audit' || verb === 'lease') noMore(context.args, 1)
    const runs = { list: listBlocks, import: importBlocks, lease, audit, release }
    return runs[verb](context)
  },
}
