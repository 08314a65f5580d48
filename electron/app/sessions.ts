import fs from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { type Actor, type Role } from '../../shared/domain/people/user.ts'
import { appError, type AppError } from '../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../shared/kernel/result.ts'
import { words } from '../../shared/kernel/words.ts'
import {
  createFirstAdministrator,
  type CreateFirstAdministratorInput,
  type FirstAdministratorError,
} from '../usecases/accounts/create-user.ts'
import { type Printers } from '../ports/printers.ts'
import { KEY_FILE } from '../usecases/common/data-folder.ts'
import { type Adapters } from './adapters.ts'
import { DEMO_SECRET, demoPerson } from './demo/demo-people.ts'
import { makeDemoOffice, type DemoOptions } from './demo/make-demo-office.ts'
import {
  createDataFolder,
  folderInUse,
  openWorkstation,
  type OpenError,
  type Workstation,
} from './workstation.ts'
import { type WorkshopEntry } from './workshop/index.ts'

/** Says how the data folder is opened; lies beside the key, holds no secret. */
export const MARK_FILE = 'workstation.json'

const MARK = z.strictObject({
  format: z.literal('licence-workstation/data@1'),
  secret: z.enum(['demonstration', 'asked']),
})

const markOf = (dataDir: string): z.infer<typeof MARK> | undefined => {
  try {
    return MARK.parse(JSON.parse(fs.readFileSync(path.join(dataDir, MARK_FILE), 'utf8')))
  } catch {
    return undefined // no workstation there: opening says so in words
  }
}

/** What the mark says. */
export const markText = (secret: z.infer<typeof MARK>['secret']): string =>
  `${JSON.stringify({ format: 'licence-workstation/data@1', secret })}\n`

const writeMark = (dataDir: string, secret: z.infer<typeof MARK>['secret']): void =>
  fs.writeFileSync(path.join(dataDir, MARK_FILE), markText(secret), { mode: 0o600 })

/** Whether a workstation's data lie there. */
export const isDataFolder = (dataDir: string): boolean => fs.existsSync(path.join(dataDir, KEY_FILE))

export const isDemoFolder = (dataDir: string): boolean => markOf(dataDir)?.secret === 'demonstration'

interface FolderInput {
  readonly dataDir: string
  readonly resources: string
  readonly printers?: Printers
  readonly workshop?: WorkshopEntry
}

/**
 * A fresh data folder, whole or not at all: it is made under another name first, so that a start that is broken off leaves
 * nothing that could be taken for an office. `prepare` may refuse, and nothing stays then.
 */
async function makeWhole<E>(
  input: FolderInput & { readonly secret: string; readonly mark: z.infer<typeof MARK>['secret'] },
  prepare: (adapters: Adapters) => Promise<Result<unknown, E>>,
): Promise<Result<Workstation, OpenError | E>> {
  const busy = folderInUse(input.dataDir)
  if (busy) return err(busy)
  const draft = `${input.dataDir}.part`
  fs.rmSync(draft, { recursive: true, force: true })
  let prepared: Result<unknown, E> = ok(null)
  const made = await createDataFolder({
    ...input,
    dataDir: draft,
    prepare: async adapters => {
      prepared = await prepare(adapters)
    },
  })
  if (!made.ok) return made
  made.value.close()
  if (!prepared.ok) {
    fs.rmSync(draft, { recursive: true, force: true })
    return prepared
  }
  writeMark(draft, input.mark)
  fs.rmSync(input.dataDir, { recursive: true, force: true }) // empty, as checked above
  fs.renameSync(draft, input.dataDir)
  return openFolder(input)
}

/** A fresh data folder with a demonstration office in it. */
export const makeDemo = (input: FolderInput & DemoOptions): Promise<Result<Workstation, OpenError>> =>
  makeWhole<never>({ ...input, secret: DEMO_SECRET, mark: 'demonstration' }, async adapters => {
    await makeDemoOffice(adapters, input)
    return ok(null)
  })

/** A fresh data folder for a real office with its first administrator; who sets up the rest signs in as that person. */
export const makeOffice = (
  input: FolderInput & { readonly secret: string; readonly administrator: CreateFirstAdministratorInput },
): Promise<Result<Workstation, OpenError | FirstAdministratorError>> =>
  makeWhole({ ...input, mark: 'asked' }, adapters => createFirstAdministrator(adapters)(input.administrator))

/** A fresh, empty data folder for a real office; the administrator sets it up. */
export async function makeEmpty(
  input: FolderInput & { readonly secret: string },
): Promise<Result<Workstation, OpenError>> {
  const made = await createDataFolder(input)
  if (made.ok) writeMark(input.dataDir, 'asked')
  return made
}

/** Opens a data folder; the secret of a demonstration is known, a real one comes from the host. */
export const openFolder = (
  input: FolderInput & { readonly secret?: string },
): Promise<Result<Workstation, OpenError>> =>
  openWorkstation({ ...input, secret: isDemoFolder(input.dataDir) ? DEMO_SECRET : (input.secret ?? '') })

export type SessionError = AppError<'sign-in-needed' | 'sign-in-refused' | 'account-locked'>

export interface Credentials {
  readonly login: string
  readonly password: string
}

/** Signs in: as the person given, else, in a demonstration office only, as its person with that role. */
export async function session(
  workstation: Workstation,
  role: Role,
  credentials: Credentials | undefined,
): Promise<Result<Actor, SessionError>> {
  const who = credentials ?? (isDemoFolder(workstation.dataDir) ? demoPerson(role) : undefined)
  if (!who) {
    return err(
      appError('sign-in-needed', words('请登录', 'Sign in'), {
        next: words(
          '用 --user 指定用户，口令放在 $LW_PASSWORD',
          'Name the user by --user, the password in $LW_PASSWORD',
        ),
      }),
    )
  }
  const signedIn = await workstation.calls.session.signIn({ login: who.login, password: who.password })
  return signedIn.ok ? ok(signedIn.value) : signedIn
}
