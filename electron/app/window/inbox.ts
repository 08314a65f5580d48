import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { type Upload } from '../../../shared/contract/files.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'

/** Files that wait at once; a counter picks a handful. Our default. */
const MOST = 100

type AppendError = AppError<'upload-unknown' | 'upload-out-of-order' | 'disk-full'>

const unknown = appError('upload-unknown', words('找不到这个文件', 'There is no such file'), {
  next: words('请重新选择文件', 'Pick the file again'),
})

const outOfOrder = appError(
  'upload-out-of-order',
  words('文件传输中断', 'The transfer of the file broke off'),
  {
    next: words('请重新选择文件', 'Pick the file again'),
  },
)

const tooMany = appError('uploads-too-many', words('待处理的文件过多', 'Too many files are waiting'), {
  next: words('请先处理或移除已选的文件', 'Deal with those picked before, or remove them'),
})

const full = appError(
  'disk-full',
  words('磁盘空间不足，文件没有收下', 'The disk is full; the file was not taken'),
  {
    next: words('请清理磁盘后重新选择文件', 'Make room on the disk, then pick the file again'),
  },
)

/** An upload that is whole, and where it lies. */
export interface TakenFile {
  readonly path: string
  readonly fileName: string
}

/** A label that a file system takes: no path in it, no sign that means anything to a shell or a disk. */
export function safeName(fileName: string): string {
  const base = fileName.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const clean = base
    .replace(/[\u0000-\u001f\u007f<>:"|?*\u202a-\u202e\u2066-\u2069]/g, '_')
    .replace(/^\.+/, '_')
  const parts = /^(.*?)(\.[A-Za-z0-9]{1,8})?$/su.exec(clean)
  return `${[...(parts?.[1] ?? '')].slice(0, 60).join('') || 'file'}${parts?.[2] ?? ''}`
}

/** Files that the page hands over in pieces. They lie in a folder of this run, under names that the core makes. */
export interface Inbox {
  begin(fileName: string, size: number): Result<Upload, AppError<'uploads-too-many' | 'disk-full'>>
  append(id: string, offset: number, bytes: Uint8Array): Result<Upload, AppendError>
  /** The whole file; refused while pieces are missing. */
  take(id: string): Result<TakenFile, AppError<'upload-unknown'>>
  drop(id: string): void
  clear(): void
}

const isFull = (error: unknown): boolean =>
  ['ENOSPC', 'EDQUOT'].includes((error as NodeJS.ErrnoException).code ?? '')

/** @throws what is no full disk */
function fullOr(error: unknown): { ok: false; error: typeof full } {
  if (isFull(error)) return err(full)
  throw error
}

export function createInbox(folder: string): Inbox {
  const uploads = new Map<string, Upload>()
  const placeOf = (upload: Upload): string => path.join(folder, upload.id, safeName(upload.fileName))
  const drop = (id: string): void => {
    if (uploads.delete(id)) fs.rmSync(path.join(folder, id), { recursive: true, force: true })
  }
  return {
    begin(fileName, size) {
      if (uploads.size >= MOST) return err(tooMany)
      const upload: Upload = { id: randomBytes(16).toString('hex'), fileName, received: 0, size }
      try {
        fs.mkdirSync(path.join(folder, upload.id), { recursive: true, mode: 0o700 })
        fs.writeFileSync(placeOf(upload), new Uint8Array(0), { mode: 0o600 })
      } catch (error) {
        return fullOr(error)
      }
      uploads.set(upload.id, upload)
      return ok(upload)
    },
    append(id, offset, bytes) {
      const upload = uploads.get(id)
      if (!upload) return err(unknown)
      if (offset !== upload.received || offset + bytes.length > upload.size) return err(outOfOrder)
      try {
        fs.appendFileSync(placeOf(upload), bytes)
      } catch (error) {
        drop(id)
        return fullOr(error)
      }
      const grown = { ...upload, received: offset + bytes.length }
      uploads.set(id, grown)
      return ok(grown)
    },
    take(id) {
      const upload = uploads.get(id)
      return upload && upload.received === upload.size
        ? ok({ path: placeOf(upload), fileName: upload.fileName })
        : err(unknown)
    },
    drop,
    clear() {
      uploads.clear()
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}
