import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { EXAMPLES } from '../../shared/domain/kinds/examples.ts'
import { type KindId } from '../../shared/domain/kinds/kind.ts'
import { usccCheck } from '../../shared/domain/codes/uscc.ts'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { ok, type Result } from '../../shared/kernel/result.ts'
import { DEMO_PIN } from './demo/demo-people.ts'
import { issueFile, type IssueStep } from './issue-file.ts'
import { makeDemo, session } from './sessions.ts'
import { type WorkshopEntry } from './workshop/index.ts'
import { type Workstation } from './workstation.ts'

export interface MeasureInput {
  readonly resources: string
  /** The workshop's thread, as the command line has it. */
  readonly workshop?: WorkshopEntry
  readonly rows: number
  readonly keyType: 'rsa-3072' | 'p256'
  readonly onProgress?: (label: string, done: number, total: number | null) => void
}

export interface Figures {
  readonly rows: number
  readonly keyType: 'rsa-3072' | 'p256'
  readonly kind: KindId
  /** Licences a second, each step by itself. */
  readonly perSecond: Readonly<Record<IssueStep, number>>
  readonly millis: Readonly<Record<IssueStep, number>>
  readonly memory: {
    /** Highest resident set seen after a licence. */
    readonly peakMiB: number
    /** From the middle of the batch to its end: about nothing where memory is flat. */
    readonly growthMiB: number
  }
}

const KIND: KindId = 'entertainment'
const MIB = 1024 * 1024

/** An invented code that passes its check, another for each row. */
function codeOf(row: number): string {
  const body = `9133010000${String(row).padStart(7, '0')}`
  return body + usccCheck(body)
}

/** Applications that differ in holder and code, out of the shipped example. */
function writeInput(file: string, rows: number): void {
  const values = EXAMPLES[KIND][0]?.values ?? {}
  const list = Array.from({ length: rows }, (_, i) => ({
    ...values,
    holderName: `样例测速娱乐有限公司第${i + 1}店`,
    holderCode: codeOf(i + 1),
  }))
  fs.writeFileSync(file, JSON.stringify(list))
}

const resident = (): number => process.memoryUsage.rss() / MIB

/** When each step began and ended, and how much memory there was meanwhile. */
function createWatch() {
  const began: Partial<Record<IssueStep, number>> = {}
  const ended: Partial<Record<IssueStep, number>> = {}
  let last = performance.now()
  let peak = 0
  let middle = 0
  return {
    seen(step: IssueStep, done: number, rows: number): void {
      const now = performance.now()
      began[step] ??= last // the first report comes after the first piece of work
      ended[step] = now
      last = now
      const mib = resident()
      peak = Math.max(peak, mib)
      if (step === 'issue' && done === Math.ceil(rows / 2)) middle = mib
    },
    start(): void {
      last = performance.now()
    },
    millis: (step: IssueStep): number => Math.round((ended[step] ?? 0) - (began[step] ?? 0)),
    memory: () => ({ peakMiB: Math.round(peak), growthMiB: Math.round(resident() - middle) }),
  }
}

async function measured(
  workstation: Workstation,
  input: MeasureInput,
  file: string,
): Promise<Result<Figures, AppError>> {
  const clerk = await session(workstation, 'clerk', undefined)
  if (!clerk.ok) return clerk
  const approver = await session(workstation, 'approver', undefined)
  if (!approver.ok) return approver
  const seals = workstation.calls.seals.list(clerk.value, undefined)
  const pins = 'ok' in seals ? {} : Object.fromEntries(seals.map(seal => [seal.id, DEMO_PIN]))
  const watch = createWatch()
  watch.start()
  const issued = await issueFile(workstation, {
    path: file,
    kind: KIND,
    clerk: clerk.value,
    approver: approver.value,
    pins,
    onProgress(step, done, total) {
      watch.seen(step, done, input.rows)
      input.onProgress?.(step, done, total)
    },
  })
  if (!issued.ok) return issued
  const good = issued.value.rows.filter(row => row.status === 'issued').length
  if (good !== input.rows) throw new Error(`only ${good} of ${input.rows} were issued`)
  const millis = {
    intake: watch.millis('intake'),
    approval: watch.millis('approval'),
    issue: watch.millis('issue'),
  }
  const rate = (ms: number): number => Math.round((input.rows / Math.max(1, ms)) * 10_000) / 10
  return ok({
    rows: input.rows,
    keyType: input.keyType,
    kind: KIND,
    perSecond: { intake: rate(millis.intake), approval: rate(millis.approval), issue: rate(millis.issue) },
    millis,
    memory: watch.memory(),
  })
}

/** Issues invented licences in a temporary demonstration office and measures each step; leaves nothing behind. */
export async function measureIssue(input: MeasureInput): Promise<Result<Figures, AppError>> {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'lw-bench-'))
  try {
    const file = path.join(scratch, `${KIND}.json`)
    writeInput(file, input.rows)
    const made = await makeDemo({
      dataDir: path.join(scratch, 'office'),
      resources: input.resources,
      ...(input.workshop ? { workshop: input.workshop } : {}),
      keyType: input.keyType,
    })
    if (!made.ok) return made
    try {
      return await measured(made.value, input, file)
    } finally {
      made.value.close()
    }
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true })
  }
}
