import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBackupOpener } from '../../../electron/app/backup-opener.ts'
import { DEMO_SECRET } from '../../../electron/app/demo/demo-people.ts'
import { openWorkstation } from '../../../electron/app/workstation.ts'
import { openDataKey } from '../../../electron/platform/data-key.ts'
import { digests } from '../../../electron/platform/digests.ts'
import { folders } from '../../../electron/platform/folders.ts'
import { outsideFiles } from '../../../electron/platform/outside-files.ts'
import { eventLoopTurns } from '../../../electron/platform/turns.ts'
import { restore } from '../../../electron/usecases/administration/restore.ts'
import { PATIENCE } from '../db/random.ts'
import {
  ADMIN,
  RESOURCES,
  approved,
  benchOf,
  demoOffice,
  good,
  issueAll,
  issueOneOf,
  openBench,
  removeTemporary,
  sound,
  temporary,
} from '../../integration/issuing/support.ts'
import { fakeClock } from '../../fakes/clock.ts'

const PAGE = 4096
let folder = ''
let backup = ''
let issued: readonly string[] = []

beforeAll(async () => {
  const bench = await benchOf(await demoOffice())
  folder = bench.dataDir
  const made = await issueAll(
    bench,
    [0, 1, 2].map(n => approved(bench, { kind: 'entertainment', values: { address: `样例路${n}号` } })),
  )
  issued = made.issued.map(one => one.licence.identifier!)
  backup = good(await bench.calls.backups.make(ADMIN, { place: temporary() }), 'backup').folder
  bench.workstation.close()
})
afterAll(removeTemporary)

const database = (dataDir: string): string => path.join(dataDir, 'workstation.db')

/** A copy of the data folder with one byte of a page turned over. */
function withDamage(page: number): string {
  const dataDir = path.join(temporary(), 'data')
  fs.cpSync(folder, dataDir, { recursive: true })
  const bytes = fs.readFileSync(database(dataDir))
  const at = (page - 1) * PAGE + 1000
  bytes[at] = (bytes[at] ?? 0) ^ 0x10
  fs.writeFileSync(database(dataDir), bytes)
  return dataDir
}

/** What opening, and then the check at start, say of a damaged folder. */
async function saidOf(
  dataDir: string,
): Promise<{ readonly when: 'opening' | 'check'; readonly text: string }> {
  const clock = fakeClock('2026-03-02T02:00:00.000Z')
  const opened = await openWorkstation({ dataDir, secret: DEMO_SECRET, resources: RESOURCES, clock })
  if (!opened.ok) return { when: 'opening', text: JSON.stringify(opened.error) }
  const health = await opened.value.calls.health(ADMIN)
  opened.value.close()
  return {
    when: 'check',
    text: JSON.stringify(health.notes.filter(n => n.error.code === 'database-damaged')),
  }
}

describe('a damaged database', { timeout: PATIENCE }, () => {
  it('is told with its page and the way back, whichever page it is', async () => {
    const pages = fs.statSync(database(folder)).size / PAGE
    expect(pages).toBeGreaterThan(20)
    const every = Math.max(1, Math.floor(pages / 25))
    const when = new Set<string>()
    for (let page = 1; page <= pages; page += every) {
      const said = await saidOf(withDamage(page))
      when.add(said.when)
      expect(said.text, `page ${page}`).toMatch(/database-damaged/)
      expect(said.text, `page ${page}`).toMatch(
        said.when === 'opening' ? new RegExp(`第 ${page} 页`) : new RegExp(`page ${page}:`),
      )
      expect(said.text).toMatch(/备份/)
    }
    expect([...when]).toContain('opening')
  })

  it('comes back out of the last backup, with its numbers held until somebody answers for them', async () => {
    const damaged = withDamage(2)
    expect((await saidOf(damaged)).text).toMatch(/restore/)
    const key = openDataKey(path.join(damaged, 'data-key.json'), DEMO_SECRET)
    if (typeof key === 'string') throw new Error(key)
    const target = path.join(temporary(), 'restored')
    const ports = {
      opener: createBackupOpener(key),
      folders,
      outside: outsideFiles,
      digests,
      turns: eventLoopTurns,
      clock: fakeClock('2026-03-03T01:00:00.000Z'),
    }
    const restored = good(await restore(ports)(ADMIN, { backup, target }), 'restore')
    expect([restored.licences, restored.leftOut]).toEqual([3, []])
    const bench = await openBench(target, { clock: fakeClock('2026-03-03T02:00:00.000Z') })
    expect(bench.read(s => issued.map(i => s.licences.byIdentifier(i)?.status))).toEqual(
      issued.map(() => 'valid'),
    )
    await expect(issueOneOf(bench, { kind: 'entertainment' })).rejects.toThrow(/numbers-dry/)
    good(
      bench.calls.blocks.release(ADMIN, {
        blockIds: restored.heldBlocks,
        reason: '已核对登记簿，备份后没有制证',
      }),
      'release',
    )
    const next = await issueOneOf(bench, { kind: 'entertainment', values: { address: '样例路9号' } })
    expect(bench.read(s => s.licences.byNumber('entertainment', next.licence.number))).toHaveLength(1)
    await sound(bench)
    bench.workstation.close()
    expect(fs.existsSync(database(damaged))).toBe(true) // kept, never deleted
  })
})
