import { writeSync } from 'node:fs'
import { DEMO_PIN, DEMO_SECRET } from '../../../electron/app/demo/demo-people.ts'
import { openWorkstation } from '../../../electron/app/workstation.ts'
import { type Adapters } from '../../../electron/app/adapters.ts'
import { type Actor } from '../../../shared/domain/people/user.ts'
import { telling, tellingIo } from './steps.ts'
import { varied, type Variant } from './variants.ts'

const CLERK: Actor = { userId: 'u-clerk', name: '样例受理员', roles: ['clerk'] }

const say = (line: string): void => {
  writeSync(1, `${line}\n`)
}

const standStill = (): never => {
  for (;;) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
}

/**
 * Resumes a batch and tells every licence once it is issued (`ACK`). At the step named `target` it says so (`AT`) and stands
 * still until it is killed. Targets: `name#n` (the n-th step of that name within one licence), `none`, `list`
 * (goes through five licences, telling every step).
 */
async function main([dataDir, resources, batchId, variant, target]: readonly string[]): Promise<void> {
  let armed = false
  let seen = new Map<string, number>()
  const tell = (step: string): void => {
    if (!armed) return
    const n = (seen.get(step) ?? 0) + 1
    seen.set(step, n)
    if (target === 'list') say(`STEP ${step}#${n}`)
    if (target !== `${step}#${n}`) return
    say(`AT ${target}`)
    standStill()
  }
  const early = (identifier: string): void => say(`ACK ${JSON.stringify({ identifier })}`)
  const held: { adapters?: Adapters } = {}
  const opened = await openWorkstation({
    dataDir: dataDir!,
    resources: resources!,
    secret: DEMO_SECRET,
    io: tellingIo(tell),
    refit: made => (held.adapters = varied(telling(made, tell), variant as Variant, tell, early)),
  })
  if (!opened.ok) throw new Error(JSON.stringify(opened.error))
  const { calls } = opened.value
  const seals = held.adapters!.db.read(s => s.seals.list())
  say('READY')
  armed = true
  let acknowledged = 0
  const ended = await calls.issuing.run(CLERK, {
    batchId: batchId!,
    pins: Object.fromEntries(seals.map(seal => [seal.id, DEMO_PIN])),
    onProgress({ issued, item }) {
      if (!issued) throw new Error(JSON.stringify(item.error))
      tell('tell.before')
      const { licence, file } = issued
      if (variant !== 'told-early')
        say(
          `ACK ${JSON.stringify({ identifier: licence.identifier, number: licence.number, sha256: file.sha256 })}`,
        )
      tell('tell.after')
      seen = new Map()
      // What was prepared ahead is thrown away at a pause, and at no other time where nothing fails.
      if (target !== 'none' && ++acknowledged === 5) calls.issuing.pause(CLERK, batchId!)
    },
  })
  armed = false
  say(`END ${JSON.stringify(ended)}`)
  opened.value.close()
}

main(process.argv.slice(2)).catch((error: unknown) => {
  say(`ERROR ${error instanceof Error ? error.stack : String(error)}`.replaceAll('\n', ' '))
  process.exit(1)
})
