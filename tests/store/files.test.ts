import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { createFolderShelf } from '../../national-store/files/folder-shelf.ts'
import { type HeldFile } from '../../national-store/ports/shelf.ts'
import { eachStore } from './each-store.ts'
import { servedStores, type ServedStore } from './serving.ts'
import { pairedHand, type Hand } from './workstation.ts'

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const OTHER = 'WS-330000-02'

eachStore('files', suite => {
  const serve = servedStores()
  const start = async () => {
    const store = await serve(await suite.fresh())
    return { store, hand: await pairedHand(store, store.port) }
  }
  const put = (
    store: ServedStore,
    hand: Hand,
    bytes: Uint8Array,
    piece: { from: number; to: number; name?: string; total?: number },
  ) =>
    store.ask({
      path: `/v1/files/${piece.name ?? sha256(bytes)}?offset=${piece.from}&total=${piece.total ?? bytes.length}`,
      method: 'PUT',
      hand,
      bytes: bytes.subarray(piece.from, piece.to),
    })
  const held = async (store: ServedStore, hand: Hand, name: string): Promise<HeldFile | undefined> => {
    const answer = await store.ask({ path: '/v1/files/held', hand, json: { files: [name] } })
    return (answer.json as { files: readonly HeldFile[] }).files[0]
  }
  const whole = ({ home }: ServedStore, name: string): string =>
    path.join(home, 'files/whole', name.slice(0, 2), name.slice(2, 4), name)

  it('come in pieces, go on where they stand, and are kept under their digest', async () => {
    const { store, hand } = await start()
    const bytes = new Uint8Array(randomBytes(5 * 1024 * 1024))
    const name = sha256(bytes)
    const four = 4 * 1024 * 1024
    expect((await put(store, hand, bytes, { from: 0, to: four })).json).toEqual({
      sha256: name,
      have: four,
      whole: false,
    })
    expect(await held(store, hand, name)).toEqual({ sha256: name, have: four, whole: false })
    const again = await put(store, hand, bytes, { from: 0, to: four })
    expect(again.json).toMatchObject({ error: { code: 'file-offset-wrong', data: { have: four } } })
    expect((await put(store, hand, bytes, { from: four, to: bytes.length })).json).toMatchObject({
      whole: true,
    })
    expect(fs.readFileSync(whole(store, name)).equals(Buffer.from(bytes))).toBe(true)
    expect(fs.statSync(whole(store, name)).mode & 0o777).toBe(0o600)
    const [row] = await store.ports.db.sql.query<{ sm3: string }>(
      'SELECT sm3, bytes FROM files WHERE sha256 = $1',
      [name],
    )
    const sm3 = execFileSync('openssl', ['dgst', '-sm3', '-r', whole(store, name)], {
      encoding: 'utf8',
    }).slice(0, 64)
    expect(row).toEqual({ sm3, bytes: bytes.length })
    // Sent once more, by anybody: it is there.
    expect((await put(store, hand, bytes, { from: 0, to: 10 })).json).toMatchObject({
      have: bytes.length,
      whole: true,
    })
    expect(await store.ports.files.has([name, 'b'.repeat(64)])).toEqual(new Set([name]))
  })

  it('that are not what their name says are thrown away', async () => {
    const { store, hand } = await start()
    const bytes = new Uint8Array(randomBytes(1000))
    const name = 'c'.repeat(64)
    expect((await put(store, hand, bytes, { from: 0, to: 500, name })).json).toMatchObject({ have: 500 })
    const beyond = await put(store, hand, bytes, { from: 500, to: 1000, name, total: 999 })
    expect(beyond.code).toBe('file-offset-wrong')
    expect((await put(store, hand, bytes, { from: 500, to: 1000, name })).code).toBe('file-digest-wrong')
    expect(await held(store, hand, name)).toMatchObject({ have: 0, whole: false })
    expect(await store.ports.files.has([name])).toEqual(new Set())
    expect(
      (await put(store, hand, new Uint8Array(4 * 1024 * 1024 + 1), { from: 0, to: 4 * 1024 * 1024 + 1 }))
        .code,
    ).toBe('request-too-large')
  })

  it('half sent by one workstation are not touched by another', async () => {
    const { store, hand } = await start()
    const other = await pairedHand(store, store.port, { workstationId: OTHER })
    const bytes = new Uint8Array(randomBytes(1000))
    const name = sha256(bytes)
    await put(store, hand, bytes, { from: 0, to: 400 })
    expect(await held(store, other, name)).toMatchObject({ have: 0 })
    await put(store, other, new Uint8Array(1000), { from: 0, to: 700, name })
    expect(await held(store, hand, name)).toMatchObject({ have: 400 })
    expect((await put(store, hand, bytes, { from: 400, to: 1000 })).json).toMatchObject({ whole: true })
  })

  it('sent by many at once are whole once, and what was kept before a kill is found again', async () => {
    const { store, hand } = await start()
    const other = await pairedHand(store, store.port, { workstationId: OTHER })
    const bytes = new Uint8Array(randomBytes(300_000))
    const name = sha256(bytes)
    const answers = await Promise.all(
      [hand, other, hand, other, hand, other].map(one =>
        put(store, one, bytes, { from: 0, to: bytes.length }),
      ),
    )
    expect(answers.map(answer => answer.json)).toEqual(
      Array(6).fill({ sha256: name, have: bytes.length, whole: true }),
    )
    await store.ports.db.sql.query('DELETE FROM files')
    expect((await put(store, hand, bytes, { from: 0, to: 100 })).json).toMatchObject({ whole: true })
    expect(await held(store, hand, name)).toMatchObject({ whole: true })
  })

  it('that nobody finishes make room for others', async () => {
    const { store, hand } = await start()
    for (let i = 0; i < 66; i++) {
      const name = i.toString(16).padStart(64, '0')
      await put(store, hand, Uint8Array.of(1, 2), { from: 0, to: 1, name })
    }
    expect(fs.readdirSync(path.join(store.home, 'files/parts/WS-330000-01'))).toHaveLength(64)
  })
})

it('no path comes from outside', async () => {
  const shelf = createFolderShelf('/nowhere')
  for (const bad of ['../../etc/passwd', 'A'.repeat(64), '', 'a'.repeat(63)])
    await expect(shelf.have('WS-330000-01', bad)).rejects.toThrow('not a digest')
  await expect(shelf.have('../../../etc', 'a'.repeat(64))).rejects.toThrow('not a digest')
})
