import fs from 'node:fs'
import path from 'node:path'
import { DEMO_PIN } from '../../electron/app/demo/demo-people.ts'
import { type Application } from '../../shared/domain/application/application.ts'
import { EXAMPLES } from '../../shared/domain/kinds/examples.ts'
import { KIND_IDS, type FieldValues, type KindId } from '../../shared/domain/kinds/kind.ts'
import { UPLOAD_PIECE_BYTES } from '../../shared/contract/files.ts'
import { signIn, type Ask, type Found } from './calls.ts'

const DEMO = 'resources/demo'

/** The portrait of a size that the kind takes. */
const photoOf = (kind: KindId): string =>
  `${DEMO}/photos/${kind === 'performance-broker' ? 'b1' : kind === 'tour-guide' ? 'p1' : 'p2'}.jpg`

interface Wanted {
  readonly kind: KindId
  readonly example?: number
  readonly values?: FieldValues
  /** Nothing typed, no paper taken. */
  readonly bare?: boolean
}

async function handOver(ask: Ask, file: string): Promise<string> {
  const bytes = fs.readFileSync(file)
  const { id } = await ask('files.begin', { fileName: path.basename(file), size: bytes.length })
  for (let offset = 0; offset < bytes.length; offset += UPLOAD_PIECE_BYTES)
    await ask('files.append', {
      id,
      offset,
      base64: bytes.subarray(offset, offset + UPLOAD_PIECE_BYTES).toString('base64'),
    })
  return id
}

async function importWhole(ask: Ask, file: string, purpose: 'applications' | 'stock'): Promise<string> {
  const options = { kind: null, papersAtHand: true, originNote: null }
  const { job } = await ask('imports.start', { upload: await handOver(ask, file), purpose, options })
  await ask('imports.run', { jobId: job.id })
  return job.id
}

/** An application with all that belongs to it, not yet submitted. */
async function drafted(ask: Ask, { kind, example = 0, values, bare }: Wanted): Promise<Application> {
  let now: Application = await ask('intake.start', { kind, event: 'new' })
  const seen = () => ({ applicationId: now.id, seenRevision: now.revision })
  const known = bare ? {} : EXAMPLES[kind][example % EXAMPLES[kind].length]?.values
  now = await ask('intake.saveDraft', { ...seen(), values: { ...known, ...values } })
  if (bare) return now
  const { kinds } = await ask('standard.view', {})
  if (kinds.find(one => one.id === kind)?.photo) {
    const base64 = fs.readFileSync(photoOf(kind)).toString('base64')
    now = await ask('intake.attachPhoto', { ...seen(), base64 })
  }
  for (const { id } of now.materials)
    now = await ask('intake.setMaterial', { ...seen(), materialId: id, state: 'submitted' })
  return now
}

async function submitted(ask: Ask, wanted: Wanted): Promise<Application> {
  const { id, revision } = await drafted(ask, wanted)
  return ask('intake.submit', { applicationId: id, seenRevision: revision })
}

async function approve(ask: Ask, applications: readonly Application[]): Promise<void> {
  for (const { id, revision } of applications)
    await ask('approval.approve', { applicationId: id, seenRevision: revision })
}

async function issue(ask: Ask, applicationIds: readonly string[]): Promise<Found> {
  const batch = await ask('issuing.createBatch', { applicationIds: [...applicationIds] })
  const seals = await ask('seals.list', {})
  const pins = Object.fromEntries(seals.map(seal => [seal.id, DEMO_PIN]))
  await ask('issuing.run', { batchId: batch.id, pins })
  const { items } = await ask('issuing.results', { batchId: batch.id })
  return Object.fromEntries(items.map(item => [item.applicationId, item.licenceId ?? '']))
}

/** A change on a licence, for the approver to see what differs. */
async function changed(ask: Ask, kind: KindId, licenceId: string): Promise<string> {
  let now: Application = await ask('intake.start', { kind, event: 'change', licenceId })
  const seen = () => ({ applicationId: now.id, seenRevision: now.revision })
  now = await ask('intake.saveDraft', { ...seen(), values: { holderName: '改名后的样例文化传媒有限公司' } })
  for (const { id } of now.materials)
    now = await ask('intake.setMaterial', { ...seen(), materialId: id, state: 'submitted' })
  return (await ask('intake.submit', seen())).id
}

/** Decisions on licences that are in force: one suspended, one cancelled. */
async function decide(ask: Ask): Promise<void> {
  for (const [kind, event] of [
    ['tour-guide', 'suspend'],
    ['entertainment', 'cancel'],
  ] as const) {
    const { items } = await ask('register.search', { kind, status: 'valid', limit: 50 })
    const licenceId = items.at(-1)?.id
    if (!licenceId) throw new Error(`no ${kind} to ${event}`)
    const why = { reason: '样例：依申请', decisionNumber: '样文旅〔2026〕1号' }
    await ask('register.changeStatus', { licenceId, event, ...why })
  }
}

async function giveBack(ask: Ask, { id, revision }: Application): Promise<void> {
  await ask('approval.return', {
    applicationId: id,
    seenRevision: revision,
    reasons: [
      { field: 'holderName', text: '与营业执照上的名称不一致' },
      { field: null, text: '请补交消防安全检查合格证明' },
    ],
  })
}

/** Forms that are not submitted yet: of a company, of a person, with faults, with the longest texts, with rare characters. */
async function drafts(ask: Ask): Promise<Found> {
  const company = await drafted(ask, { kind: 'network-culture' })
  const portrait = await drafted(ask, { kind: 'performance-broker' })
  const faulty = await drafted(ask, { kind: 'travel-agency', bare: true })
  const long = await drafted(ask, { kind: 'network-culture', example: 1 })
  const rare = await drafted(ask, { kind: 'network-culture', example: 2 })
  return { company: company.id, portrait: portrait.id, faulty: faulty.id, long: long.id, rare: rare.id }
}

/** A demonstration office in the middle of its day, by the calls that the window makes. @returns what the pictures open */
export async function fillOffice(ask: Ask): Promise<Found> {
  await signIn(ask, 'demo-clerk')
  await importWhole(ask, `${DEMO}/stock.xlsx`, 'stock')
  const faultyImport = await importWhole(ask, `${DEMO}/bad-rows.xlsx`, 'applications')
  const first: Application[] = []
  for (const kind of KIND_IDS) first.push(await submitted(ask, { kind }))
  await signIn(ask, 'demo-approver')
  await approve(ask, first)
  await signIn(ask, 'demo-clerk')
  const licences = await issue(
    ask,
    first.map(one => one.id),
  )
  const licenceOf = (kind: KindId): string => licences[first.find(one => one.kind === kind)?.id ?? ''] ?? ''
  const waiting: Application[] = []
  for (const [example, kind] of KIND_IDS.entries())
    waiting.push(await submitted(ask, { kind, example: example + 1 }))
  const returning = await submitted(ask, {
    kind: 'entertainment',
    values: { holderName: '待补正的样例娱乐有限公司' },
  })
  await signIn(ask, 'demo-approver')
  await approve(ask, waiting)
  await decide(ask)
  await giveBack(ask, returning)
  await signIn(ask, 'demo-clerk')
  const difference = await changed(ask, 'network-culture', licenceOf('network-culture'))
  const person = await submitted(ask, { kind: 'tour-guide', values: { holderName: '欧阳𬭎㛃·买买提䶮𫍯' } })
  await submitted(ask, { kind: 'entertainment', example: 1 })
  await submitted(ask, { kind: 'entertainment', example: 2 })
  const forms = await drafts(ask)
  await signIn(ask, 'demo-admin')
  await ask('backups.make', {})
  await ask('session.signOut', {})
  return {
    faultyImport,
    difference,
    person: person.id,
    returned: returning.id,
    ...forms,
    licence: licenceOf('network-culture'),
    guide: licenceOf('tour-guide'),
  }
}
