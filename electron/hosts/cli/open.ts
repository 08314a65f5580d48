import path from 'node:path'
import { type Workstation } from '../../app/workstation.ts'
import { type Story, type VersionStory } from './story.ts'
import { type SealPurpose } from '../../../shared/domain/kinds/kind.ts'
import { normaliseNumber } from '../../../shared/domain/numbering/number.ts'
import { type Actor, type Role } from '../../../shared/domain/people/user.ts'
import { type ExitCode, type HostContext } from './command.ts'
import { allowed, must } from './refusal.ts'
import { askSecret } from './terminal.ts'

export const DEFAULT_DATA = 'demo-office'

// The application is loaded by the commands that open a workstation, and by no other.
const sessions = () => import('../../app/sessions.ts')
const demo = () => import('../../app/demo/demo-people.ts')

/** The data folder that a command is about. */
export const dataDirOf = (context: HostContext): string =>
  path.resolve(context.args.text('data') ?? context.env['LW_DATA'] ?? DEFAULT_DATA)

export const resourcesOf = (context: HostContext): string => path.join(context.root, 'resources')

/** The thread for large batches, built beside the command line. */
export const workshopOf = (context: HostContext): { readonly file: string } => ({
  file: path.join(context.root, 'dist/workshop.mjs'),
})

/** A secret from the environment, else asked on the terminal; empty where there is neither. */
export const secretFrom = async (context: HostContext, variable: string, prompt: string): Promise<string> =>
  context.env[variable] ?? (await askSecret(prompt))

/** The secret that opens a real office's data. */
export const dataSecret = (context: HostContext): Promise<string> =>
  secretFrom(context, 'LW_SECRET', '数据口令 / data secret: ')

/** Opens the workstation, hands it over, and closes it whatever happens. */
export async function withWorkstation(
  context: HostContext,
  work: (workstation: Workstation) => Promise<ExitCode>,
): Promise<ExitCode> {
  const dataDir = dataDirOf(context)
  const { isDemoFolder, openFolder, isDataFolder } = await sessions()
  const ask = isDataFolder(dataDir) && !isDemoFolder(dataDir)
  const opened = await openFolder({
    dataDir,
    resources: resourcesOf(context),
    workshop: workshopOf(context),
    ...(ask ? { secret: await dataSecret(context) } : {}),
  })
  const workstation = must(opened)
  for (const alarm of workstation.swept?.alarms ?? []) context.output.warn(alarm)
  try {
    return await work(workstation)
  } finally {
    workstation.close()
  }
}

/** The same, with somebody signed in who has the role. */
export const withActor = (
  context: HostContext,
  role: Role,
  work: (workstation: Workstation, actor: Actor) => Promise<ExitCode>,
): Promise<ExitCode> =>
  withWorkstation(context, async workstation => work(workstation, await actorFor(context, workstation, role)))

/** Signs in as `--user` (`--approver` for the approver), else as the demonstration's person with that role. */
export async function actorFor(context: HostContext, workstation: Workstation, role: Role): Promise<Actor> {
  const second = role === 'approver' && context.args.text('approver') !== undefined
  const login = context.args.text(second ? 'approver' : 'user')
  const variable = second ? 'LW_APPROVER_PASSWORD' : 'LW_PASSWORD'
  const credentials =
    login === undefined
      ? undefined
      : { login, password: await secretFrom(context, variable, `${login} 的口令 / password: `) }
  const { session } = await sessions()
  return must(await session(workstation, role, credentials))
}

const PIN_VARIABLES: Readonly<Record<SealPurpose, string>> = {
  'administrative-licence': 'LW_PIN_ADMINISTRATIVE',
  'electronic-licence': 'LW_PIN_ELECTRONIC',
}

/** The PIN of each active seal, by seal id: asked once a command, never kept. */
export async function pinsFor(
  context: HostContext,
  workstation: Workstation,
  actor: Actor,
): Promise<Record<string, string>> {
  const { isDemoFolder } = await sessions()
  const known = isDemoFolder(workstation.dataDir) ? (await demo()).DEMO_PIN : undefined
  let common = known ?? context.env['LW_PIN']
  const pins: Record<string, string> = {}
  for (const seal of allowed(workstation.calls.seals.list(actor, undefined))) {
    if (seal.state !== 'active') continue
    const own = known === undefined ? context.env[PIN_VARIABLES[seal.purpose]] : undefined
    pins[seal.id] = own ?? (common ??= await askSecret('印章口令 / seal PIN: '))
  }
  return pins
}

/** The key as it was typed, and as numbers are kept: brackets, blanks and case as clerks type them. */
const spellings = (key: string): readonly string[] => [
  ...new Set([key, normaliseNumber('entertainment', key), normaliseNumber('network-culture', key)]),
]

/** The story of the licence that a key (id, identifier, number) names, masked; in full where a purpose is given. */
export function storyOf(workstation: Workstation, actor: Actor, key: string, purpose?: string): Story {
  const { register } = workstation.calls
  const found = spellings(key).find(spelling => register.show(actor, { key: spelling }).ok) ?? key
  return must(
    purpose === undefined
      ? register.show(actor, { key: found })
      : register.reveal(actor, { key: found, purpose }),
  )
}

/** The version of a licence that a key names; of several with one number, the newest. */
export function versionOf(workstation: Workstation, actor: Actor, key: string): VersionStory {
  const { versions } = storyOf(workstation, actor, key)
  const names = spellings(key)
  const exact = versions.find(v => v.licence.id === key || v.licence.identifier === key)
  const found = exact ?? versions.findLast(v => names.includes(v.licence.number)) ?? versions.at(-1)
  if (!found) throw new Error('a licence without versions')
  return found
}
