import { readFile, stat } from 'node:fs/promises'
import { appError } from '../../../shared/kernel/app-error.ts'
import { words } from '../../../shared/kernel/words.ts'
import { Refusal } from './refusal.ts'

/** A file that the user named. @throws Refusal when it cannot be read or is larger than that */
export async function readIn(file: string, maxBytes: number): Promise<Uint8Array> {
  try {
    const { size } = await stat(file)
    if (size <= maxBytes) return await readFile(file)
  } catch {
    // said below, in the same words
  }
  throw new Refusal(
    appError(
      'file-unreadable',
      words(`${file} 不存在、无法读取或过大`, `${file} is not there, cannot be read, or is too large`),
      { next: words('请核对文件名', 'Check the name of the file') },
    ),
  )
}
