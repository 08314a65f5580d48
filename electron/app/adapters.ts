import path from 'node:path'
import { type WorkstationDatabase } from '../ports/database.ts'
import { type About, type DiskSpace, type FaultLog } from '../ports/diagnostics.ts'
import { type BackupOpener, type Folders } from '../ports/backup.ts'
import { type CertificateReader } from '../ports/certificates.ts'
import { type DemoPkiMaker } from '../ports/demo-pki.ts'
import { type DocumentSigner } from '../ports/document-signer.ts'
import { type DocumentVerifier } from '../ports/document-verifier.ts'
import { type CardSheets } from '../ports/card-sheets.ts'
import { type FaceRenderer } from '../ports/face-renderer.ts'
import { type FileVault, type OutsideFiles } from '../ports/file-vault.ts'
import { type PhotoConverter } from '../ports/photo-converter.ts'
import { type Printers } from '../ports/printers.ts'
import { type PrintPages } from '../ports/print-pages.ts'
import { type Clock, type Digests, type Ids, type PasswordHasher, type Turns } from '../ports/platform.ts'
import { type KeyProvider } from '../ports/seal-keys.ts'
import { type StoreGateway } from '../ports/store-gateway.ts'
import { type SignedEnvelopes } from '../ports/signed-envelope.ts'
import { type Tables } from '../ports/tables.ts'
import { SCHEMA_VERSION } from '../db/index.ts'
import { createTables } from '../importing/tables.ts'
import { systemClock } from '../platform/clock.ts'
import { cupsPrinters } from '../platform/cups.ts'
import { digests } from '../platform/digests.ts'
import { diskSpace } from '../platform/disk-space.ts'
import { createFaultLog } from '../platform/fault-log.ts'
import { folders } from '../platform/folders.ts'
import { createIds } from '../platform/ids.ts'
import { outsideFiles } from '../platform/outside-files.ts'
import { photoConverter } from '../platform/photo-converter.ts'
import { createPasswordHasher } from '../platform/passwords.ts'
import { createSecretBox } from '../platform/secret-box.ts'
import { eventLoopTurns } from '../platform/turns.ts'
import { createVault } from '../platform/vault.ts'
import { createFaceRenderer, createPrintPages } from '../rendering/index.ts'
import {
  certificateReader,
  createDemoPki,
  createDocumentVerifier,
  createPadesSigner,
  createPkcs12Provider,
  createSignedEnvelopes,
} from '../signing/index.ts'
import { createReferenceGateway } from '../sync/index.ts'
import { headingRowTest } from '../../shared/domain/import/headings.ts'
import { type Workshop } from '../ports/workshop.ts'
import { FAULTS_FILE } from '../usecases/common/data-folder.ts'
import { type Standard } from '../usecases/common/standard.ts'
import { createBackupOpener } from './backup-opener.ts'
import { fontCache } from './workshop/font-cache.ts'
import { createWorkshop, type WorkshopEntry } from './workshop/index.ts'

/** Every port with the part that fills it. Use cases take the few that they name. */
export interface Adapters {
  readonly db: WorkstationDatabase
  readonly standard: Standard
  readonly regions: Standard['regions']
  readonly clock: Clock
  readonly ids: Ids
  readonly digests: Digests
  readonly passwords: PasswordHasher
  readonly turns: Turns
  readonly vault: FileVault
  readonly outside: OutsideFiles
  readonly folders: Folders
  readonly opener: BackupOpener
  readonly disk: DiskSpace
  readonly faults: FaultLog
  readonly about: About
  readonly photos: PhotoConverter
  readonly renderer: FaceRenderer & CardSheets
  readonly printers: Printers
  readonly printPages: PrintPages
  readonly signer: DocumentSigner
  readonly verifier: DocumentVerifier
  readonly workshop: Workshop
  readonly certificates: CertificateReader
  readonly keys: KeyProvider
  readonly envelopes: SignedEnvelopes
  readonly demoPki: DemoPkiMaker
  readonly tables: Tables
  readonly gateway: StoreGateway
  random(): number
  missingCharacters(text: string): readonly string[]
}

export interface AdapterInput {
  readonly db: WorkstationDatabase
  readonly dataDir: string
  readonly dataKey: Uint8Array
  readonly standard: Standard
  readonly clock?: Clock
  /** The host's, where it has its own; CUPS otherwise. */
  readonly printers?: Printers
  /** Draws and judges the copies of large batches in a thread of its own, where the host has built one. */
  readonly workshop?: WorkshopEntry
}

/** The version that package.json says, put in by the bundler. */
declare const LW_VERSION: string | undefined

const about = (): About => ({
  program: typeof LW_VERSION === 'string' ? LW_VERSION : 'development',
  runtime: `node ${process.versions.node}`,
  system: `${process.platform} ${process.arch}`,
  schemaVersion: SCHEMA_VERSION,
})

/** Makes the adapters of one workstation over its open database. */
export function createAdapters(input: AdapterInput): Adapters {
  const clock = input.clock ?? systemClock
  // Which system font has which character is remembered, so that only the first start looks through them.
  const renderer = createFaceRenderer({ systemFonts: { cacheFile: fontCache(input.dataDir) } })
  const verifier = createDocumentVerifier()
  const faults = createFaultLog(path.join(input.dataDir, FAULTS_FILE), clock)
  const { standard, dataDir } = input
  return {
    db: input.db,
    standard,
    regions: standard.regions,
    clock,
    ids: createIds(),
    digests,
    passwords: createPasswordHasher(),
    turns: eventLoopTurns,
    vault: createVault(dataDir),
    outside: outsideFiles,
    folders,
    opener: createBackupOpener(input.dataKey),
    disk: diskSpace,
    faults,
    about: about(),
    photos: photoConverter,
    renderer,
    printers: input.printers ?? cupsPrinters,
    printPages: createPrintPages(renderer),
    signer: createPadesSigner(),
    verifier,
    workshop: createWorkshop({ renderer, verifier, digests, faults, dataDir }, input.workshop),
    certificates: certificateReader,
    keys: createPkcs12Provider(),
    envelopes: createSignedEnvelopes(),
    demoPki: createDemoPki(),
    tables: createTables({ isHeadingRow: headingRowTest(standard.kinds) }),
    gateway: createReferenceGateway(createSecretBox(input.dataKey)),
    random: () => Math.random(),
    missingCharacters: text => renderer.missingCharacters(text),
  }
}
