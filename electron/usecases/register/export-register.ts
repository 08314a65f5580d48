import { STATUS_WORDS } from '../../../shared/domain/licence/life-cycle.ts'
import {
  shownStatus,
  type LicenceQuery,
  type LicenceSummary,
} from '../../../shared/domain/licence/licence.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { maskedHolderCode, withoutIdNumbers } from '../../../shared/domain/privacy.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { civilDateOf, type CivilDate } from '../../../shared/kernel/instant.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { type Turns } from '../../ports/platform.ts'
import { type SheetCell, type Tables } from '../../ports/tables.ts'
import { journalled } from '../common/journal.ts'
import { type BasePorts } from '../common/ports.ts'
import { sheetWritten } from '../common/sheet-written.ts'
import { type Standard } from '../common/standard.ts'
import { queryFault } from './search-licences.ts'

export interface ExportPorts extends BasePorts {
  readonly standard: Standard
  readonly tables: Tables
  readonly turns: Turns
}

export interface ExportInput {
  readonly query: Omit<LicenceQuery, 'limit' | 'after'>
  /** Where the .xlsx goes. */
  readonly path: string
}

const HEADINGS = [
  '证照类型',
  '证照编号',
  '证照标识',
  '版本',
  '持证主体',
  '持证主体代码',
  '状态',
  '颁发日期',
  '有效期截止',
  '来源',
]
const PAGE = 500

export type ExportError = AppError<'search-too-short' | 'search-too-long' | 'file-not-written'>

/** Which part of the register was asked for, without what could be personal. */
const filtersOf = (query: ExportInput['query']): readonly string[] =>
  Object.entries(query).flatMap(([name, value]) => (value === undefined || value === '' ? [] : [name]))

/**
 * Writes the found part of the register to a sheet; personal numbers stay masked. Who exported what is journalled before the
 * sheet takes its name: no sheet without its line.
 */
export function exportRegister(ports: ExportPorts) {
  return async (actor: Actor, input: ExportInput): Promise<Result<{ rows: number }, ExportError>> => {
    const fault = queryFault(input.query)
    if (fault) return err(fault)
    const today = civilDateOf(ports.clock.now())
    let rows = 0
    const written = await sheetWritten(async () => {
      const sheet = ports.tables.writeXlsx(input.path, '证照库', HEADINGS)
      let after: string | null = null
      do {
        const query: LicenceQuery = { ...input.query, limit: PAGE, ...(after === null ? {} : { after }) }
        const page = ports.db.read(stores => stores.licences.search(query, today))
        for (const item of page.items) sheet.addRow(cellsOf(ports.standard, item, today))
        rows += page.items.length
        after = page.cursor
        await ports.turns.next()
      } while (after !== null)
      ports.db.write(stores =>
        journalled(stores, actor, ports.clock.now(), {
          action: 'register.exported',
          subjectType: 'file',
          subjectId: 'register',
          detail: { rows, filters: filtersOf(input.query) },
        }),
      )
      await sheet.close()
    })
    return written.ok ? ok({ rows }) : written
  }
}

function cellsOf(standard: Standard, item: LicenceSummary, today: CivilDate): readonly SheetCell[] {
  const texts = [
    standard.kind(item.kind).name.zh,
    item.number,
    item.identifier ?? '',
    String(item.version).padStart(3, '0'),
    withoutIdNumbers(item.holderName),
    maskedHolderCode(item.holderCodeType, item.holderCode),
    STATUS_WORDS[shownStatus(item, today)].zh,
    item.issueDate,
    item.validTo ?? '长期',
    item.origin === 'stock' ? '存量导入' : '本机制发',
  ]
  return texts.map(value => ({ value }))
}
