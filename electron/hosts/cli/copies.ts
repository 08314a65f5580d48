import fs from 'node:fs'
import path from 'node:path'
import { type Workstation } from '../../app/workstation.ts'
import { type RowOutcome } from '../../app/issue-file.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'

/** A file name that every system takes; the number stays readable in it. */
export const safeName = (text: string): string => text.replace(/[\\/:*?"<>|\s]/g, '_').slice(0, 120)

/** Windows keeps these names for devices. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i

/** Writes the copy of an issued licence into a folder, under its number. @returns its path; null when there is none */
export function writeCopy(
  workstation: Workstation,
  actor: Actor,
  row: Pick<RowOutcome, 'licenceId' | 'number' | 'identifier'>,
  out: string,
): string | null {
  if (row.licenceId === null) return null
  const copy = workstation.calls.register.copyOf(actor, { licenceId: row.licenceId })
  if (!copy.ok) return null
  const named = safeName(row.number ?? row.licenceId)
  const base = RESERVED.test(named) ? `${named}_` : named
  const version = row.identifier?.split('.').at(-2) ?? '001'
  const folder = path.resolve(out)
  fs.mkdirSync(folder, { recursive: true })
  const file = path.join(folder, version === '001' ? `${base}.pdf` : `${base}-${version}.pdf`)
  const part = `${file}.part`
  fs.writeFileSync(part, copy.value.bytes)
  fs.renameSync(part, file)
  return file
}
