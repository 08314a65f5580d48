import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Adapters } from '../../../electron/app/adapters.ts'
import { DEMO_ROOT } from '../../../electron/app/demo/make-demo-office.ts'
import { DEMO_PIN, DEMO_SECRET } from '../../../electron/app/demo/demo-people.ts'
import { makeDemo, session } from '../../../electron/app/sessions.ts'
import { openWorkstation, type Workstation } from '../../../electron/app/workstation.ts'
import { setEmblem } from '../../../electron/usecases/common/settings.ts'
import { type Actor, type Role } from '../../../shared/domain/people/user.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { type Err, type Result } from '../../../shared/kernel/result.ts'
import { ROOT } from '../../setup/npm.mjs'

export const RESOURCES = path.join(ROOT, 'resources')

export type KeyType = 'rsa-3072' | 'p256'

export interface OfficeInput {
  /** Must not exist yet. */
  readonly dataDir: string
  readonly keyType: KeyType
  /** PNG files; a drawn ring stands for each one that is left out. */
  readonly emblem?: Uint8Array
  readonly sealPicture?: Uint8Array
}

/** A demonstration office at work. */
export interface OpenOffice {
  readonly workstation: Workstation
  readonly clerk: Actor
  readonly approver: Actor
  /** PIN of each seal in use, by its id. */
  readonly pins: Readonly<Record<string, string>>
  /** The root that its seals are issued under, DER. */
  readonly root: Uint8Array
}

/** The value of a call that must not be refused. @throws with the whole error */
export function must<T>(answer: Result<T, AppError> | Err<AppError>, what: string): T {
  if (answer.ok) return answer.value
  throw new Error(`${what}: ${JSON.stringify(answer.error)}`)
}

/** Makes the office, and opens it so that its parts are at hand. */
async function madeAndOpened(input: OfficeInput): Promise<{ workstation: Workstation; adapters: Adapters }> {
  const { dataDir, keyType } = input
  mkdirSync(path.dirname(dataDir), { recursive: true })
  must(await makeDemo({ dataDir, keyType, resources: RESOURCES }), 'demonstration office').close()
  let adapters: Adapters | undefined
  const refit = (made: Adapters): Adapters => (adapters = made)
  const opened = await openWorkstation({ dataDir, secret: DEMO_SECRET, resources: RESOURCES, refit })
  const workstation = must(opened, 'opening the office')
  if (!adapters) throw new Error('the office was opened without its parts')
  return { workstation, adapters }
}

/** The same certificates once more, now with a picture: the seals of a demonstration have none. */
function pictureSeals(
  { workstation, adapters }: { readonly workstation: Workstation; readonly adapters: Adapters },
  admin: Actor,
  picture: Uint8Array,
): void {
  const { seals } = workstation.calls
  for (const seal of adapters.db.read(stores => stores.seals.list())) {
    const container = adapters.vault.read(seal.containerPath)
    if (!container) throw new Error(`${seal.name} has no container`)
    must(
      seals.setState(admin, { sealId: seal.id, state: 'destroyed', reason: '改用带图样的印章' }),
      seal.name,
    )
    const { name, purpose } = seal
    must(seals.import(admin, { name, purpose, container, pin: DEMO_PIN, picture }), seal.name)
  }
}

/** Opens a fresh demonstration office with the pictures asked for. @throws when it cannot be made */
export async function openOffice(input: OfficeInput): Promise<OpenOffice> {
  const made = await madeAndOpened(input)
  const { workstation, adapters } = made
  const { emblem, sealPicture } = input
  const person = async (role: Role): Promise<Actor> =>
    must(await session(workstation, role, undefined), `signing in as ${role}`)
  // No use case sets the emblem yet: it goes where the setting lies.
  if (emblem) adapters.db.write(stores => setEmblem(stores, stores.blobs.put(emblem)))
  if (sealPicture) pictureSeals(made, await person('administrator'), sealPicture)
  const inUse = adapters.db.read(stores => stores.seals.list()).filter(seal => seal.state === 'active')
  return {
    workstation,
    clerk: await person('clerk'),
    approver: await person('approver'),
    pins: Object.fromEntries(inUse.map(seal => [seal.id, DEMO_PIN])),
    root: readFileSync(path.join(input.dataDir, DEMO_ROOT)),
  }
}
