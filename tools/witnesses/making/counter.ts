import { rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { changeLicence } from '../../../electron/app/change-licence.ts'
import { issueFile, type RowOutcome } from '../../../electron/app/issue-file.ts'
import { type FieldValues, type KindId } from '../../../shared/domain/kinds/kind.ts'
import { type Standard } from '../../../electron/usecases/common/standard.ts'
import { type Licence } from '../../../shared/domain/licence/licence.ts'
import { type ApplicationEvent } from '../../../shared/domain/office.ts'
import { must, openOffice, type KeyType, type OfficeInput, type OpenOffice } from './office.ts'

/** A counter of a demonstration office: everything goes through the use cases that the hosts call. */
export interface Counter {
  readonly keyType: KeyType
  readonly standard: Standard
  /** Where this office's root certificate lies, PEM. */
  readonly root: string
  /** Takes in, approves and issues a whole file. @returns the licences in the order of the rows. @throws where a row was not issued */
  issue(file: string, kind: KindId): Promise<readonly Licence[]>
  /** Takes over existing licences. @throws where a row was not taken */
  takeOver(file: string, kind: KindId): Promise<void>
  /** The version that the event makes. @throws where it could not be issued */
  change(licence: Licence, event: Exclude<ApplicationEvent, 'new'>, values: FieldValues): Promise<Licence>
  /** By id, or the newest with that number. */
  licence(key: string): Licence
  /** The electronic copy, byte for byte as it was issued. */
  copyOf(licence: Licence): Uint8Array
  /** The sheet as it goes to the printer. */
  sheetOf(licence: Licence, purpose: 'print' | 'overprint'): Promise<Uint8Array>
  close(): void
}

const pem = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der)
    .toString('base64')
    .replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`

/** The licence of an outcome that must have become one. */
function issuedId(outcome: RowOutcome, where: string): string {
  if (outcome.status === 'issued' && outcome.licenceId !== null) return outcome.licenceId
  throw new Error(`${where}, row ${outcome.row}: ${outcome.status} ${JSON.stringify(outcome.errors)}`)
}

/** What is read out of the office. */
function reading({ workstation: { calls }, clerk }: OpenOffice): Pick<Counter, 'licence' | 'copyOf'> {
  return {
    licence(key) {
      const story = must(calls.register.reveal(clerk, { key, purpose: '独立核验' }), key)
      const versions = story.versions.map(version => version.licence)
      const found = versions.find(each => each.id === key) ?? versions.at(-1)
      if (!found) throw new Error(`no licence ${key}`)
      return found
    },
    copyOf: ({ id, number }) =>
      must(calls.register.copyOf(clerk, { licenceId: id }), `copy of ${number}`).bytes,
  }
}

async function takeOver({ workstation, clerk }: OpenOffice, file: string, kind: KindId): Promise<void> {
  const { imports } = workstation.calls
  const options = { kind, papersAtHand: true, originNote: '存量证照' }
  const started = must(await imports.start(clerk, { path: file, purpose: 'stock', options }), file)
  const jobId = started.job.id
  const { good, bad } = must(await imports.run(clerk, { jobId }), file)
  if (good > 0 && bad === 0) return
  const faults = must(imports.faults(clerk, { jobId, limit: 10 }), file)
  throw new Error(`${file}: ${good} taken over, ${bad} not: ${JSON.stringify(faults)}`)
}

/** The printed sheet is called spoilt: no paper came out. */
async function sheetOf(
  { workstation, clerk }: OpenOffice,
  licence: Licence,
  purpose: 'print' | 'overprint',
): Promise<Uint8Array> {
  const { printing } = workstation.calls
  const what = `${purpose} of ${licence.number}`
  const { act, pdf } = must(await printing.prepare(clerk, { licenceId: licence.id, purpose }), what)
  must(printing.record(clerk, { printId: act.id, result: 'spoilt', reason: '独立核验，未走纸' }), what)
  return pdf
}

/** Opens a fresh office; its root certificate is written to `outDir`, its data are gone when the counter is closed. */
export async function openCounter(input: OfficeInput & { readonly outDir: string }): Promise<Counter> {
  const office = await openOffice(input)
  const { workstation, clerk, approver, pins } = office
  const root = path.join(input.outDir, `root-${input.keyType}.pem`)
  writeFileSync(root, pem(office.root))
  const read = reading(office)
  return {
    ...read,
    keyType: input.keyType,
    standard: workstation.standard,
    root,
    async issue(file, kind) {
      const { rows } = must(await issueFile(workstation, { path: file, kind, clerk, approver, pins }), file)
      return rows.map(row => read.licence(issuedId(row, file)))
    },
    takeOver: (file, kind) => takeOver(office, file, kind),
    async change(licence, event, values) {
      const where = `${event} of ${licence.number}`
      const made = await changeLicence(workstation, { licence, event, values, clerk, approver, pins })
      return read.licence(issuedId(must(made, where).outcome, where))
    },
    sheetOf: (licence, purpose) => sheetOf(office, licence, purpose),
    close() {
      workstation.close()
      rmSync(input.dataDir, { recursive: true, force: true })
    },
  }
}
