import { openWorkstationDatabase } from '../../../electron/db/index.ts'
import { type WorkstationDatabase } from '../../../electron/ports/database.ts'
import { type Licence } from '../../../shared/domain/licence/licence.ts'
import { numberAt } from '../../../shared/domain/numbering/block.ts'
import { type CivilDate, type Instant } from '../../../shared/kernel/instant.ts'
import { randomOf, syntheticBlock, syntheticFile, syntheticLicence } from './synthetic.ts'
import { quantile } from './timing.ts'

/** No secret: the bench seals synthetic data. */
const KEY = new Uint8Array(32).fill(7)

const PER_TRANSACTION = 10_000
const FILLING_CACHE = 512 * 1024
const AT = '2027-01-04T01:02:03.004Z' as Instant

/** Synthetic licences with ids from here on are those that the bench issues. */
const ISSUED_FROM = 2_000_000_000

export interface Subject {
  readonly rows: number
  /** The open database; another one after `reopen`. */
  readonly current: () => WorkstationDatabase
  /** Closes and opens it up to the first answer. Returns the milliseconds of opening. */
  readonly reopen: () => Promise<number>
  readonly issue: (i: number) => void
}

/** `cacheKiB` only for filling: what is measured runs with the product's own cache. */
export const openSubject = (file: string, cacheKiB?: number): Promise<WorkstationDatabase> =>
  openWorkstationDatabase({ file, key: KEY, ...(cacheKiB !== undefined && { cacheKiB }) })

/** Fills the database through the store's own insert. Returns licences a second: the median of its transactions. */
export function fill(db: WorkstationDatabase, rows: number, told: (done: number) => void): number {
  const random = randomOf(1)
  const rates: number[] = []
  for (let from = 1; from <= rows; from += PER_TRANSACTION) {
    const until = Math.min(rows, from + PER_TRANSACTION - 1)
    const start = performance.now()
    db.write(stores => {
      for (let n = from; n <= until; n++) {
        const licence = syntheticLicence(n, rows, random)
        stores.licences.insert(licence)
        stores.licences.addFile(syntheticFile(licence))
      }
    })
    rates.push((1000 * (until - from + 1)) / (performance.now() - start))
    told(until)
  }
  return Math.round(quantile(rates, 0.5))
}

/** The office's seal and a block of numbers, without which nothing is issued. */
function prepare(db: WorkstationDatabase): void {
  db.write(stores => {
    stores.numbers.addBlock({ block: syntheticBlock('bench'), next: 0, importedAt: AT, signer: 'bench' })
    stores.seals.insert({
      id: 'seal',
      name: '文化和旅游市场电子证照专用章',
      purpose: 'electronic-licence',
      provider: 'pkcs12',
      containerPath: 'seals/bench.p12',
      certificate: '',
      subject: 'CN=bench',
      issuer: 'CN=bench',
      serial: '01',
      fingerprint: '0'.repeat(64),
      notBefore: AT,
      notAfter: AT,
      keyType: 'rsa',
      keyBits: 3072,
      picture: null,
      state: 'active',
      createdAt: AT,
    })
  })
}

function issue(db: WorkstationDatabase, licence: Licence, i: number): void {
  const number = numberAt(syntheticBlock('bench'), i)
  const issued: Licence = { ...licence, kind: 'network-culture', number, status: 'valid' }
  const file = syntheticFile(issued)
  const subject = issued.identifier ?? ''
  db.write(stores => {
    stores.numbers.take({ blockId: 'bench', index: i, number, licenceId: issued.id, at: AT })
    stores.licences.insert(issued)
    stores.licences.addFile(file)
    stores.seals.recordUse({
      sealId: 'seal',
      licenceId: issued.id,
      identifier: subject,
      documentDigest: file.sha256,
      at: AT,
      byUserId: 'clerk',
      byName: '经办人',
    })
    for (const type of ['licence-metadata', 'catalogue', 'item-data'] as const)
      stores.outbox.append(
        { type, subject, payload: { number, holderName: issued.holderName, values: issued.values } },
        AT,
      )
    stores.journal.append(
      {
        action: 'licence.issued',
        actorId: 'clerk',
        actorName: '经办人',
        subjectType: 'licence',
        subjectId: issued.id,
        detail: { number, identifier: subject },
      },
      AT,
    )
  })
}

/** A filled database with everything that issuing needs. */
export async function makeSubject(
  file: string,
  rows: number,
  told: (done: number) => void,
): Promise<{ readonly subject: Subject; readonly rowsPerSecond: number }> {
  let db = await openSubject(file, FILLING_CACHE)
  const rowsPerSecond = fill(db, rows, told)
  prepare(db)
  db.close()
  db = await openSubject(file)
  const random = randomOf(2)
  const subject: Subject = {
    rows,
    current: () => db,
    async reopen() {
      db.close()
      const start = performance.now()
      db = await openSubject(file)
      db.read(stores => stores.licences.count())
      return performance.now() - start
    },
    issue: i => issue(db, syntheticLicence(ISSUED_FROM + i, ISSUED_FROM + 1e6, random), i),
  }
  return { subject, rowsPerSecond }
}

export const TODAY = '2027-01-04' as CivilDate
