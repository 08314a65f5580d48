import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { randomBytes } from 'node:crypto'
import { type Adapters } from '../../../electron/app/adapters.ts'
import { DEMO_PIN, DEMO_SECRET } from '../../../electron/app/demo/demo-people.ts'
import { makeDemoOffice } from '../../../electron/app/demo/make-demo-office.ts'
import {
  createDataFolder,
  openWorkstation,
  type OpenOptions,
  type Workstation,
} from '../../../electron/app/workstation.ts'
import { type Stores } from '../../../electron/ports/database.ts'
import { auditBlocks } from '../../../electron/usecases/administration/audit-blocks.ts'
import { type Issued } from '../../../electron/usecases/issuing/issue-line.ts'
import { type Batch } from '../../../shared/domain/batch.ts'
import { EXAMPLES } from '../../../shared/domain/kinds/examples.ts'
import { type FieldValues, type KindId, type PhotoRule } from '../../../shared/domain/kinds/kind.ts'
import { type ApplicationEvent } from '../../../shared/domain/office.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { fakeClock, type FakeClock } from '../../fakes/clock.ts'
import { png } from '../rendering/pictures.ts'
import { walked } from '../../builders/chains.ts'

export const RESOURCES = fileURLToPath(new URL('../../../resources', import.meta.url))

export const CLERK: Actor = { userId: 'u-clerk', name: '样例受理员', roles: ['clerk'] }
export const APPROVER: Actor = { userId: 'u-approver', name: '样例审批员', roles: ['approver'] }
export const ADMIN: Actor = { userId: 'u-admin', name: '样例管理员', roles: ['administrator'] }

/** The day on which the demonstration office begins. */
export const BEGIN = '2026-03-02T01:00:00.000Z'

const photos = new Map<string, Uint8Array>()

/** A photo that the kind's rule takes: of its shape, with noise enough to be of its size. */
export function photoFor(rule: PhotoRule): Uint8Array {
  const { widthPx, heightPx } = rule
  const known = photos.get(`${widthPx}×${heightPx}`)
  if (known) return known
  const noise = randomBytes(widthPx * heightPx)
  const drawn = png(widthPx, heightPx, 2, (x, y) => {
    const grain = 200 + ((noise[y * widthPx + x] ?? 0) & 15)
    return [grain, grain, grain]
  })
  photos.set(`${widthPx}×${heightPx}`, drawn)
  return drawn
}

/** The value of a call that has to go well. */
export function good<T>(result: { ok: true; value: T } | { ok: false; error: unknown }, what = 'call'): T {
  if (result.ok) return result.value
  throw new Error(`${what}: ${JSON.stringify(result.error)}`)
}

const made: string[] = []

export function temporary(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lw-issuing-'))
  made.push(folder)
  return folder
}

export function removeTemporary(): void {
  for (const folder of made.splice(0)) fs.rmSync(folder, { recursive: true, force: true })
}

/** A demonstration office with P-256 seals, made once and copied for each test. */
export async function demoOffice(): Promise<string> {
  const dataDir = path.join(temporary(), 'office')
  const workstation = await createDataFolder({
    dataDir,
    secret: DEMO_SECRET,
    resources: RESOURCES,
    clock: fakeClock(BEGIN),
    prepare: adapters => makeDemoOffice(adapters, { keyType: 'p256' }),
  })
  good(workstation, 'demonstration office').close()
  return dataDir
}

export interface Bench {
  readonly dataDir: string
  readonly clock: FakeClock
  readonly workstation: Workstation
  readonly calls: Workstation['calls']
  readonly adapters: Adapters
  /** PIN of every seal. */
  readonly pins: Readonly<Record<string, string>>
  read<T>(work: (stores: Stores) => T): T
  write<T>(work: (stores: Stores) => T): T
}

export type BenchOptions = Pick<OpenOptions, 'io' | 'refit'> & { readonly clock?: FakeClock }

/** Opens a data folder, remembering the adapters so that a test can look in. */
export async function openBench(dataDir: string, options: BenchOptions = {}): Promise<Bench> {
  const clock = options.clock ?? fakeClock(BEGIN)
  const held: { adapters?: Adapters } = {}
  const opened = await openWorkstation({
    dataDir,
    secret: DEMO_SECRET,
    resources: RESOURCES,
    ...options,
    clock,
    refit(adapters) {
      const fitted = options.refit?.(adapters) ?? adapters
      held.adapters = fitted
      return fitted
    },
  })
  const workstation = good(opened, 'open')
  const adapters = held.adapters!
  const pins = Object.fromEntries(adapters.db.read(s => s.seals.list()).map(seal => [seal.id, DEMO_PIN]))
  return {
    dataDir,
    clock,
    workstation,
    calls: workstation.calls,
    adapters,
    pins,
    read: work => adapters.db.read(work),
    write: work => adapters.db.write(work),
  }
}

export async function benchOf(office: string, options: BenchOptions = {}): Promise<Bench> {
  const dataDir = path.join(temporary(), 'data')
  fs.cpSync(office, dataDir, { recursive: true })
  return openBench(dataDir, options)
}

export interface Wanted {
  readonly kind: KindId
  readonly event?: ApplicationEvent
  readonly values?: FieldValues
  readonly licenceId?: string
  /** Which example the values begin with. */
  readonly example?: number
}

/** An application taken in, submitted and approved by the same calls that hosts make. */
export function approved(bench: Bench, wanted: Wanted): string {
  const { intake, approval } = bench.calls
  const { kind, event = 'new', licenceId } = wanted
  const started = good(
    intake.start(CLERK, { kind, event, ...(licenceId === undefined ? {} : { licenceId }) }),
    'start',
  )
  const id = { applicationId: started.id }
  let seen = started.revision
  const values = { ...(event === 'new' ? EXAMPLES[kind][wanted.example ?? 0]!.values : {}), ...wanted.values }
  seen = good(intake.saveDraft(CLERK, { ...id, seenRevision: seen, values }), 'save').revision
  const rule = bench.adapters.standard.kind(kind).photo
  if (rule && event === 'new')
    seen = good(
      intake.attachPhoto(CLERK, { ...id, seenRevision: seen, photo: photoFor(rule) }),
      'photo',
    ).revision
  for (const material of started.materials) {
    const set = { ...id, seenRevision: seen, materialId: material.id, state: 'submitted' as const }
    seen = good(intake.setMaterial(CLERK, set), 'material').revision
  }
  const submitted = good(intake.submit(CLERK, { ...id, seenRevision: seen }), 'submit')
  good(approval.approve(APPROVER, { ...id, seenRevision: submitted.revision }), 'approve')
  return started.id
}

export const batchOf = (bench: Bench, applicationIds: readonly string[]): Batch =>
  good(bench.calls.issuing.createBatch(CLERK, { applicationIds }), 'batch')

/** Issues applications as one batch; what was issued, by application. */
export async function issueAll(
  bench: Bench,
  applicationIds: readonly string[],
): Promise<{ readonly batch: Batch; readonly issued: readonly Issued[] }> {
  const issued: Issued[] = []
  const batch = good(
    await bench.calls.issuing.run(CLERK, {
      batchId: batchOf(bench, applicationIds).id,
      pins: bench.pins,
      onProgress: progress => {
        if (progress.issued) issued.push(progress.issued)
      },
    }),
    'run',
  )
  return { batch, issued }
}

/** Issues one licence, or fails the test with what stood in the way. */
export async function issueOneOf(bench: Bench, wanted: Wanted): Promise<Issued> {
  const { batch, issued } = await issueAll(bench, [approved(bench, wanted)])
  const [one] = issued
  if (!one) {
    const items = bench.read(s => s.batches.items(batch.id))
    throw new Error(JSON.stringify([batch.stopReason, items.map(i => i.error)]))
  }
  return one
}

/** Nothing in the database contradicts itself; every number of every block is accounted for; both chains hold. */
export async function sound(bench: Bench): Promise<void> {
  const audit = await auditBlocks(bench.adapters)(ADMIN)
  const chains = bench.read(s => [...walked(s.outbox).faults, ...walked(s.journal).faults])
  const found = [await bench.adapters.db.check('full'), audit.faults, chains]
  if (found.some(list => list.length > 0)) throw new Error(`not sound: ${JSON.stringify(found)}`)
}
