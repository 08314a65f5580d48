import fs from 'node:fs'
import path from 'node:path'
import { type DocumentLink, type WrittenFile } from '../../../shared/contract/files.ts'
import { type WindowEvent } from '../../../shared/contract/events.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { type Calls } from '../compose.ts'
import { type Workstation } from '../workstation.ts'
import { type Documents, type NewDocument } from './documents.ts'
import { type HostServices } from './host-services.ts'
import { type Inbox } from './inbox.ts'
import { atMostEvery } from './seldom.ts'
import { type WindowSession } from './session.ts'
import { type SyncRunner } from './sync-runner.ts'

/** What the handlers of a window work with, beside the verbs. */
export interface Scene {
  readonly session: WindowSession
  readonly documents: Documents
  readonly inbox: Inbox
  readonly reporting: SyncRunner
  readonly services: HostServices
  readonly home: string
  readonly emit: (event: WindowEvent) => void
}

/** Somebody signed in, and the workstation that person works on. */
export interface Caller {
  readonly actor: Actor
  readonly login: string
  readonly calls: Calls
  readonly workstation: Workstation
}

/** A verb that cannot fail answers its value bare; the gate wants a result, and a refusal is one already. */
export const asResult = <T, E extends AppError>(
  value: T | { readonly ok: false; readonly error: E },
): Result<T, E> =>
  typeof value === 'object' && value !== null && 'ok' in value && value.ok === false && 'error' in value
    ? (value as { ok: false; error: E })
    : ok(value as T)

/** Tells the page how far long work is, five times a second at most. */
export const progressOf = (scene: Scene, work: string): ((done: number) => void) =>
  atMostEvery(200, (done: number) =>
    scene.emit({ name: 'work.progress', detail: { work, done, total: null } }),
  )

/** A picture as the page shows it; null where there is none. */
export const pictureLink = (
  scene: Scene,
  bytes: Uint8Array | undefined,
  fileName: string,
): DocumentLink | null => (bytes ? scene.documents.put({ bytes, type: 'image/png', fileName }) : null)

/** The bytes of an upload. */
export function bytesOf(scene: Scene, upload: string): Result<Uint8Array, AppError<'upload-unknown'>> {
  const taken = scene.inbox.take(upload)
  return taken.ok ? ok(fs.readFileSync(taken.value.path)) : err(taken.error)
}

/** `2026-11-25 1405`: sorts as text, and a file system takes it. */
const stamp = (): string => {
  const at = new Date()
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`
}

/** Where a result is written: the home's own folder of results, under a name that says what and when. */
export function exportPath(scene: Scene, title: string, ending: string): string {
  const folder = path.join(scene.home, 'exports')
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
  return path.join(folder, `${title} ${stamp()}.${ending}`)
}

/** A written result as the page gets it: where it lies, and an address to save it from. */
export function written(scene: Scene, file: string, type: NewDocument['type']): WrittenFile {
  const bytes = fs.readFileSync(file)
  return { ...scene.documents.put({ bytes, type, fileName: path.basename(file), save: true }), path: file }
}
