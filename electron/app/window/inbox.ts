import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { type Upload } from '../../../shared/contract/files.ts'
import { appError, type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { words } from '../../../shared/kernel/words.ts'

/** Files that wait at once; a counter picks a handful. Our default. */
const MOST = 100

/** Files kept beside one: the pictures that a file of a thousand persons names, and some more. Our default. */
const MOST_BESIDE = 5_000

type BeginError = AppError<'uploads-too-many' | 'upload-unknown' | 'upload-name-twice' | 'disk-full'>
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

const nameTwice = (name: string) =>
  appError('upload-name-twice', words(`有两个同名的文件：${name}`, `Two files have the same name: ${name}`), {
    next: words('请改名后重新选择，或只选其中一个', 'Rename one and pick again, or pick only one of them'),
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
  /** Files that were handed over to lie beside it: pictures that it names. */
  readonly beside: readonly string[]
}

/** One file of the inbox; `main` is the one whose folder it lies in. */
interface Kept extends Upload {
  readonly main: string
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
  /** @param beside the upload whose folder it is to lie in; it goes when that one goes */
  begin(fileName: string, size: number, beside?: string): Result<Upload, BeginError>
  append(id: string, offset: number, bytes: Uint8Array): Result<Upload, AppendError>
  /** The whole file and all beside it; refused while pieces are missing. */
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

const uploadOf = ({ main: _main, ...upload }: Kept): Upload => upload

/** A name as disks compare it: some do not tell capitals apart. */
const folded = (fileName: string): string => safeName(fileName).toLowerCase()

/** Which files there are, and beside which. */
function createShelf() {
  const uploads = new Map<string, Kept>()
  /** Names and ids of the files in the folder of each main one, itself first. */
  const folders = new Map<string, Map<string, string>>()
  const filesOf = (main: string): readonly Kept[] =>
    [...(folders.get(main)?.values() ?? [])].flatMap(id => uploads.get(id) ?? [])
  return {
    get: (id: string): Kept | undefined => uploads.get(id),
    set: (upload: Kept): void => void uploads.set(upload.id, upload),
    filesOf,
    /** Why no more may come, or none of that name. */
    refusal(fileName: string, beside: string | undefined): BeginError | undefined {
      if (beside === undefined) return folders.size >= MOST ? tooMany : undefined
      const there = folders.get(beside)
      if (!there) return unknown
      if (there.size > MOST_BESIDE) return tooMany
      return there.has(folded(fileName)) ? nameTwice(fileName) : undefined
    },
    add(upload: Kept): void {
      uploads.set(upload.id, upload)
      const there = folders.get(upload.main) ?? new Map<string, string>()
      folders.set(upload.main, there.set(folded(upload.fileName), upload.id))
    },
    /** A main one goes with all beside it. */
    remove(id: string): Kept | undefined {
      const upload = uploads.get(id)
      if (!upload) return undefined
      const isMain = upload.main === upload.id
      for (const one of isMain ? filesOf(upload.id) : [upload]) uploads.delete(one.id)
      if (isMain) folders.delete(upload.id)
      else folders.get(upload.main)?.delete(folded(upload.fileName))
      return upload
    },
    clear(): void {
      uploads.clear()
      folders.clear()
    },
  }
}

export function createInbox(folder: string): Inbox {
  const shelf = createShelf()
  const placeOf = (upload: Kept): string => path.join(folder, upload.main, safeName(upload.fileName))
  function drop(id: string): void {
    const upload = shelf.remove(id)
    if (!upload) return
    fs.rmSync(upload.main === id ? path.join(folder, id) : placeOf(upload), { recursive: true, force: true })
  }
  return {
    begin(fileName, size, beside) {
      const refused = shelf.refusal(fileName, beside)
      if (refused) return err(refused)
      const id = randomBytes(16).toString('hex')
      const upload: Kept = { id, fileName, received: 0, size, main: beside ?? id }
      try {
        fs.mkdirSync(path.join(folder, upload.main), { recursive: true, mode: 0o700 })
        fs.writeFileSync(placeOf(upload), new Uint8Array(0), { mode: 0o600 })
      } catch (error) {
        return fullOr(error)
      }
      shelf.add(upload)
      return ok(uploadOf(upload))
    },
    append(id, offset, bytes) {
      const upload = shelf.get(id)
      if (!upload) return err(unknown)
      if (offset !== upload.received || offset + bytes.length > upload.size) return err(outOfOrder)
      try {
        fs.appendFileSync(placeOf(upload), bytes)
      } catch (error) {
        drop(id)
        return fullOr(error)
      }
      const grown = { ...upload, received: offset + bytes.length }
      shelf.set(grown)
      return ok(uploadOf(grown))
    },
    take(id) {
      const [main, ...beside] = shelf.filesOf(id)
      if (!main || [main, ...beside].some(one => one.received !== one.size)) return err(unknown)
      return ok({ path: placeOf(main), fileName: main.fileName, beside: beside.map(placeOf) })
    },
    drop,
    clear() {
      shelf.clear()
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}
