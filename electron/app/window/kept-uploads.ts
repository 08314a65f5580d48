import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { type ImportJob } from '../../../shared/domain/batch.ts'
import { safeName, type TakenFile } from './inbox.ts'

const FOLDER = 'imports'

const folderOf = (dataDir: string): string => path.join(dataDir, FOLDER)

/**
 * An imported file stays in the data folder while its job is open: a crash must not lose it, and the inbox is of one run.
 * @returns where it lies now
 */
export function keptUpload(dataDir: string, taken: TakenFile): string {
  const folder = path.join(folderOf(dataDir), randomBytes(8).toString('hex'))
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  const target = path.join(folder, safeName(taken.fileName))
  fs.copyFileSync(taken.path, target)
  return target
}

/** Files of jobs that are over go: they hold personal data, and nothing will read them again. */
export function sweepKeptUploads(dataDir: string, jobs: readonly ImportJob[]): void {
  const folder = folderOf(dataDir)
  if (!fs.existsSync(folder)) return
  const open = new Set(
    jobs.filter(job => job.state === 'running' || job.state === 'paused').map(job => path.dirname(job.path)),
  )
  for (const name of fs.readdirSync(folder)) {
    const place = path.join(folder, name)
    if (!open.has(place)) fs.rmSync(place, { recursive: true, force: true })
  }
}
