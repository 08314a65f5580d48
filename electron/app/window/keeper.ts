import path from 'node:path'
import { type Access, type GateCode } from '../../../shared/contract/define.ts'
import { createFaultLog } from '../../platform/fault-log.ts'
import { systemClock } from '../../platform/clock.ts'
import { type GateKeeper } from '../../ipc/gate.ts'
import { sessionLocked, signInNeeded } from '../../ipc/refusals.ts'
import { FAULTS_FILE } from '../../usecases/common/data-folder.ts'
import { SYSTEM_ACTOR } from '../../usecases/common/system-actor.ts'
import { type Caller } from './scene.ts'
import { type WindowSession } from './session.ts'
import { folderOf } from './state.ts'

/** One journal line for each sort of refusal in so long a time, with a count: a flood of calls is not a flood of lines. */
const LINE_EVERY_MS = 10_000

interface Sort {
  count: number
  told: number
}

/** Counts refused calls by sort; says when a line is due. */
function refusalCounter(now: () => number) {
  const sorts = new Map<string, Sort>()
  return (key: string): number => {
    const sort = sorts.get(key) ?? { count: 0, told: -Infinity }
    sort.count += 1
    sorts.set(key, sort)
    if (now() - sort.told < LINE_EVERY_MS) return 0
    sort.told = now()
    const { count } = sort
    sort.count = 0
    if (sorts.size > 200) sorts.clear() // names of calls that do not exist come from outside
    return count
  }
}

/** What the gate asks: who calls, and where faults and refusals are kept. */
export function createKeeper(
  session: WindowSession,
  now: () => number = () => Date.now(),
): GateKeeper<Caller> {
  const due = refusalCounter(now)
  return {
    caller(access: Access) {
      const present = session.present()
      if (typeof present === 'string') {
        if (access === 'anyone') return null
        return present === 'locked' ? sessionLocked : signInNeeded
      }
      const { person, workstation } = present
      return { actor: person.actor, login: person.login, calls: workstation.calls, workstation }
    },
    fault(error) {
      const { dataDir } = folderOf(session.inner)
      return createFaultLog(path.join(dataDir, FAULTS_FILE), systemClock).record(error)
    },
    refused(code: GateCode, channel) {
      const workstation = session.workstation()
      const count = workstation ? due(`${code} ${channel ?? ''}`) : 0
      if (!workstation || count === 0) return
      const present = session.present()
      const actor = typeof present === 'string' ? SYSTEM_ACTOR : present.person.actor
      workstation.calls.session.noteRefusal(actor, { code, channel, count })
    },
  }
}
