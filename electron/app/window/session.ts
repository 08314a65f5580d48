import { type OfficeMade } from '../../../shared/contract/setup.ts'
import { type PageSpot, type Place, type SessionView } from '../../../shared/contract/session.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { err, ok, type Result } from '../../../shared/kernel/result.ts'
import { type FirstAdministratorError } from '../../usecases/accounts/create-user.ts'
import { createSerial } from '../../usecases/issuing/serial.ts'
import { makeDemo, makeOffice } from '../sessions.ts'
import { type Workstation } from '../workstation.ts'
import { type CoreOptions } from './core.ts'
import { isThere } from './places.ts'
import { openUnasked, signIn, type OpenRefusal, type SignIn, type SignInRefusal } from './opening.ts'
import { newSecret } from './recovery-secret.ts'
import { nobodyLocked } from './session-words.ts'
import {
  createState,
  enter,
  folderOf,
  leave,
  lock,
  lockIfIdle,
  shut,
  viewOf,
  type Person,
  type WindowState,
} from './state.ts'

export interface NewOffice {
  readonly login: string
  readonly name: string
  readonly password: string
}

type UnlockRefusal = AppError<'sign-in-refused' | 'account-locked' | 'nobody-locked'>

async function unlock(state: WindowState, password: string): Promise<Result<SessionView, UnlockRefusal>> {
  const { person, workstation } = state
  if (!person || !workstation) return err(nobodyLocked)
  const entered = await workstation.calls.session.signIn({ login: person.login, password })
  if (!entered.ok) return entered
  enter(state, { login: person.login, actor: entered.value })
  return ok(viewOf(state))
}

async function choosePlace(state: WindowState, place: Place): Promise<Result<SessionView, OpenRefusal>> {
  if (place !== state.place) {
    shut(state)
    state.place = place
  }
  const opened = await openUnasked(state)
  return opened.ok ? ok(viewOf(state)) : opened
}

/** Makes the demonstration office, or goes to the one that is there. */
async function startDemo(state: WindowState): Promise<Result<SessionView, OpenRefusal>> {
  if (isThere(state.options.home, 'demo')) return choosePlace(state, 'demo')
  shut(state)
  state.place = 'demo'
  const made = await makeDemo({ ...folderOf(state), keyType: 'rsa-3072' })
  if (!made.ok) return made
  state.workstation = made.value
  return ok(viewOf(state))
}

async function startOffice(
  state: WindowState,
  input: NewOffice,
): Promise<Result<OfficeMade, SignInRefusal | FirstAdministratorError>> {
  shut(state)
  state.place = 'office'
  const recoverySecret = newSecret()
  const made = await makeOffice({ ...folderOf(state), secret: recoverySecret, administrator: input })
  if (!made.ok) return made
  state.workstation = made.value
  state.secret = recoverySecret
  const entered = await signIn(state, input)
  return entered.ok ? ok({ session: viewOf(state), recoverySecret }) : entered
}

function signOut(state: WindowState): SessionView {
  if (state.person) state.workstation?.calls.session.note(state.person.actor, 'signed-out')
  // Without a secret store of the host's the data are sealed again: the next person opens them by signing in.
  if (state.place === 'office' && state.options.services.secrets === null) shut(state)
  else leave(state)
  return viewOf(state)
}

/** Who is at the window and may act. */
export interface Present {
  readonly person: Person
  readonly workstation: Workstation
}

function present(state: WindowState): Present | 'nobody' | 'locked' {
  lockIfIdle(state)
  const { person, workstation, locked } = state
  if (!person || !workstation) return 'nobody'
  return locked ? 'locked' : { person, workstation }
}

/** The session of one window. Whatever opens, closes or signs in happens one after the other. */
export function createWindowSession(options: CoreOptions, now: () => number = () => Date.now()) {
  const serial = createSerial()
  const state = createState(options, now)
  return {
    state: () =>
      serial(async () => {
        await openUnasked(state) // why it does not open is told by signing in
        lockIfIdle(state)
        return viewOf(state)
      }),
    signIn: (input: SignIn) =>
      serial(async () => {
        const entered = await signIn(state, input)
        return entered.ok ? ok(viewOf(state)) : entered
      }),
    signOut: () => serial(async () => signOut(state)),
    lock(): SessionView {
      lock(state, 'locked')
      return viewOf(state)
    },
    unlock: (password: string) => serial(() => unlock(state, password)),
    touch(): void {
      state.touched = state.now()
    },
    stand(spot: PageSpot): void {
      if (state.person) state.spot = { ...spot, userId: state.person.actor.userId }
    },
    choosePlace: (place: Place) => serial(() => choosePlace(state, place)),
    makeDemo: () => serial(() => startDemo(state)),
    makeOffice: (input: NewOffice) => serial(() => startOffice(state, input)),
    /** Work on the session that nothing else may come between. */
    alone: <T>(work: (state: WindowState) => Promise<T>) => serial(() => work(state)),
    present: () => present(state),
    /** The one that is open, whoever is at the window. */
    workstation: () => state.workstation,
    close: () => serial(async () => shut(state)),
    inner: state,
  }
}

export type WindowSession = ReturnType<typeof createWindowSession>
