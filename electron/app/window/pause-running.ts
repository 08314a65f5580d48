import { type Batch, type ImportJob } from '../../../shared/domain/batch.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { type Calls } from '../compose.ts'
import { type WindowSession } from './session.ts'

/** The program itself, at an orderly end: may pause what runs, and nothing else. */
const CLOSING: Actor = { userId: 'system', name: '系统', roles: ['clerk'] }

/** A licence in hand takes well under a second; a disk that hangs must not keep the window open for ever. */
const PATIENCE_MS = 10_000
const LOOK_MS = 20
const LOOK_BACK = 50

const batchesOf = (calls: Calls): readonly Batch[] => {
  const batches = calls.issuing.list(CLOSING, { limit: LOOK_BACK })
  return batches.ok ? batches.value : []
}

const importsOf = (calls: Calls): readonly ImportJob[] => {
  const imports = calls.imports.list(CLOSING, { limit: LOOK_BACK })
  return imports.ok ? imports.value : []
}

const isRunning = (one: { readonly state: string }): boolean => one.state === 'running'

/** Asks running batches and imports to end behind what they have in hand, and waits until they have. */
export async function pauseRunning(session: WindowSession): Promise<void> {
  const calls = session.workstation()?.calls
  if (!calls) return
  for (const batch of batchesOf(calls).filter(isRunning)) calls.issuing.pause(CLOSING, batch.id)
  for (const job of importsOf(calls).filter(isRunning)) calls.imports.pause(CLOSING, job.id)
  const until = Date.now() + PATIENCE_MS
  while ([...batchesOf(calls), ...importsOf(calls)].some(isRunning) && Date.now() < until)
    await new Promise(resolve => setTimeout(resolve, LOOK_MS))
}
