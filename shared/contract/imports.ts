import { z } from 'zod'
import { type ImportFault, type ImportForm, type ImportJob } from '../domain/batch.ts'
import { channel } from './define.ts'
import { type WrittenFile } from './files.ts'
import { idText, nothing, pageSize, seqNumber, shortText } from './text.ts'
import { kindId } from './values.ts'

export interface TableHeadView {
  readonly format: 'xlsx' | 'csv' | 'json'
  readonly encoding?: 'utf-8' | 'gb18030'
  readonly sheet?: string
  readonly headings: readonly string[]
  readonly headingRow: number
}

export interface StartedImport {
  readonly job: ImportJob
  readonly head: TableHeadView
  /** Headings that nothing is taken from. */
  readonly unknown: readonly string[]
  /** The newest import of the same content: the clerk is asked whether it is meant. */
  readonly before: ImportJob | null
}

/** What the file of a job holds. */
export interface LookedAt {
  readonly head: TableHeadView
  /** Filled rows behind the headings. */
  readonly rows: number
}

export interface ImportResult {
  readonly job: ImportJob
  readonly faults: readonly ImportFault[]
  /** Those of them that somebody has begun to mend: the cells as they stand now, by row. */
  readonly mended: Readonly<Record<number, ImportFault['cells']>>
}

export interface RetriedRow {
  readonly job: ImportJob
  /** What is still wrong; null when the row has been taken. */
  readonly fault: ImportFault | null
}

const TABLE = [
  'file-unreadable',
  'format-unknown',
  'too-large',
  'no-headings',
  'duplicate-heading',
  'encoding-unknown',
  'file-encrypted',
] as const
const job = z.strictObject({ jobId: idText })
const purpose = z.enum(['applications', 'stock'])
const options = z.strictObject({
  kind: kindId.nullable(),
  papersAtHand: z.boolean(),
  originNote: shortText.nullable(),
})
const cells = z.record(z.string().max(500), z.string().max(20_000))

const MENDING = ['import-not-found', 'fault-not-found', 'row-too-large'] as const

export const importsContract = {
  'imports.start': channel<StartedImport>()({
    input: z.strictObject({
      upload: idText,
      purpose,
      options,
    }),
    errors: [
      ...TABLE,
      'upload-unknown',
      'office-missing',
      'columns-missing',
      'columns-ambiguous',
      'kind-column-missing',
    ],
  }),
  /** Answers when the job ends, is paused or cancelled; `import.progress` tells how far it is. */
  'imports.run': channel<ImportJob>()({
    input: job,
    errors: [
      ...TABLE,
      'import-not-found',
      'import-over',
      'import-running',
      'file-changed',
      'disk-full',
      'disk-error',
    ],
  }),
  /** Looks through the whole file of a job that is not over: how many rows there are to take. */
  'imports.look': channel<LookedAt>()({ input: job, errors: [...TABLE, 'import-not-found', 'import-over'] }),
  /** Puts pictures beside the job's file, so that rows that name them can be taken. The upload, with all beside it. */
  'imports.addPictures': channel<null>()({
    input: job.extend({ upload: idText }),
    errors: ['import-not-found', 'upload-unknown', 'import-elsewhere'],
  }),
  'imports.pause': channel<ImportJob>()({ input: job, errors: ['import-not-found', 'import-over'] }),
  'imports.cancel': channel<ImportJob>()({ input: job, errors: ['import-not-found', 'import-over'] }),
  'imports.list': channel<readonly ImportJob[]>()({ input: z.strictObject({ limit: pageSize }) }),
  'imports.faults': channel<ImportResult>()({
    input: job.extend({ afterRow: seqNumber.exactOptional(), limit: pageSize }),
    errors: ['import-not-found'],
  }),
  'imports.rows': channel<readonly { readonly row: number; readonly applicationId: string }[]>()({
    input: job,
  }),
  'imports.retryFault': channel<RetriedRow>()({
    input: job.extend({ row: z.int().min(1), cells }),
    errors: MENDING,
  }),
  /** Keeps a row as it is being mended; `null` goes back to the row as the file has it. */
  'imports.keepMended': channel<null>()({
    input: job.extend({ row: z.int().min(1), cells: cells.nullable() }),
    errors: MENDING,
  }),
  /** What this person has filled in for a new import that is not laid down yet. */
  'imports.form': channel<ImportForm | null>()({ input: nothing }),
  'imports.keepForm': channel<null>()({
    input: z.strictObject({
      purpose,
      options,
      tableName: shortText.nullable(),
      pictures: z.int().min(0).max(10_000),
    }),
  }),
  'imports.faultSheet': channel<WrittenFile>()({
    input: job,
    errors: ['import-not-found', 'file-not-written'],
  }),
} as const
