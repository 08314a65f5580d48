import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { createTables } from '../../../electron/importing/tables.ts'
import { outsideFiles } from '../../../electron/platform/outside-files.ts'
import { type TableHead } from '../../../electron/ports/tables.ts'
import { createRowReader, type ReadRow } from '../../../electron/usecases/importing/read-row.ts'
import { headingRowTest } from '../../../shared/domain/import/headings.ts'
import { type FieldValues, type KindId } from '../../../shared/domain/kinds/kind.ts'
import { checkPhoto } from '../../../shared/domain/photo/inspect-photo.ts'
import { builtinStandard } from '../../builders/workstation-db.ts'

export const DEMO_FOLDER = fileURLToPath(new URL('../../../resources/demo', import.meta.url))

export const tables = createTables({ isHeadingRow: headingRowTest(builtinStandard.kinds) })

export interface ReadFile {
  readonly head: TableHead
  readonly rows: readonly ReadRow[]
}

/** Reads a committed file through the same door as an import. */
export async function readDemo(name: string, kind: KindId | null): Promise<ReadFile> {
  const opened = await tables.open(path.join(DEMO_FOLDER, name))
  if (!opened.ok) throw new Error(`${name}: ${opened.error.text.en}`)
  const { head } = opened.value
  const reader = createRowReader(builtinStandard, head.headings, kind)
  const rows: ReadRow[] = []
  for await (const row of opened.value.rows()) {
    if (!row.ok) throw new Error(`${name}: ${row.error.text.en}`)
    rows.push(reader.read(row.value))
  }
  await opened.value.close()
  return { head, rows }
}

/** Without what a file says nothing of: a blank and a null are the same there. */
export const given = (values: FieldValues): FieldValues =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))

/** The row's values with its photo put in, judged by the kind's rule as an import does. */
export function withPhoto(row: ReadRow): FieldValues {
  if (!row.photo) return row.values
  const rule = row.kind?.photo
  if (!rule) throw new Error(`row ${row.row}: ${row.kind?.id} has no photo`)
  const bytes = outsideFiles.read(path.join(DEMO_FOLDER, row.photo.text), rule.maxBytes + 1)
  if (!bytes) throw new Error(`row ${row.row}: no picture ${row.photo.text}`)
  const checked = checkPhoto(bytes, rule)
  if (!checked.ok) throw new Error(`row ${row.row}: ${checked.error.text.en}`)
  return { ...row.values, [row.photo.field]: `sha256:${'0'.repeat(64)}` }
}

export const bytesOf = (name: string): Uint8Array => fs.readFileSync(path.join(DEMO_FOLDER, name))
