import fs from 'node:fs'
import path from 'node:path'
import { createFaceRenderer } from '../../../electron/rendering/index.ts'
import { setOffice } from '../../../electron/usecases/common/settings.ts'
import { approveApplication } from '../../../electron/usecases/approval/decide-application.ts'
import { type ImportPorts } from '../../../electron/usecases/importing/ports.ts'
import { createImporter } from '../../../electron/usecases/importing/run-import.ts'
import { startImport } from '../../../electron/usecases/importing/start-import.ts'
import { attachPhoto } from '../../../electron/usecases/intake/attach-photo.ts'
import { setMaterial } from '../../../electron/usecases/intake/materials.ts'
import { saveDraft } from '../../../electron/usecases/intake/save-draft.ts'
import { startApplication, type StartInput } from '../../../electron/usecases/intake/start-application.ts'
import { submitApplication } from '../../../electron/usecases/intake/submit-application.ts'
import { createTables } from '../../../electron/importing/tables.ts'
import { type Application } from '../../../shared/domain/application/application.ts'
import { type ImportJob, type ImportOptions } from '../../../shared/domain/batch.ts'
import { citizenIdCheck } from '../../../shared/domain/codes/citizen-id.ts'
import { usccCheck } from '../../../shared/domain/codes/uscc.ts'
import { headingRowTest } from '../../../shared/domain/import/headings.ts'
import { EXAMPLES } from '../../../shared/domain/kinds/examples.ts'
import { type FieldValues, type KindId } from '../../../shared/domain/kinds/kind.ts'
import { type Licence } from '../../../shared/domain/licence/licence.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { type Result } from '../../../shared/kernel/result.ts'
import { aLicence, CLERK, OFFICE } from '../../builders/records.ts'
import { temporaryFolder, testWorkstation } from '../../builders/workstation-db.ts'

export const OTHER_CLERK: Actor = { userId: 'u-clerk-2', name: '受理员丁', roles: ['clerk'] }
export const APPROVER: Actor = { userId: 'u-approver', name: '审批员丙', roles: ['approver'] }
/** Who holds both roles, as in small offices. */
export const BOTH: Actor = { userId: 'u-both', name: '兼岗戊', roles: ['clerk', 'approver'] }

let drawing: ReturnType<typeof createFaceRenderer> | undefined

/** The real renderer with the fonts that come with the program. */
export const renderer = (): ReturnType<typeof createFaceRenderer> =>
  (drawing ??= createFaceRenderer({ systemFonts: { folders: [] } }))

export const tables = createTables({
  isHeadingRow: headingRowTest((await import('../../../shared/domain/kinds/registry.ts')).BUILTIN_KINDS),
})

export type Bench = Awaited<ReturnType<typeof bench>>

/** A workstation of an office on a real disk with a real database. */
export async function bench(options: { readonly glyphs?: boolean; readonly office?: boolean } = {}) {
  const ws = await testWorkstation()
  if (options.office !== false) ws.db.write(stores => setOffice(stores, OFFICE))
  const missingCharacters = (text: string): readonly string[] =>
    options.glyphs ? renderer().missingCharacters(text) : []
  return { ...ws, tables, missingCharacters }
}

export function good<T, E>(result: Result<T, E>): T {
  if (result.ok) return result.value
  throw new Error(JSON.stringify(result.error))
}

export const codeOf = (result: Result<unknown, { readonly code: string }>): string =>
  result.ok ? 'ok' : result.error.code

/** A citizen's number that no card has: it begins with a province's own code. */
export function citizenId(n: number): string {
  const first = `330000${19800101 + (n % 28)}${String(Math.floor(n / 28) % 1000).padStart(3, '0')}`
  return first + citizenIdCheck(first)
}

const USCC_SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY'

export function companyCode(n: number): string {
  let rest = n
  let serial = ''
  for (let i = 0; i < 7; i++) {
    serial = (USCC_SIGNS[rest % 31] ?? '0') + serial
    rest = Math.floor(rest / 31)
  }
  const first = `9111010500${serial}`
  return first + usccCheck(first)
}

/** An uncompressed bitmap of 24 bits a pixel, as old photo kiosks hand out. */
export function bitmap(width = 413, height = 626): Uint8Array {
  const stride = Math.ceil((width * 3) / 4) * 4
  const out = Buffer.alloc(54 + stride * height)
  out.write('BM', 0, 'latin1')
  out.writeUInt32LE(out.length, 2)
  out.writeUInt32LE(54, 10)
  out.writeUInt32LE(40, 14)
  out.writeInt32LE(width, 18)
  out.writeInt32LE(height, 22)
  out.writeUInt16LE(1, 26)
  out.writeUInt16LE(24, 28)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) out.set([x & 255, y & 255, (x * y) & 255], 54 + y * stride + x * 3)
  return out
}

export const exampleOf = (kind: KindId, n = 0): FieldValues => EXAMPLES[kind][n]!.values

export function draftOf(
  ws: Bench,
  input: StartInput,
  values: FieldValues,
  actor: Actor = CLERK,
): Application {
  const started = good(startApplication(ws)(actor, input))
  return good(saveDraft(ws)(actor, { applicationId: started.id, seenRevision: started.revision, values }))
}

export function withPapers(ws: Bench, application: Application, actor: Actor = CLERK): Application {
  let now = application
  for (const { id } of application.materials) {
    const input = { applicationId: now.id, seenRevision: now.revision, materialId: id }
    now = good(setMaterial(ws)(actor, { ...input, state: 'submitted' }))
  }
  return now
}

/** An application that has everything: values, photo where one is asked for, papers. */
export function readyApplication(
  ws: Bench,
  kind: KindId,
  values: FieldValues = exampleOf(kind),
  actor: Actor = CLERK,
): Application {
  let now = draftOf(ws, { kind, event: 'new' }, values, actor)
  if (ws.standard.kind(kind).photo)
    now = good(attachPhoto(ws)(actor, { applicationId: now.id, seenRevision: now.revision, photo: bitmap() }))
  return withPapers(ws, now, actor)
}

export const seen = (application: Application) => ({
  applicationId: application.id,
  seenRevision: application.revision,
})

export function submitted(ws: Bench, kind: KindId, values?: FieldValues): Application {
  return good(submitApplication(ws)(CLERK, seen(readyApplication(ws, kind, values))))
}

export const approved = (ws: Bench, kind: KindId): Application =>
  good(approveApplication(ws)(APPROVER, seen(submitted(ws, kind))))

/** Puts a licence into the register, as issuing and stock do. */
export function held(ws: Bench, over: Partial<Licence>): Licence {
  const licence = aLicence({ id: ws.ids.next(), ...over })
  ws.db.write(stores => stores.licences.insert(licence))
  return licence
}

/** A guide's qualification in force, with a number and an identifier of its own. */
export function qualificationOf(ws: Bench, holderCode: string, over: Partial<Licence> = {}): Licence {
  const kind = ws.standard.kind('guide-qualification')
  const id = ws.ids.next()
  return held(ws, {
    id,
    lineageId: id,
    kind: kind.id,
    number: `DZG2024BJ${id.slice(-5)}`,
    identifier: `1.2.156.3005.2.${kind.typeCode}.${OFFICE.code}.${id.toUpperCase()}.001.X`,
    holderName: '林𬭎样',
    holderCode,
    holderCodeType: '111',
    values: { ...exampleOf('guide-qualification'), holderCode, holderCodeTypeCode: '111' },
    validTo: null,
    ...over,
  })
}

export interface Imported {
  readonly job: ImportJob
  readonly before: ImportJob | null
}

const OPTIONS: ImportOptions = { kind: null, papersAtHand: true, originNote: null }

/** Rows as a JSON file beside the workstation. */
export function jsonFile(rows: readonly object[], folder = temporaryFolder()): string {
  const file = path.join(folder, 'rows.json')
  fs.writeFileSync(file, JSON.stringify(rows))
  return file
}

export async function imported(
  ws: ImportPorts,
  file: string,
  options: Partial<ImportOptions> & { readonly purpose?: ImportJob['purpose'] } = {},
): Promise<Imported> {
  const { purpose = 'applications', ...rest } = options
  const started = good(
    await startImport(ws)(CLERK, { path: file, purpose, options: { ...OPTIONS, ...rest } }),
  )
  const job = good(await createImporter(ws).run(CLERK, { jobId: started.job.id }))
  return { job, before: started.before }
}

export const faultsOf = (ws: Bench, jobId: string): readonly (readonly [number, string])[] =>
  ws.db.read(stores =>
    stores.imports
      .faults(jobId, { limit: 1000 })
      .flatMap(fault => fault.faults.map(f => [fault.row, f.code] as const)),
  )

/** A row of a file of companies, in the words of clerks. */
export const companyRow = (n: number, over: Readonly<Record<string, unknown>> = {}) => ({
  证照类型: '旅行社业务经营许可证',
  旅行社名称: `北京样例${n}号旅行社有限公司`,
  统一社会信用代码: companyCode(n),
  出资人: '王样',
  法定代表人: '王样',
  经营场所: '北京市朝阳区样例路1号',
  许可经营业务: '国内旅游业务、入境旅游业务',
  许可文号: `京文旅许〔2026〕${n}号`,
  ...over,
})
