import { type ImportJob } from '../../../shared/domain/batch.ts'
import { words } from '../../../shared/kernel/words.ts'
import { photoToKeep } from '../intake/keep-photo.ts'
import { type ImportPorts } from './ports.ts'
import { type ReadRow, type RowFault } from './read-row.ts'

/** A picture that a row names, read and judged, not kept yet. */
export interface RowPhoto {
  readonly field: string
  readonly bytes: Uint8Array
  /** Its name among the blobs, once it is kept. */
  readonly digest: string
}

/**
 * A picture named in a cell lies beside the imported file, in the folder that the cell names or, where pictures were picked
 * one by one and came without folders, under its bare name; nothing outside the file's folder is read.
 */
export function photoOfRow(
  ports: Pick<ImportPorts, 'outside' | 'photos' | 'digests'>,
  job: Pick<ImportJob, 'path' | 'fileName'>,
  read: ReadRow,
): RowPhoto | RowFault | undefined {
  const { photo, kind } = read
  if (!photo || !kind?.photo) return undefined
  const fault = (code: string, text: RowFault['text']): RowFault => ({
    field: photo.field,
    heading: photo.heading,
    code,
    text,
  })
  const parts = photo.text.replaceAll('\\', '/').split('/')
  if (parts.some(p => p === '..' || p === '') || /^[a-zA-Z]:|\0/.test(photo.text)) {
    return fault(
      'photo-path',
      words(
        '照片请写文件名，并与导入文件放在同一文件夹内',
        'Name a picture file that lies in the same folder as the imported file',
      ),
    )
  }
  const folder = job.path.slice(0, job.path.length - job.fileName.length)
  const limit = kind.photo.maxBytes + 1
  const bytes =
    ports.outside.read(folder + parts.join('/'), limit) ??
    ports.outside.read(folder + (parts.at(-1) ?? '').normalize('NFC'), limit)
  if (!bytes) {
    const shown = [...photo.text].slice(0, 60).join('')
    return fault(
      'photo-missing',
      words(`找不到照片 ${shown}，或文件过大`, `The picture ${shown} is not there or too large`),
    )
  }
  const kept = photoToKeep(ports.photos, bytes, kind.photo)
  if (!kept.ok) return fault(kept.error.code, kept.error.text)
  return { field: photo.field, bytes: kept.value, digest: `sha256:${ports.digests.sha256(kept.value)}` }
}
