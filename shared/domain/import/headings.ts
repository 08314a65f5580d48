import { type FieldDefinition, type KindDefinition } from '../kinds/kind.ts'
import { comparedForms, editDistance } from './normalise.ts'

/** Columns that an import understands besides the fields of a kind. `sequence` is the clerk's own row count and is not imported. */
export type SpecialColumn = 'kind' | 'event' | 'sequence'

export interface AmbiguousHeading {
  /** One heading that may mean several fields, or several headings that mean the same field. Exact text of the file. */
  readonly headings: readonly string[]
  readonly fieldIds: readonly string[]
}

export interface HeadingMap {
  /** Heading (exact text of the file) → field id. Each field at most once. */
  readonly columns: ReadonlyMap<string, string>
  readonly special: ReadonlyMap<SpecialColumn, string>
  readonly unknown: readonly string[]
  /** Unknown heading → ids of fields that it nearly names, the nearest first, three at most. */
  readonly suggestions: ReadonlyMap<string, readonly string[]>
  /** Mandatory fields that the clerk must give and that have no column. An ambiguous field counts as missing. */
  readonly missing: readonly string[]
  readonly ambiguous: readonly AmbiguousHeading[]
}

const SPECIAL_NAMES: Readonly<Record<SpecialColumn, readonly string[]>> = {
  kind: [
    '证照类型',
    '证照种类',
    '证件类型',
    '证件种类',
    '许可证类型',
    '许可证种类',
    '证照名称',
    '证种',
    'kind',
    'licence kind',
  ],
  event: [
    '事项',
    '事项类型',
    '办理事项',
    '业务类型',
    '申请类型',
    '申请事项',
    '办理类型',
    'event',
    'application type',
  ],
  sequence: ['序号', '行号', '顺序号', 'No', 'seq', 'sequence'],
}

/** The standard's own base fields carry these two names too; a column of either tells the kind of a mixed file. */
const TYPE_FIELD_NAMES = ['ZZMC', 'ZZLXMC', 'ZZLXDM', '证照类型名称', '证照类型代码']

/** Names of a field by trust: label, ids, then synonyms. A better name wins over a worse one. */
function namesOf(field: FieldDefinition): readonly (readonly string[])[] {
  return [[field.label.zh], [field.label.en, field.id, field.shortName], field.synonyms]
}

/** normalised name → rank (0 best) → field ids. */
type NameIndex = ReadonlyMap<string, readonly (readonly string[])[]>

function indexOf(kind: KindDefinition): NameIndex {
  const index = new Map<string, string[][]>()
  const put = (name: string, rank: number, fieldId: string) => {
    const ranks = index.get(name) ?? []
    const ids = (ranks[rank] ??= [])
    if (!ids.includes(fieldId)) ids.push(fieldId)
    index.set(name, ranks)
  }
  for (const field of kind.fields)
    for (const [rank, names] of namesOf(field).entries())
      // A label without its brackets (法定代表人（主要负责人）) counts as less sure than the same words in full.
      for (const name of names)
        for (const [shortened, form] of comparedForms(name).entries())
          put(form, 2 * rank + shortened, field.id)
  return index
}

function fieldsNamed(index: NameIndex, heading: string): readonly string[] {
  for (const form of comparedForms(heading)) {
    const best = index.get(form)?.find(ids => ids !== undefined && ids.length > 0)
    if (best) return best
  }
  return []
}

function specialNamed(heading: string): SpecialColumn | undefined {
  const forms = comparedForms(heading)
  const named = (names: readonly string[]) =>
    names.some(name => comparedForms(name).some(form => forms.includes(form)))
  const found = (Object.keys(SPECIAL_NAMES) as SpecialColumn[]).find(key => named(SPECIAL_NAMES[key]))
  return found ?? (named(TYPE_FIELD_NAMES) ? 'kind' : undefined)
}

/** How far a heading may be off: a third of its length, one step at least, three at most. */
const reach = (form: string): number => Math.max(1, Math.min(3, Math.floor([...form].length / 3)))

/** Field ids whose names are near the heading, nearest first, three at most. */
function nearFields(index: NameIndex, heading: string): readonly string[] {
  const near = new Map<string, number>()
  for (const form of comparedForms(heading))
    for (const [name, ranks] of index) {
      if ([...name].length < 2 || Math.abs(name.length - form.length) > 3) continue
      const distance = editDistance(form, name)
      if (distance > reach(form)) continue
      for (const id of ranks.flat()) near.set(id, Math.min(distance, near.get(id) ?? distance))
    }
  return [...near]
    .sort((a, b) => a[1] - b[1])
    .slice(0, 3)
    .map(([id]) => id)
}

interface Sorted {
  readonly byField: Map<string, string[]>
  readonly special: Map<SpecialColumn, string>
  readonly unknown: string[]
  readonly ambiguous: AmbiguousHeading[]
}

function sortHeadings(index: NameIndex, headings: readonly string[]): Sorted {
  const sorted: Sorted = { byField: new Map(), special: new Map(), unknown: [], ambiguous: [] }
  for (const heading of headings) {
    const ids = fieldsNamed(index, heading)
    const special = ids.length === 0 ? specialNamed(heading) : undefined
    const [only] = ids
    if (ids.length > 1) sorted.ambiguous.push({ headings: [heading], fieldIds: ids })
    else if (only !== undefined) sorted.byField.set(only, [...(sorted.byField.get(only) ?? []), heading])
    else if (special && !sorted.special.has(special)) sorted.special.set(special, heading)
    else sorted.unknown.push(heading)
  }
  return sorted
}

/**
 * In a file without a column of its own for the kind, 证照名称 tells it: the workstation sets that field from the kind
 * anyway, so nothing is lost.
 */
function nameKindColumn(
  kind: KindDefinition,
  columns: Map<string, string>,
  special: Map<SpecialColumn, string>,
): void {
  if (special.has('kind')) return
  const setByUs = new Set(kind.fields.filter(field => field.entry === 'issue').map(field => field.id))
  for (const [heading, fieldId] of columns) {
    if (!setByUs.has(fieldId) || specialNamed(heading) !== 'kind') continue
    columns.delete(heading)
    special.set('kind', heading)
    return
  }
}

/**
 * Says which column of a file is which field of a kind. Headings are compared by the fields' Chinese and English labels,
 * ids, short names (`ZZBH`) and synonyms, without regard to blanks, case, full width, `*` marks and brackets with units.
 * Nothing is guessed: two columns for one field, or one column for two fields, are reported and not mapped.
 */
export function mapHeadings(kind: KindDefinition, headings: readonly string[]): HeadingMap {
  const index = indexOf(kind)
  const { byField, special, unknown, ambiguous } = sortHeadings(index, headings)
  const columns = new Map<string, string>()
  for (const [fieldId, named] of byField) {
    const [only] = named
    if (named.length > 1) ambiguous.push({ headings: named, fieldIds: [fieldId] })
    else if (only !== undefined) columns.set(only, fieldId)
  }
  nameKindColumn(kind, columns, special)
  const mapped = new Set(columns.values())
  const missing = kind.fields
    .filter(f => f.obligation === 'mandatory' && f.entry === 'clerk' && !mapped.has(f.id))
    .map(f => f.id)
  const suggestions = new Map<string, readonly string[]>()
  for (const heading of unknown) {
    const near = nearFields(index, heading).filter(id => !mapped.has(id))
    if (near.length > 0) suggestions.set(heading, near)
  }
  return { columns, special, unknown, suggestions, missing, ambiguous }
}

/**
 * Makes the test that finds the heading row of a sheet among titles, remarks and data: at least two cells name a field
 * of one of the kinds (or a special column), and these are at least a third of all filled cells.
 */
export function headingRowTest(kinds: readonly KindDefinition[]): (cells: readonly unknown[]) => boolean {
  const indexes = kinds.map(indexOf)
  const known = (cell: string) =>
    specialNamed(cell) !== undefined || indexes.some(index => fieldsNamed(index, cell).length > 0)
  return cells => {
    const filled = cells.filter(cell => cell !== null && cell !== undefined && cell !== '')
    // A longer text is a remark; comparing it would only cost time.
    const hits = filled.filter(cell => typeof cell === 'string' && cell.length <= 80 && known(cell)).length
    return hits >= 2 && hits * 3 >= filled.length
  }
}
