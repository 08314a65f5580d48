import {
  type PageSpot,
  type Place,
  type SessionStage,
  type SessionView,
} from '../../../shared/contract/session.ts'
import { IDLE_LOCK } from '../../../shared/contract/office.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { DEMO_PEOPLE, DEMO_PIN } from '../demo/demo-people.ts'
import { type Workstation } from '../workstation.ts'
import { type CoreOptions } from './core.ts'
import { dataDirOf, isThere, placeAtStart } from './places.ts'
import { createSecretKeeper, type SecretKeeper } from './secret-keeper.ts'
import { VERSION } from './version.ts'

/** Somebody at the window, whether or not the window is locked. */
export interface Person {
  readonly login: string
  readonly actor: Actor
}

/** Who sits at the window and on which office's data. Changed by this folder's session files, and by nothing else. */
export interface WindowState {
  readonly options: CoreOptions
  readonly now: () => number
  place: Place
  workstation: Workstation | null
  /** The office's secret while its data are open by it; null for a demonstration. */
  secret: string | null
  person: Person | null
  locked: boolean
  /** Where in the page that person is; outlives the session only where it ends at a locked window. */
  spot: (PageSpot & { readonly userId: string }) | null
  /** When the person last did something. */
  touched: number
}

export const createState = (options: CoreOptions, now: () => number): WindowState => ({
  options,
  now,
  place: placeAtStart(options.home),
  workstation: null,
  secret: null,
  person: null,
  locked: false,
  spot: null,
  touched: now(),
})

export const folderOf = (state: WindowState) => ({
  dataDir: dataDirOf(state.options.home, state.place),
  resources: state.options.resources,
  ...(state.options.workshop ? { workshop: { file: state.options.workshop } } : {}),
  ...(state.options.services.printers ? { printers: state.options.services.printers } : {}),
})

export const keeperOf = (state: WindowState): SecretKeeper =>
  createSecretKeeper(folderOf(state).dataDir, state.options.services.secrets)

/** The person goes; the data stay open. */
export function leave(state: WindowState): void {
  if (!state.locked) state.spot = null
  state.person = null
  state.locked = false
}

/** The data are closed and sealed. */
export function shut(state: WindowState): void {
  leave(state)
  state.workstation?.close()
  state.workstation = null
  state.secret = null
}

export function enter(state: WindowState, person: Person): void {
  state.person = person
  state.locked = false
  state.touched = state.now()
}

const idleMinutes = (state: WindowState): number => state.workstation?.idleLockMinutes() ?? IDLE_LOCK.usual

export function lock(state: WindowState, note: 'locked' | 'locked-idle'): void {
  if (!state.person || state.locked) return
  state.locked = true
  state.workstation?.calls.session.note(state.person.actor, note)
  state.options.onEvent({ name: 'session.changed', detail: null })
}

/** Time alone locks: asked before every call, so that nothing happens in the name of somebody who left. */
export function lockIfIdle(state: WindowState): void {
  const away = state.now() - state.touched
  if (state.person && !state.locked && away > idleMinutes(state) * 60_000) lock(state, 'locked-idle')
}

function stageOf(state: WindowState): SessionStage {
  if (state.person) return state.locked ? 'locked' : 'signed-in'
  if (state.workstation) return 'signed-out'
  return isThere(state.options.home, state.place) ? 'closed' : 'first-start'
}

/** Not told while the window is locked: it is nobody else's to see. */
function spotOf({ spot, person, locked }: WindowState): PageSpot | null {
  if (!spot || !person || locked || spot.userId !== person.actor.userId) return null
  return { path: spot.path, at: spot.at }
}

export function viewOf(state: WindowState): SessionView {
  const { place, workstation } = state
  const demo = place === 'demo'
  return {
    stage: stageOf(state),
    place,
    office: workstation?.office() ?? null,
    actor: state.person?.actor ?? null,
    spot: spotOf(state),
    demoPeople: demo ? DEMO_PEOPLE.map(({ login, name, password }) => ({ login, name, password })) : [],
    demoPin: demo ? DEMO_PIN : null,
    alarms: workstation?.swept?.alarms ?? [],
    idleLockMinutes: idleMinutes(state),
    version: VERSION,
    dataDir: folderOf(state).dataDir,
  }
}
