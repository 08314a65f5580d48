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
  for (const file of [taken.path, ...taken.beside])
    fs.copyFileSync(file, path.join(folder, path.basename(file)))
  return target
}

/**
 * Puts pictures beside a file that was imported through the window, replacing those of the same name.
 * @returns the folder that the job's file was read from, where that is none of ours
 */
export function addBeside(dataDir: string, job: Pick<ImportJob, 'path'>, taken: TakenFile): string | null {
  const folder = path.dirname(job.path)
  if (path.dirname(folder) !== folderOf(dataDir)) return folder
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  for (const file of [taken.path, ...taken.beside])
    if (path.basename(file) !== path.basename(job.path))
      fs.copyFileSync(file, path.join(folder, path.basename(file)))
  return null
}

/** A file that became no job is not kept. */
export const dropKept = (file: string): void =>
  fs.rmSync(path.dirname(file), { recursive: true, force: true })

const isOpen = (job: ImportJob): boolean => ['running', 'paused', 'failed'].includes(job.state)

/**
 * Files of jobs that are over go: they hold personal data, and nothing will read them again. Where faulty rows wait to be
 * mended, the pictures that they may name stay.
 */
export function sweepKeptUploads(dataDir: string, jobs: readonly ImportJob[]): void {
  const folder = folderOf(dataDir)
  if (!fs.existsSync(folder)) return
  const byPlace = new Map(jobs.map(job => [path.dirname(job.path), job]))
  for (const name of fs.readdirSync(folder)) {
    const place = path.join(folder, name)
    const job = byPlace.get(place)
    if (job && isOpen(job)) continue
    const mending = job !== undefined && job.state === 'done' && job.bad > 0
    fs.rmSync(mending ? job.path : place, { recursive: true, force: true })
  }
}
