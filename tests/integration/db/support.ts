import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, openDatabase } from '../../../electron/db/engine/database.ts'
import { migrate } from '../../../electron/db/migrate.ts'
import { MIGRATIONS } from '../../../electron/db/migrations/index.ts'
import { workstationOver } from '../../../electron/db/workstation.ts'
import { type WorkstationDatabase } from '../../../electron/ports/database.ts'
import { type Application } from '../../../shared/domain/application/application.ts'
import { type Licence } from '../../../shared/domain/licence/licence.ts'
import { type NumberBlock } from '../../../shared/domain/numbering/block.ts'
import { type CivilDate, type Instant } from '../../../shared/kernel/instant.ts'

export const KEY = new Uint8Array(32).fill(7)

export const day = (text: string): CivilDate => text as CivilDate
export const moment = (text: string): Instant => text as Instant
export const T0 = moment('2026-03-01T01:02:03.004Z')
export const TODAY = day('2026-03-01')

/** 32 hexadecimal digits. */
export const idOf = (n: number): string => n.toString(16).padStart(32, '0')

export interface Bench {
  readonly folder: string
  readonly file: string
  /** The engine below the stores, for looking in and for tampering. */
  readonly db: Database
  readonly work: WorkstationDatabase
  /** Closes and opens again, as after a restart. */
  reopen(): Promise<Bench>
  end(): void
}

async function openAt(folder: string): Promise<Bench> {
  const file = join(folder, 'workstation.db')
  const db = await openDatabase({ file, key: KEY, cacheKiB: 4096 })
  migrate(db, MIGRATIONS)
  let records = 0
  const work = workstationOver(db, () => `record-${++records}`)
  return {
    folder,
    file,
    db,
    work,
    async reopen() {
      db.close()
      return openAt(folder)
    },
    end() {
      db.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A new sealed database on a real file, with the newest schema. */
export const newBench = (): Promise<Bench> => openAt(mkdtempSync(join(tmpdir(), 'lw-db-')))

export function licence(n: number, changes: Partial<Licence> = {}): Licence {
  const id = idOf(n)
  return {
    id,
    lineageId: id,
    kind: 'network-culture',
    number: `京网文〔2026〕${String(n).padStart(4, '0')}-001号`,
    identifier: `1.2.156.3005.2.11100000000013127D001.11110000000000000A.${n}.001.X`,
    version: 1,
    previousIdentifier: null,
    status: 'valid',
    statusSince: T0,
    holderName: `北京第${n}文化传播有限公司`,
    holderCode: `91110000MA${String(n).padStart(8, '0')}`,
    holderCodeType: '001',
    values: { holderName: `北京第${n}文化传播有限公司`, scope: ['演出', '游戏'], capital: 100, note: null },
    issueDate: TODAY,
    validFrom: TODAY,
    validTo: day('2029-02-28'),
    issuerName: '北京市文化和旅游局',
    issuerCode: '11110000000000000A',
    region: '110000',
    event: 'new',
    faceNote: null,
    origin: 'issued',
    originNote: null,
    applicationId: null,
    approvedByName: '审批员',
    issuedByName: '经办人',
    issuedAt: T0,
    specimen: true,
    packVersion: '2026.1',
    ...changes,
  }
}

export function application(n: number, changes: Partial<Application> = {}): Application {
  return {
    id: idOf(n),
    receiptNumber: `WS-BEIJING-01-20260301-${n}`,
    kind: 'network-culture',
    event: 'new',
    licenceId: null,
    values: { holderName: `申请人${n}`, holderCode: `91110000MA${String(n).padStart(8, '0')}` },
    materials: [{ id: 'charter', state: 'waived', waivedBy: '1.2.156' }],
    state: 'draft',
    revision: 1,
    makerId: 'maker',
    makerName: '经办人',
    createdAt: T0,
    updatedAt: T0,
    submittedAt: null,
    decision: null,
    origin: { type: 'counter' },
    ...changes,
  }
}

export function block(id: string, changes: Partial<NumberBlock> = {}): NumberBlock {
  return {
    blockId: id,
    kind: 'network-culture',
    workstationId: 'WS-BEIJING-01',
    issuerCode: '11110000000000000A',
    selector: { province: '110000', year: '2026' },
    template: '京网文〔2026〕{national:4}-{local:3}号',
    counters: { national: { from: 1 }, local: { from: 1 } },
    count: 10,
    lentAt: T0,
    validUntil: day('2026-12-31'),
    ...changes,
  }
}
