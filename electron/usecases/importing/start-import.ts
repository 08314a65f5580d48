import { mapHeadings, type HeadingMap } from '../../../shared/domain/import/headings.ts'
import { type KindDefinition } from '../../../shared/domain/kinds/kind.ts'
import { type ImportJob, type ImportOptions } from '../../../shared/domain/batch.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'
import { type TableErrorCode, type TableHead } from '../../ports/tables.ts'
import { NEW_IMPORT } from '../common/jots.ts'
import { journalled } from '../common/journal.ts'
import { officeOf } from '../common/settings.ts'
import { type ImportPorts } from './ports.ts'
import { statusColumns } from './stock-status.ts'

export interface StartImportInput {
  readonly path: string
  readonly purpose: ImportJob['purpose']
  readonly options: ImportOptions
}

export interface StartedImport {
  readonly job: ImportJob
  readonly head: TableHead
  /** Headings that nothing is taken from; not told where a column says the kind row by row. */
  readonly unknown: readonly string[]
  /** The newest import of a file with the same content, unless it was cancelled: the clerk is asked whether it is meant. */
  readonly before: ImportJob | null
}

export type StartImportError = AppError<
  TableErrorCode | 'office-missing' | 'columns-missing' | 'columns-ambiguous' | 'kind-column-missing'
>

/** Imports that are looked through for the same file. Our default. */
const LOOK_BACK = 1000

const quoted = (names: readonly string[]): string => names.map(n => `“${n}”`).join('、')

const noKindColumn: StartImportError = appError(
  'kind-column-missing',
  words('表中没有“证照类型”一列', 'The file has no column for the kind of licence'),
  {
    next: words(
      '请加上“证照类型”列，或在导入时选定证照类型',
      'Add a column 证照类型, or choose the kind when importing',
    ),
  },
)

const ambiguous = (headings: readonly string[]): StartImportError =>
  appError(
    'columns-ambiguous',
    words(`列 ${quoted(headings)} 含义不清`, `The columns ${headings.join(', ')} are ambiguous`),
    {
      next: words(
        '请改用标准列名，或删去重复的列',
        'Use the standard headings, or remove the column that is there twice',
      ),
      data: { headings },
    },
  )

function columnsMissing(kind: KindDefinition, map: HeadingMap): StartImportError {
  const labels = map.missing.map(id => kind.fields.find(f => f.id === id)?.label.zh ?? id)
  return appError(
    'columns-missing',
    words(`缺少必填列 ${quoted(labels)}`, `Mandatory columns are missing: ${map.missing.join(', ')}`),
    {
      next: words(
        `请补上这些列；未识别的列：${quoted(map.unknown) || '无'}`,
        `Add them; headings not recognised: ${map.unknown.join(', ') || 'none'}`,
      ),
      data: { missing: map.missing, unknown: map.unknown },
    },
  )
}

/** Whether the headings can serve: a file that lacks a mandatory column is refused whole, before a row is read. */
function headingFault(
  ports: ImportPorts,
  head: TableHead,
  input: StartImportInput,
): StartImportError | readonly string[] {
  const { kind: only } = input.options
  if (only === null) {
    const [any] = ports.standard.kinds
    const hasKind = any !== undefined && mapHeadings(any, head.headings).special.has('kind')
    return hasKind ? [] : noKindColumn
  }
  const kind = ports.standard.kind(only)
  const map = mapHeadings(kind, head.headings)
  const [unclear] = map.ambiguous
  if (unclear) return ambiguous(unclear.headings)
  return map.missing.length > 0 ? columnsMissing(kind, map) : map.unknown
}

/** Looks at a file and lays down a job for it; no row is taken yet. */
export function startImport(ports: ImportPorts) {
  return async (actor: Actor, input: StartImportInput): Promise<Result<StartedImport, StartImportError>> => {
    const digest = await ports.outside.digest(input.path)
    const table = await ports.tables.open(input.path)
    if (!table.ok) return table
    const { head } = table.value
    await table.value.close()
    if (!digest) return err(appError('file-unreadable', words('文件无法读取', 'The file cannot be read')))
    const mapped = headingFault(ports, head, input)
    if ('code' in mapped) return err(mapped)
    const read = input.purpose === 'stock' ? statusColumns(head.headings).map(c => c.heading) : []
    const headings = mapped.filter(heading => !read.includes(heading))
    const at = ports.clock.now()
    return ports.db.write(stores => {
      if (!officeOf(stores))
        return err(
          appError('office-missing', words('本机关还没有设置', 'The office has not been set up yet')),
        )
      const job: ImportJob = {
        id: ports.ids.next(),
        purpose: input.purpose,
        options: input.options,
        path: input.path,
        fileName: input.path.split(/[\\/]/).at(-1) ?? input.path,
        sha256: digest.sha256,
        state: 'paused',
        lastRow: 0,
        good: 0,
        bad: 0,
        createdAt: at,
        createdBy: actor.name,
        createdById: actor.userId,
        failure: null,
      }
      const before =
        stores.imports
          .list(LOOK_BACK)
          .find(j => j.sha256 === job.sha256 && j.purpose === job.purpose && j.state !== 'cancelled') ?? null
      stores.imports.insert(job)
      stores.jots.remove(NEW_IMPORT, actor.userId)
      journalled(stores, actor, at, {
        action: 'import.started',
        subjectType: 'import',
        subjectId: job.id,
        detail: { purpose: job.purpose, file: job.fileName, sha256: job.sha256 },
      })
      return ok({ job, head, unknown: headings, before })
    })
  }
}
