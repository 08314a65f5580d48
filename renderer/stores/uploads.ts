import { UPLOAD_PIECE_BYTES } from '../../shared/contract/files.ts'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { call } from '../bridge/index.ts'

/** The bytes as base64: the browser's own way, which does not hold the page up. */
const base64Of = (piece: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => {
      const text = String(reader.result)
      resolve(text.slice(text.indexOf(',') + 1))
    }
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'))
    reader.readAsDataURL(piece)
  })

const unreadable = (name: string): AppError<'file-unreadable'> => ({
  code: 'file-unreadable',
  text: { zh: `文件“${name}”无法读取`, en: `The file ${name} cannot be read` },
  next: {
    zh: '请确认文件没有被移走、没有被其他程序占用，然后重新选择',
    en: 'See that it was not moved and that no other program holds it, then pick it again',
  },
})

interface Options {
  /** The upload in whose folder it is to lie. */
  readonly beside?: string
  readonly onProgress?: (sent: number) => void
}

/** Hands a file over to the core, piece by piece. @returns the id under which the core keeps it */
export async function upload(file: File, options: Options = {}): Promise<Result<string, AppError>> {
  const beside = options.beside === undefined ? {} : { beside: options.beside }
  const begun = await call('files.begin', { fileName: file.name.slice(0, 255), size: file.size, ...beside })
  if (!begun.ok) return begun
  const { id } = begun.value
  for (let offset = 0; offset < file.size; offset += UPLOAD_PIECE_BYTES) {
    const piece = await base64Of(file.slice(offset, offset + UPLOAD_PIECE_BYTES)).catch(() => null)
    const sent =
      piece === null ? err(unreadable(file.name)) : await call('files.append', { id, offset, base64: piece })
    if (!sent.ok) {
      await call('files.drop', { id })
      return sent
    }
    options.onProgress?.(Math.min(file.size, offset + UPLOAD_PIECE_BYTES))
  }
  return ok(id)
}

/** Hands several files over into one folder, the first one as the main one. */
export async function uploadTogether(
  [first, ...others]: readonly File[],
  onProgress?: (files: number) => void,
): Promise<Result<string, AppError>> {
  if (!first) return err(unreadable(''))
  const main = await upload(first)
  if (!main.ok) return main
  for (const [i, file] of others.entries()) {
    const sent = await upload(file, { beside: main.value })
    if (!sent.ok) {
      await call('files.drop', { id: main.value })
      return sent
    }
    onProgress?.(i + 2)
  }
  return main
}

/** Hands a file over for one act, and takes it away again afterwards. */
export async function withUpload<T>(
  file: File,
  act: (id: string) => Promise<Result<T, AppError>>,
): Promise<Result<T, AppError>> {
  const sent = await upload(file)
  if (!sent.ok) return sent
  try {
    return await act(sent.value)
  } finally {
    void call('files.drop', { id: sent.value })
  }
}
