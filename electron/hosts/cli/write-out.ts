import { randomBytes } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { appError } from '../../../shared/kernel/app-error.ts'
import { words } from '../../../shared/kernel/words.ts'
import { Refusal } from './refusal.ts'

/** Writes a file that the user named, whole or not at all. @throws Refusal when that place cannot be written to */
export async function writeOut(file: string, bytes: Uint8Array | string): Promise<void> {
  const part = `${file}.${randomBytes(4).toString('hex')}.part`
  try {
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(part, bytes)
    await rename(part, file)
  } catch {
    await rm(part, { force: true })
    throw new Refusal(
      appError('file-not-written', words(`不能写入 ${file}`, `${file} cannot be written`), {
        next: words(
          '请检查目录、权限和磁盘空间',
          'See to the folder, the permissions and the room on the disk',
        ),
      }),
    )
  }
}
