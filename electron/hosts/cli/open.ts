import path from 'node:path'
import { isDemoFolder, openFolder, session } from '../../app/sessions.ts'
import { type Workstation } from '../../app/workstation.ts'
import { type Actor, type Role } from '../../../shared/domain/people/user.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { EXIT, type ExitCode, type HostContext } from './command.ts'
import { askSecret } from './terminal.ts'

export const DEFAULT_DATA = 'demo-office'

/** The data folder that a command is about. */
export const dataDirOf = (context: HostContext): string =>
  path.resolve(context.args.text('data') ?? context.env['LW_DATA'] ?? DEFAULT_DATA)

export const resourcesOf = (context: HostContext): string => path.join(context.root, 'resources')

/** Ends a command by an expected failure. */
export function failed(context: HostContext, error: AppError): ExitCode {
  context.output.fail(error)
  return EXIT.fault
}

/** The secret that opens a real office's data: from the environment, else asked on the terminal. */
async function secretFor(context: HostContext, dataDir: string): Promise<string | undefined> {
  if (isDemoFolder(dataDir)) return undefined
  return context.env['LW_SECRET'] ?? (await askSecret('数据口令 / data secret: '))
}

/** Opens the workstation, hands it over, and closes it whatever happens. */
export async function withWorkstation(
  context: HostContext,
  work: (workstation: Workstation) => Promise<ExitCode>,
): Promise<ExitCode> {
  const dataDir = dataDirOf(context)
  const secret = await secretFor(context, dataDir)
  const opened = await openFolder({
    dataDir,
    resources: resourcesOf(context),
    ...(secret === undefined ? {} : { secret }),
  })
  if (!opened.ok) return failed(context, opened.error)
  try {
    return await work(opened.value)
  } finally {
    opened.value.close()
  }
}

/** The same, with somebody signed in who has the role. */
export function withActor(
  context: HostContext,
  role: Role,
  work: (workstation: Workstation, actor: Actor) => Promise<ExitCode>,
): Promise<ExitCode> {
  return withWorkstation(context, async workstation => {
    const actor = await actorFor(context, workstation, role)
    return 'code' in actor ? failed(context, actor) : work(workstation, actor)
  })
}

/** Signs in as `--user`, else as the demonstration's person with that role. */
export async function actorFor(
  context: HostContext,
  workstation: Workstation,
  role: Role,
): Promise<Actor | AppError> {
  const login = context.args.text('user')
  const password =
    login === undefined
      ? undefined
      : (context.env['LW_PASSWORD'] ?? (await askSecret(`${login} 的口令 / password: `)))
  const signedIn = await session(
    workstation,
    role,
    login === undefined ? undefined : { login, password: password ?? '' },
  )
  return signedIn.ok ? signedIn.value : signedIn.error
}
