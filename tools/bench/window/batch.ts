import path from 'node:path'
import { openFolder, session } from '../../../electron/app/sessions.ts'
import { DEMO_PIN } from '../../../electron/app/demo/demo-people.ts'
import { signIn } from '../../../tests/e2e/clerk.ts'
import { openWindow } from '../../../tests/e2e/driver.ts'
import { mustBeOk } from '../../../shared/kernel/result.ts'
import { quantile } from '../db/timing.ts'
import { pings } from './in-page.ts'
import { ms, type Row } from './row.ts'

const FILE = path.resolve('resources/demo/mixed-1000.xlsx')

/** Takes in and approves the mixed file of a thousand. @returns the approved applications, at most so many */
async function approved(home: string, most: number): Promise<readonly string[]> {
  const opened = mustBeOk(
    await openFolder({ dataDir: path.join(home, 'demo'), resources: path.resolve('resources') }),
    'open',
  )
  try {
    const { calls } = opened
    const clerk = mustBeOk(await session(opened, 'clerk', undefined), 'clerk')
    const approver = mustBeOk(await session(opened, 'approver', undefined), 'approver')
    const options = { kind: null, papersAtHand: true, originNote: null }
    const { job } = mustBeOk(
      await calls.imports.start(clerk, { path: FILE, purpose: 'applications', options }),
      'import',
    )
    mustBeOk(await calls.imports.run(clerk, { jobId: job.id }), 'import')
    const rows = mustBeOk(calls.imports.rows(clerk, { jobId: job.id }), 'rows').slice(0, most)
    for (const { applicationId } of rows) {
      const { revision } = mustBeOk(calls.intake.open(clerk, { applicationId }), 'open')
      mustBeOk(calls.approval.approve(approver, { applicationId, seenRevision: revision }), 'approve')
    }
    return rows.map(row => row.applicationId)
  } finally {
    opened.close()
  }
}

/** Starts the batch in the page and does not wait for its end; tells when it has ended. */
const startScript = (applicationIds: readonly string[]): string => `(async () => {
  const ask = async (channel, input) => JSON.parse(await window.workstation.call(JSON.stringify({ channel, input }))).value
  const seals = await ask('seals.list', {})
  const pins = Object.fromEntries(seals.map(seal => [seal.id, ${JSON.stringify(DEMO_PIN)}]))
  const batch = await ask('issuing.createBatch', { applicationIds: ${JSON.stringify(applicationIds)} })
  window.__ended = false
  void ask('issuing.run', { batchId: batch.id, pins }).then(ended => { window.__ended = ended })
})()`

/** How soon the window answers while a batch runs, beside how soon it does when nothing runs. */
export async function measureBatch(
  home: string,
  licences: number,
  say: (text: string) => void,
): Promise<readonly Row[]> {
  say(`window: a batch of ${licences} while the window is asked`)
  const applications = await approved(home, licences)
  const { page, close } = await openWindow({ home })
  try {
    await signIn(page, 'clerk')
    const idle = await pings(page, 200, 5)
    await page.evaluate(startScript(applications))
    const busy: number[] = []
    while ((await page.evaluate('window.__ended')) === false) busy.push(...(await pings(page, 50, 20)))
    const ended = await page.evaluate<{ issued: number }>('window.__ended')
    const most = quantile(busy, 0.95)
    return [
      {
        what: `the window's answer while a batch of ${ended.issued} runs`,
        figure: `median ${ms(quantile(busy, 0.5))}, 95 % ${ms(most)}, worst ${ms(Math.max(...busy))} (idle: ${ms(quantile(idle, 0.5))})`,
        target: '95 % < 50 ms, every licence issued',
        holds: most < 50 && ended.issued === applications.length,
      },
    ]
  } finally {
    await close()
  }
}
