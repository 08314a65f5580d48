import fs from 'node:fs'
import path from 'node:path'
import { DEMO_PIN } from '../../../app/demo/demo-people.ts'
import { isDemoFolder } from '../../../app/sessions.ts'
import { issueFile, type RowOutcome } from '../../../app/issue-file.ts'
import { type Workstation } from '../../../app/workstation.ts'
import { KIND_IDS, type KindId } from '../../../../shared/domain/kinds/kind.ts'
import { type Actor } from '../../../../shared/domain/people/user.ts'
import { DATA_OPTIONS, EXIT, type Command, type ExitCode, type HostContext } from '../command.ts'
import { actorFor, failed, withWorkstation } from '../open.ts'
import { askSecret } from '../terminal.ts'

const STEPS = { intake: '受理', approval: '审批', issue: '制证' } as const

/** A file name that every system takes; the number stays readable in it. */
export const safeName = (text: string): string => text.replace(/[\\/:*?"<>|\s]/g, '_').slice(0, 120)

function takeOut(workstation: Workstation, actor: Actor, row: RowOutcome, out: string): string | null {
  if (row.licenceId === null) return null
  const copy = workstation.calls.register.copyOf(actor, { licenceId: row.licenceId })
  if (!copy.ok) return null
  const base = safeName(row.number ?? row.licenceId)
  const version = row.identifier?.split('.').at(-2) ?? '001'
  const file = path.join(out, version === '001' ? `${base}.pdf` : `${base}-${version}.pdf`)
  fs.writeFileSync(file, copy.value.bytes)
  return file
}

async function pinsFor(
  context: HostContext,
  workstation: Workstation,
  actor: Actor,
): Promise<Record<string, string>> {
  const pin = isDemoFolder(workstation.dataDir)
    ? DEMO_PIN
    : (context.env['LW_PIN'] ?? (await askSecret('印章口令 / seal PIN: ')))
  const seals = workstation.calls.seals.list(actor, undefined)
  return 'ok' in seals ? {} : Object.fromEntries(seals.map(line => [line.id, pin]))
}

/** `娱乐.xlsx` of one kind, or a mixed file with a column that says the kind. */
export function kindFrom(text: string | undefined): KindId | null | undefined {
  if (text === undefined || text === 'mixed') return null
  return KIND_IDS.find(id => id === text)
}

async function run(context: HostContext, workstation: Workstation): Promise<ExitCode> {
  const { args, output } = context
  const input = args.text('input')
  const kind = kindFrom(args.text('kind') ?? guessKind(input))
  if (input === undefined || kind === undefined) {
    output.say({
      zh: '请用 --input 给出文件；--kind 须是证照类型代号或 mixed',
      en: 'Give --input FILE; --kind is the id of a kind, or mixed',
    })
    return EXIT.usage
  }
  const clerk = await actorFor(context, workstation, 'clerk')
  if ('code' in clerk) return failed(context, clerk)
  const approver = await actorFor(context, workstation, 'approver')
  if ('code' in approver) return failed(context, approver)
  const result = await issueFile(workstation, {
    path: path.resolve(input),
    kind,
    clerk,
    approver,
    pins: await pinsFor(context, workstation, clerk),
    onProgress: (step, done, total) =>
      output.progress(`${STEPS[step]} ${done}${total === null ? '' : `/${total}`}`),
  })
  output.progressDone()
  if (!result.ok) return failed(context, result.error)
  return tell(context, workstation, clerk, result.value.rows)
}

/** A file named after a kind needs no `--kind`. */
function guessKind(input: string | undefined): string | undefined {
  const base = path.basename(input ?? '').toLowerCase()
  return KIND_IDS.find(id => base.startsWith(`${id}.`) || base.startsWith(`${id}-`))
}

function tell(
  context: HostContext,
  workstation: Workstation,
  clerk: Actor,
  rows: readonly RowOutcome[],
): ExitCode {
  const { args, output } = context
  const out = args.text('out')
  if (out !== undefined) fs.mkdirSync(out, { recursive: true })
  let bad = 0
  for (const row of rows) {
    const file = out === undefined ? null : takeOut(workstation, clerk, row, path.resolve(out))
    const good = row.status === 'issued' && (out === undefined || file !== null)
    if (!good) bad++
    const { licenceId: _licenceId, errors, ...shown } = row
    const line = good
      ? `✓ ${row.row} ${row.number} ${file ?? ''}`
      : `✗ ${row.row} ${row.status} ${errors.map(e => `${e.field ?? ''} ${e.text.zh} [${e.code}]`).join('；')}`
    output.item({ ...shown, file, errors }, line)
  }
  output.say({
    zh: `共 ${rows.length} 行，制证 ${rows.length - bad}，未成 ${bad}`,
    en: `${rows.length} rows, ${rows.length - bad} issued, ${bad} not`,
  })
  return bad === 0 ? EXIT.good : EXIT.someFailed
}

export const issue: Command = {
  name: 'issue',
  summary: { zh: '由文件受理、审批、制证', en: 'take in, approve and issue the applications of a file' },
  usage: '--data DIR --input FILE --out DIR [--kind KIND]',
  positionals: 'none',
  options: {
    ...DATA_OPTIONS,
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
  },
  run: context => withWorkstation(context, workstation => run(context, workstation)),
}
