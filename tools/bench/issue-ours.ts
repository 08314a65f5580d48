/**
 * Issues a batch as a counter does, in a fresh demonstration office: `tsx issue-ours.ts FILE KEYTYPE [collect]`. Validation, number,
 * face, PDF/A, seal, own check, file and commit are timed; intake and approval are done before. One JSON line on stdout.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { issueFile } from '../../electron/app/issue-file.ts'
import { makeDemo, session } from '../../electron/app/sessions.ts'
import { DEMO_PIN } from '../../electron/app/demo/demo-people.ts'
import { type Actor } from '../../shared/domain/people/user.ts'
import { mustBeOk } from '../../shared/kernel/result.ts'

const ROOT = path.resolve(import.meta.dirname, '../..')

/** What the process holds, as it stands or once garbage is collected. */
function memory(collect: boolean): number {
  if (collect) globalThis.gc?.()
  return process.memoryUsage().rss
}

async function main(file: string, keyType: 'rsa-3072' | 'p256', collect: boolean): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'lw-bench-'))
  const { ensureBuilt } = await import('../setup/build.mjs')
  const workshop = { file: path.join(path.dirname(await ensureBuilt()), 'workshop.mjs') }
  const resources = path.join(ROOT, 'resources')
  const office = { dataDir: path.join(folder, 'office'), resources, keyType, workshop }
  const workstation = mustBeOk(await makeDemo(office), 'office')
  try {
    const actor = async (role: 'clerk' | 'approver') =>
      mustBeOk(await session(workstation, role, undefined), role) as Actor
    const clerk = await actor('clerk')
    const seals = workstation.calls.seals.list(clerk, undefined)
    const pins = 'ok' in seals ? {} : Object.fromEntries(seals.map(s => [s.id, DEMO_PIN]))
    const stamps: number[] = []
    const rss: number[] = []
    const done = mustBeOk(
      await issueFile(workstation, {
        path: path.resolve(file),
        kind: null,
        clerk,
        approver: await actor('approver'),
        pins,
        onProgress(step, count) {
          if (step !== 'issue') return
          stamps.push(performance.now())
          if (count % 100 === 0) rss.push(memory(collect))
        },
      }),
      'batch',
    )
    const issued = done.rows.filter(row => row.status === 'issued').length
    // The first licence also loads fonts and draws the static art: it has no stamp before it and is left out.
    const millis = stamps.slice(1).map((at, i) => at - (stamps[i] ?? at))
    console.log(JSON.stringify({ issued, rows: done.rows.length, millis, rss }))
  } finally {
    workstation.close()
    fs.rmSync(folder, { recursive: true, force: true })
  }
}

const [file = '', keyType = 'rsa-3072', collect = ''] = process.argv.slice(2)
await main(file, keyType === 'p256' ? 'p256' : 'rsa-3072', collect === 'collect')
