import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type WorkstationCaller } from '../../ports/caller.ts'
import { type StoreClock } from '../../ports/clock.ts'
import { type HeldFile, type Shelf, type WholeFile } from '../../ports/shelf.ts'
import { type Database } from '../../ports/sql.ts'
import { type WholeFiles } from '../../ports/whole-files.ts'

export interface FilePorts {
  readonly db: Database
  readonly clock: StoreClock
  readonly shelf: Shelf
}

async function sizesOfWhole(db: Database, sha256s: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await db.sql.query<{ sha256: string; bytes: number }>(
    'SELECT sha256, bytes FROM files WHERE sha256 = ANY($1::text[])',
    [sha256s],
  )
  return new Map(rows.map(row => [row.sha256, row.bytes]))
}

/** What a record may name as its file. */
export const wholeFiles = (db: Database): WholeFiles => ({
  has: async sha256s => new Set((await sizesOfWhole(db, sha256s)).keys()),
})

/** How much of each file is here: the whole of anybody’s, the unfinished of the caller’s. */
export const listHeld =
  ({ db, shelf }: FilePorts) =>
  async (
    { workstationId }: WorkstationCaller,
    sha256s: readonly string[],
  ): Promise<Result<{ readonly files: readonly HeldFile[] }, AppError<never>>> => {
    const whole = await sizesOfWhole(db, sha256s)
    const files: HeldFile[] = []
    for (const sha256 of sha256s) {
      const bytes = whole.get(sha256)
      files.push(
        bytes === undefined
          ? { sha256, have: await shelf.have(workstationId, sha256), whole: false }
          : { sha256, have: bytes, whole: true },
      )
    }
    return ok({ files })
  }

export interface PutPieceInput {
  readonly sha256: string
  readonly offset: number
  readonly total: number
  readonly bytes: Uint8Array
}

const offsetWrong = (have: number): AppError<'file-offset-wrong'> =>
  appError(
    'file-offset-wrong',
    words(`国家库已有 ${have} 字节，应从那里续传`, `the store has ${have} bytes and goes on there`),
    { next: words('从所示位置续传', 'go on at the place that is named'), data: { have } },
  )

const digestWrong = (): AppError<'file-digest-wrong'> =>
  appError(
    'file-digest-wrong',
    words('收到的文件与其摘要不符，已丢弃', 'the file is not what its digest says and was dropped'),
    {
      next: words(
        '请从头重传；仍不符时检查工作站磁盘',
        'send it anew; if it stays, check the workstation’s disk',
      ),
    },
  )

const keep = ({ db, clock }: FilePorts, { sha256, sm3, bytes }: WholeFile): Promise<unknown> =>
  db.sql.query(
    'INSERT INTO files (sha256, sm3, bytes, kept_at) VALUES ($1, $2, $3, $4) ON CONFLICT (sha256) DO NOTHING',
    [sha256, sm3, bytes, clock.now()],
  )

/** Takes a piece. A file counts as held only when it is whole, checked, on the disk, and written down. */
export const putPiece =
  (ports: FilePorts) =>
  async (
    { workstationId }: WorkstationCaller,
    input: PutPieceInput,
  ): Promise<Result<HeldFile, AppError<'file-offset-wrong' | 'file-digest-wrong'>>> => {
    const { sha256 } = input
    const known = (await sizesOfWhole(ports.db, [sha256])).get(sha256)
    if (known !== undefined) return ok({ sha256, have: known, whole: true })
    const outcome = await ports.shelf.put({ ...input, workstationId })
    switch (outcome.state) {
      case 'part':
        return ok({ sha256, have: outcome.have, whole: false })
      case 'elsewhere':
        return err(offsetWrong(outcome.have))
      case 'wrong':
        return err(digestWrong())
      case 'whole':
        await keep(ports, outcome.file)
        return ok({ sha256, have: outcome.file.bytes, whole: true })
    }
  }
