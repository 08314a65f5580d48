import { type OPEN_CODES } from '../../../shared/contract/session.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { openFolder } from '../sessions.ts'
import { sweepKeptUploads } from './kept-uploads.ts'
import { isThere } from './places.ts'
import { asSecret } from './recovery-secret.ts'
import { secretNeeded, signInRefused, waitUntil } from './session-words.ts'
import { enter, folderOf, keeperOf, shut, type WindowState } from './state.ts'

export type OpenRefusal = AppError<(typeof OPEN_CODES)[number]>
export type SignInRefusal = OpenRefusal | AppError<'sign-in-refused' | 'account-locked'>

export interface SignIn {
  readonly login: string
  readonly password: string
  /** The recovery secret, where this machine does not know the person yet. */
  readonly secret?: string
}

/** The program itself, which looks at nothing but which imports are over. */
const OPENING: Actor = { userId: 'system', name: '系统', roles: ['clerk'] }
const LOOK_BACK = 1000

/** Opens the data of the window's place; null where no secret is needed. */
export async function openWith(
  state: WindowState,
  secret: string | null,
): Promise<Result<null, OpenRefusal>> {
  const opened = await openFolder({ ...folderOf(state), ...(secret === null ? {} : { secret }) })
  if (!opened.ok) return opened
  state.workstation = opened.value
  state.secret = secret
  const imports = opened.value.calls.imports.list(OPENING, { limit: LOOK_BACK })
  if (imports.ok) sweepKeptUploads(folderOf(state).dataDir, imports.value)
  return ok(null)
}

/** Opens what can be opened with nobody signed in: the demonstration, or data whose secret the host keeps. */
export async function openUnasked(state: WindowState): Promise<Result<null, OpenRefusal>> {
  if (state.workstation || !isThere(state.options.home, state.place)) return ok(null)
  if (state.place === 'demo') return openWith(state, null)
  const kept = await keeperOf(state).fromHost()
  return kept === undefined ? ok(null) : openWith(state, kept)
}

/** The secret that signing in gives: typed, or kept on this machine under that person's password. */
async function secretOf(state: WindowState, input: SignIn): Promise<Result<string, SignInRefusal>> {
  if (input.secret !== undefined && input.secret.trim() !== '') return ok(asSecret(input.secret))
  const kept = await keeperOf(state).keyring.open(input.login, input.password, state.now())
  if (kept.ok) return ok(kept.secret)
  if (kept.why === 'unknown') return err(secretNeeded)
  return err(kept.why === 'locked' ? waitUntil(kept.until) : signInRefused)
}

async function openFor(state: WindowState, input: SignIn): Promise<Result<null, SignInRefusal>> {
  if (state.place === 'demo') return openWith(state, null)
  const secret = await secretOf(state, input)
  return secret.ok ? openWith(state, secret.value) : secret
}

/** Opens the data where they are closed, and signs the person in; data opened for somebody who is then refused are closed again. */
export async function signIn(state: WindowState, input: SignIn): Promise<Result<null, SignInRefusal>> {
  const wasClosed = state.workstation === null
  if (wasClosed) {
    const opened = await openFor(state, input)
    if (!opened.ok) return opened
  }
  if (!state.workstation) throw new Error('the workstation did not open')
  const { login, password } = input
  const entered = await state.workstation.calls.session.signIn({ login, password })
  if (!entered.ok) {
    if (wasClosed && state.place === 'office') shut(state)
    return entered
  }
  enter(state, { login, actor: entered.value })
  await keepSecret(state, login, password)
  return ok(null)
}

/** Seals the office's secret under a password that has just proved right or has just been set. */
export async function keepSecret(state: WindowState, login: string, password: string): Promise<void> {
  const { secret } = state
  if (secret === null) return
  await keeperOf(state).keyring.keep(login, password, secret)
  await keeperOf(state).toHost(secret)
}
