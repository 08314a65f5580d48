import { unreadable } from '../faults.ts'
import { type ZipFile } from '../zip/zip-reader.ts'
import { attribute, readPart, type XmlHandler } from './xml.ts'

/** Parts that describe the book; real ones have a few kilobytes. */
export const DESCRIPTION_BYTES = 32 * 1024 * 1024
const MAX_SHEETS = 1_000

interface BookSheet {
  readonly name: string
  readonly part: string
}

export interface Book {
  /** Visible worksheets in the order of their tabs. */
  readonly sheets: readonly BookSheet[]
  /** Dates count from 1904-01-01. */
  readonly date1904: boolean
  readonly sharedStrings?: string
  readonly styles?: string
}

interface Relation {
  readonly id: string
  /** Last word of the relation's type: `worksheet`, `styles` … */
  readonly type: string
  readonly part: string
}

/** A relation's target as a part name; targets are relative to the folder of the part that names them. */
function partName(folder: string, target: string): string {
  const path = target.startsWith('/') ? target.slice(1) : `${folder}${target}`
  const steps: string[] = []
  for (const step of path.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}

async function relationsOf(zip: ZipFile, part: string): Promise<readonly Relation[]> {
  const cut = part.lastIndexOf('/') + 1
  const folder = part.slice(0, cut)
  const name = `${folder}_rels/${part.slice(cut)}.rels`
  if (!zip.has(name)) return []
  const relations: Relation[] = []
  const handler: XmlHandler = {
    open(tag, attributes) {
      if (tag !== 'Relationship' || attributes['TargetMode'] === 'External') return
      const { Id: id = '', Type: type = '', Target: target = '' } = attributes
      relations.push({ id, type: type.slice(type.lastIndexOf('/') + 1), part: partName(folder, target) })
    },
    close: () => undefined,
  }
  await readPart(zip, name, handler, DESCRIPTION_BYTES)
  return relations
}

async function bookPart(zip: ZipFile): Promise<string> {
  const root = await relationsOf(zip, '')
  return root.find(r => r.type === 'officeDocument')?.part ?? 'xl/workbook.xml'
}

/** Reads what the book holds. @throws ImportFault when a sheet's part is missing. */
export async function readBook(zip: ZipFile): Promise<Book> {
  const part = await bookPart(zip)
  const relations = await relationsOf(zip, part)
  const listed: { name: string; id: string }[] = []
  let date1904 = false
  const handler: XmlHandler = {
    open(tag, attributes) {
      if (tag === 'workbookPr') date1904 = ['1', 'true', 'on'].includes(attributes['date1904'] ?? '')
      if (tag !== 'sheet') return
      const state = attributes['state'] ?? 'visible'
      if (state === 'visible' && listed.length < MAX_SHEETS)
        listed.push({ name: attributes['name'] ?? '', id: attribute(attributes, 'id') ?? '' })
    },
    close: () => undefined,
  }
  await readPart(zip, part, handler, DESCRIPTION_BYTES)
  const sheets = listed.flatMap(({ name, id }) => {
    const relation = relations.find(r => r.id === id)
    if (!relation) throw unreadable(`工作表“${name}”缺失`, `its sheet "${name}" is missing`, { sheet: name })
    return relation.type === 'worksheet' ? [{ name, part: relation.part }] : []
  })
  const strings = relations.find(r => r.type === 'sharedStrings')?.part
  const styles = relations.find(r => r.type === 'styles')?.part
  return {
    sheets,
    date1904,
    ...(strings && zip.has(strings) ? { sharedStrings: strings } : {}),
    ...(styles && zip.has(styles) ? { styles } : {}),
  }
}
