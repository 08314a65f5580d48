import { type AppError } from '../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { UPLOAD_PIECE_BYTES } from '../../shared/contract/files.ts'
import { call } from '../bridge/index.ts'

function base64(bytes: Uint8Array): string {
  let text = ''
  // String.fromCharCode takes only so many arguments at once.
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}

/** Hands a file to the core in pieces. @returns the id under which other calls name it */
export async function upload(
  file: File,
  onProgress: (sent: number) => void = () => undefined,
): Promise<Result<string, AppError>> {
  const begun = await call('files.begin', { fileName: file.name, size: file.size })
  if (!begun.ok) return begun
  const { id } = begun.value
  for (let offset = 0; offset < file.size; offset += UPLOAD_PIECE_BYTES) {
    const piece = new Uint8Array(await file.slice(offset, offset + UPLOAD_PIECE_BYTES).arrayBuffer())
    const sent = await call('files.append', { id, offset, base64: base64(piece) })
    if (!sent.ok) {
      void call('files.drop', { id })
      return sent
    }
    onProgress(offset + piece.length)
  }
  return ok(id)
}

/** Hands a file over for one act, and takes it away again afterwards. */
export async function withUpload<T>(
  file: File,
  act: (id: string) => Promise<Result<T, AppError>>,
): Promise<Result<T, AppError>> {
  const sent = await upload(file)
  if (!sent.ok) return err(sent.error)
  try {
    return await act(sent.value)
  } finally {
    void call('files.drop', { id: sent.value })
  }
}
