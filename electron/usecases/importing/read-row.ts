import { damagedCell } from '../../../shared/domain/import/cells.ts'
import { mapHeadings, type HeadingMap } from '../../../shared/domain/import/headings.ts'
import { eventOf, kindOf } from '../../../shared/domain/import/mixed.ts'
import { type ImportFault } from '../../../shared/domain/batch.ts'
import {
  type FieldValue,
  type FieldValues,
  type KindDefinition,
  type KindId,
  type LifeEvent,
} from '../../../shared/domain/kinds/kind.ts'
import { dateFromSerial } from '../../../shared/domain/kinds/date-text.ts'
import { normaliseValue } from '../../../shared/domain/kinds/normalise-value.ts'
import { type Words } from '../../../shared/kernel/words.ts'
import { type Cell, type TableRow } from '../../ports/tables.ts'
import { type Standard } from '../common/standard.ts'

export type RowFault = ImportFault['faults'][number]

/** A row in our terms: what could be understood, and every fault by field and heading. */
export interface ReadRow {
  readonly row: number
  readonly kind: KindDefinition | null
  readonly event: LifeEvent
  readonly values: FieldValues
  /** Photo cells name a file; they are fetched by the caller. */
  readonly photo: { readonly field: string; readonly heading: string; readonly text: string } | null
  readonly faults: readonly RowFault[]
}

export interface RowReader {
  read(row: TableRow): ReadRow
  headingOf(kind: KindId, field: string): string | null
}

const fault = (code: string, text: Words, field: string | null, heading: string | null): RowFault => ({
  field,
  heading,
  code,
  text,
})

/** The cell as a person would write it down, days as `2023-03-01`; for rows that are to be mended. */
export function cellText(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'boolean') return cell ? '是' : '否'
  return typeof cell === 'object' ? (dateFromSerial(cell.serial) ?? String(cell.serial)) : String(cell)
}

const specialText = (map: HeadingMap | undefined, row: TableRow, column: 'kind' | 'event'): string => {
  const heading = map?.special.get(column)
  return heading === undefined ? '' : cellText(row.cells[heading]).trim()
}

/** Reads rows of one file: headings are matched once for each kind. */
export function createRowReader(
  standard: Standard,
  headings: readonly string[],
  only: KindId | null,
): RowReader {
  const maps = new Map<KindId, HeadingMap>()
  const mapFor = (id: KindId): HeadingMap => {
    const known = maps.get(id) ?? mapHeadings(standard.kind(id), headings)
    maps.set(id, known)
    return known
  }
  // The columns for kind and event are the same whatever the kind.
  const anyMap = (): HeadingMap | undefined =>
    standard.kinds[0] ? mapFor(only ?? standard.kinds[0].id) : undefined

  function kindOfRow(row: TableRow): KindDefinition | RowFault {
    if (only !== null) return standard.kind(only)
    const named = kindOf(standard.kinds, specialText(anyMap(), row, 'kind'))
    if (named.ok) return standard.kind(named.value)
    return fault(named.error.code, named.error.text, null, anyMap()?.special.get('kind') ?? null)
  }

  function read(row: TableRow): ReadRow {
    const kind = kindOfRow(row)
    const event = eventOf(specialText(anyMap(), row, 'event'))
    const empty = { row: row.row, event: event.ok ? event.value : ('new' as const), photo: null }
    if ('code' in kind) return { ...empty, kind: null, values: {}, faults: [kind] }
    const taken = takeCells(standard, kind, mapFor(kind.id), row)
    const eventFault = event.ok
      ? []
      : [fault(event.error.code, event.error.text, null, anyMap()?.special.get('event') ?? null)]
    return { ...empty, kind, ...taken, faults: [...eventFault, ...taken.faults] }
  }

  return {
    read,
    headingOf(kind, field) {
      for (const [heading, id] of mapFor(kind).columns) if (id === field) return heading
      return null
    },
  }
}

function takeCells(
  standard: Standard,
  kind: KindDefinition,
  map: HeadingMap,
  row: TableRow,
): Pick<ReadRow, 'values' | 'photo' | 'faults'> {
  const values: Record<string, FieldValue> = {}
  const faults: RowFault[] = []
  let photo: ReadRow['photo'] = null
  for (const [heading, fieldId] of map.columns) {
    const field = kind.fields.find(f => f.id === fieldId)
    const cell = row.cells[heading] ?? null
    if (!field || cellText(cell).trim() === '') continue
    if (field.type.type === 'photo') {
      photo = { field: field.id, heading, text: cellText(cell).trim() }
      continue
    }
    const damaged = damagedCell(cell)
    if (damaged) {
      faults.push(fault('cell-damaged', damaged, field.id, heading))
      continue
    }
    const value = normaliseValue(kind, field, cell, standard.regions)
    if (value.ok) values[field.id] = value.value
    else faults.push(fault(value.error.code, value.error.text, field.id, heading))
  }
  return { values, photo, faults }
}
