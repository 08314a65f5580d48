import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type KindDefinition } from '../../../shared/domain/kinds/kind.ts'
import { RESOURCES } from './office.ts'
import { drawnPhoto } from './pictures.ts'
import { type Row } from './rows.ts'

/** Portraits that come with the demonstration, by the width that the kind asks for. */
const PORTRAITS: Readonly<Record<number, string>> = { 413: 'p1.jpg', 295: 'b1.jpg' }

/** In turn a JPEG, a PNG and a PNG with transparency; the names that the rows give them. */
function writePhotos(folder: string, kind: KindDefinition): readonly string[] {
  if (!kind.photo) return []
  const { widthPx, heightPx } = kind.photo
  const portrait = PORTRAITS[widthPx]
  if (portrait === undefined) throw new Error(`no portrait of ${widthPx} pixels for ${kind.id}`)
  const names = [portrait, `${kind.id}.png`, `${kind.id}-alpha.png`]
  const [jpeg = '', png = '', alpha = ''] = names
  copyFileSync(path.join(RESOURCES, 'demo/photos', portrait), path.join(folder, jpeg))
  writeFileSync(path.join(folder, png), drawnPhoto(widthPx, heightPx, false))
  writeFileSync(path.join(folder, alpha), drawnPhoto(widthPx, heightPx, true))
  return names
}

/** Writes rows as a JSON file to import, photos beside it. @returns its path */
export function writeSheet(folder: string, name: string, kind: KindDefinition, rows: readonly Row[]): string {
  mkdirSync(folder, { recursive: true })
  const photos = writePhotos(folder, kind)
  const cells = rows.map(({ cells: own }, i) =>
    photos.length === 0 ? own : { ...own, photo: photos[i % photos.length] },
  )
  const file = path.join(folder, `${name}.json`)
  writeFileSync(file, JSON.stringify(cells))
  return file
}
