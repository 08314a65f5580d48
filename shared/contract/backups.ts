import { z } from 'zod'
import { type AppError } from '../kernel/app-error.ts'
import { type Instant } from '../kernel/instant.ts'
import { type Words } from '../kernel/words.ts'
import { channel } from './define.ts'
import { type WrittenFile } from './files.ts'
import { nothing, shortText } from './text.ts'

export interface BackupLine {
  readonly name: string
  readonly folder: string
  /** Null where the backup's list cannot be read. */
  readonly facts: {
    readonly madeAt: string
    readonly licences: number
    readonly files: number
    readonly bytes: number
  } | null
}

export interface BackupsView {
  readonly place: string
  /** Whether somebody chose it; else it is the usual one beside the data. */
  readonly chosen: boolean
  readonly backups: readonly BackupLine[]
  readonly lastDrill: { readonly at: string; readonly ok: boolean } | null
}

export interface BackupMade {
  readonly name: string
  readonly folder: string
  readonly files: number
  readonly bytes: number
  readonly missing: readonly string[]
  readonly removed: readonly string[]
  readonly warnings: readonly AppError[]
}

export interface DrillReport {
  readonly ok: boolean
  readonly madeAt: Instant | null
  readonly checks: readonly {
    readonly code: string
    readonly ok: boolean
    readonly text: Words
    readonly paths: readonly string[]
  }[]
}

const place = z.string().min(1).max(1_000)

export const backupsContract = {
  /** The place used last, and what lies there. */
  'backups.view': channel<BackupsView>()({ input: nothing }),
  'backups.setPlace': channel<BackupsView>()({
    input: z.strictObject({ place }),
    errors: ['backup-place-unusable'],
  }),
  'backups.make': channel<BackupMade>()({
    input: nothing,
    errors: ['office-not-set-up', 'backup-place-full', 'backup-not-written'],
  }),
  'backups.drill': channel<DrillReport>()({
    input: z.strictObject({ name: shortText }),
    errors: ['backup-not-found', 'drill-not-possible'],
  }),
  /** What the drill held last in this window found, as a text file. */
  'backups.saveReport': channel<WrittenFile>()({
    input: nothing,
    errors: ['drill-not-held', 'file-not-written'],
  }),
} as const
