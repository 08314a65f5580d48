import fs from 'node:fs'
import path from 'node:path'

/** Another process has the embedded database of this folder open. */
export class FolderBusyError extends Error {
  readonly folder: string
  readonly pid: number
  constructor(folder: string, pid: number) {
    super(`process ${pid} has ${folder} open`)
    this.name = 'FolderBusyError'
    this.folder = folder
    this.pid = pid
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

const holderOf = (lock: string): number => {
  try {
    return Number(fs.readFileSync(lock, 'utf8'))
  } catch {
    return 0
  }
}

/**
 * Keeps other processes of this machine out of a folder until it is let go. A lock whose process is gone is taken over.
 * @throws FolderBusyError while another process holds it
 */
export function lockFolder(folder: string): () => void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const lock = path.join(folder, 'process.lock')
  // Written whole under another name and linked: nobody ever reads half a number.
  const own = `${lock}.${process.pid}`
  fs.writeFileSync(own, String(process.pid), { mode: 0o600 })
  try {
    for (;;) {
      try {
        fs.linkSync(own, lock)
        return () => fs.rmSync(lock, { force: true })
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
        const pid = holderOf(lock)
        if (pid === process.pid || (pid > 0 && isAlive(pid))) throw new FolderBusyError(folder, pid)
        fs.rmSync(lock, { force: true })
      }
    }
  } finally {
    fs.rmSync(own, { force: true })
  }
}
