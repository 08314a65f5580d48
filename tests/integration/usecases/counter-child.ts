import { writeSync } from 'node:fs'
import path from 'node:path'
import { openWorkstationDatabase } from '../../../electron/db/index.ts'
import { createTables } from '../../../electron/importing/tables.ts'
import { digests } from '../../../electron/platform/digests.ts'
import { createIds } from '../../../electron/platform/ids.ts'
import { outsideFiles } from '../../../electron/platform/outside-files.ts'
import { photoConverter } from '../../../electron/platform/photo-converter.ts'
import { eventLoopTurns } from '../../../electron/platform/turns.ts'
import { setOffice } from '../../../electron/usecases/common/settings.ts'
import { createImporter, recoverImports } from '../../../electron/usecases/importing/run-import.ts'
import { startImport } from '../../../electron/usecases/importing/start-import.ts'
import { saveDraft } from '../../../electron/usecases/intake/save-draft.ts'
import { startApplication } from '../../../electron/usecases/intake/start-application.ts'
import { createRegions } from '../../../shared/domain/codes/region.ts'
import { headingRowTest } from '../../../shared/domain/import/headings.ts'
import { BUILTIN_KINDS } from '../../../shared/domain/kinds/registry.ts'
import { type Instant } from '../../../shared/kernel/instant.ts'
import { mustBeOk } from '../../../shared/kernel/result.ts'
import { CLERK, OFFICE } from '../../builders/records.ts'

/** A counter in a process of its own, to be killed at any moment; what it says on its output is on disk. */
async function counter(folder: string) {
  const db = await openWorkstationDatabase({
    file: path.join(folder, 'workstation.db'),
    key: new Uint8Array(32).fill(7),
  })
  const kinds = BUILTIN_KINDS
  const standard = {
    packVersion: 'test',
    identifierRoot: '1.2.156.3005.2',
    sealNames: { 'administrative-licence': '', 'electronic-licence': '' },
    kinds,
    kind: (id: string) => kinds.find(kind => kind.id === id)!,
    regions: createRegions({ source: '', asOf: '', regions: {}, abolished: {} }),
    verificationAddress: (identifier: string) => identifier,
  }
  db.write(stores => setOffice(stores, OFFICE))
  return {
    db,
    standard,
    clock: { now: () => new Date().toISOString() as Instant },
    ids: createIds(),
    digests,
    photos: photoConverter,
    tables: createTables({ isHeadingRow: headingRowTest(kinds) }),
    outside: outsideFiles,
    turns: eventLoopTurns,
    missingCharacters: () => [],
  }
}

const say = (line: string): void => void writeSync(1, `${line}\n`)

async function runImport(folder: string, file: string): Promise<void> {
  const ports = await counter(folder)
  recoverImports(ports)
  const [known] = ports.db.read(stores => stores.imports.list(1))
  const options = { kind: null, papersAtHand: true, originNote: null }
  const started =
    known ??
    mustBeOk(await startImport(ports)(CLERK, { path: file, purpose: 'applications', options }), 'start').job
  say(`state ${started.state}`)
  const onProgress = (job: { readonly lastRow: number }) => say(`row ${job.lastRow}`)
  const done = mustBeOk(await createImporter(ports).run(CLERK, { jobId: started.id, onProgress }), 'run')
  say(`done ${done.good} ${done.bad}`)
  ports.db.close()
}

async function typeDrafts(folder: string): Promise<void> {
  const ports = await counter(folder)
  const found = ports.db.read(stores => stores.applications.list({ states: ['draft'], limit: 1 })).items[0]
  let draft =
    found ?? mustBeOk(startApplication(ports)(CLERK, { kind: 'entertainment', event: 'new' }), 'start')
  say(`found ${String(draft.values['holderName'] ?? '0')}`)
  for (let n = Number(draft.values['holderName'] ?? 0) + 1; ; n++) {
    const typed = { applicationId: draft.id, seenRevision: draft.revision, values: { holderName: String(n) } }
    draft = mustBeOk(saveDraft(ports)(CLERK, typed), 'save')
    say(`saved ${n}`)
  }
}

const [, , mode, folder = '', file = ''] = process.argv
;(mode === 'import' ? runImport(folder, file) : typeDrafts(folder)).catch((error: unknown) => {
  say(`ERROR ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  process.exit(1)
})
