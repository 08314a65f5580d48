import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DamagedRowError } from '../../../electron/db/stores/row.ts'
import { LARGEST_BLOB } from '../../../electron/db/stores/settings.ts'
import { type User } from '../../../shared/domain/people/user.ts'
import { type Seal, type SealUse } from '../../../shared/domain/seal/seal.ts'
import { type Json } from '../../../shared/kernel/canonical-json.ts'
import { idOf, moment, newBench, T0, type Bench } from './support.ts'

let bench: Bench
beforeEach(async () => {
  bench = await newBench()
})
afterEach(() => bench.end())

const T1 = moment('2026-04-01T00:00:00.000Z')

describe('settings and blobs', () => {
  it('keep the last value of a key, any JSON', async () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.jsonValue(), (key, value) => {
        bench.work.write(s => s.settings.set(key, 'before'))
        bench.work.write(s => s.settings.set(key, value as Json))
        const wanted = JSON.parse(JSON.stringify(value))
        expect(bench.work.read(s => s.settings.get(key))).toStrictEqual(wanted)
      }),
      { numRuns: 50 },
    )
    bench.work.write(s => s.settings.set('office', { name: '局' }))
    bench = await bench.reopen()
    expect(bench.work.read(s => s.settings.get('office'))).toEqual({ name: '局' })
    expect(bench.work.read(s => s.settings.get('missing'))).toBeUndefined()
  })

  it('name blobs by their digest, once, and notice a changed one', () => {
    const bytes = new Uint8Array([0, 255, 0, 1])
    const name = bench.work.write(s => s.blobs.put(bytes))
    expect(name).toBe('sha256:59cd6e747d49ae45c5d0f8d11412ebade4b761d8b1dc21d83240fdb58f65c75c')
    expect(bench.work.write(s => s.blobs.put(bytes))).toBe(name)
    expect(bench.work.write(s => s.blobs.put(new Uint8Array(0)))).toBe(
      'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    )
    expect(bench.work.read(s => s.blobs.get(name))).toStrictEqual(bytes)
    expect(bench.work.read(s => s.blobs.get('sha256:none'))).toBeUndefined()
    expect(() => bench.work.write(s => s.blobs.put(new Uint8Array(LARGEST_BLOB + 1)))).toThrow(RangeError)
    bench.db.run(`UPDATE blob SET bytes = x'01' WHERE digest = ?`, [name])
    expect(() => bench.work.read(s => s.blobs.get(name))).toThrow(DamagedRowError)
  })
})

describe('users', () => {
  const user = (n: number, changes: Partial<User> = {}): User => ({
    id: `user-${n}`,
    login: `Wang${n}`,
    name: '王',
    roles: ['clerk', 'auditor'],
    state: 'active',
    failures: 0,
    lockedUntil: null,
    createdAt: T0,
    ...changes,
  })

  it('are found by id and by login without case or width', () => {
    bench.work.write(s => {
      s.users.insert(user(1), 'scrypt:1')
      s.users.insert(user(2), 'scrypt:2')
    })
    bench.work.read(s => {
      expect(s.users.get('user-1')).toStrictEqual(user(1))
      for (const login of ['wang2', 'WANG2', ' ＷＡＮＧ２ '])
        expect(s.users.byLogin(login)?.id).toBe('user-2')
      expect(s.users.byLogin('wang')).toBeUndefined()
      expect(s.users.list().map(u => u.id)).toEqual(['user-1', 'user-2'])
      expect(s.users.password('user-1')).toBe('scrypt:1')
      expect(s.users.password('user-9')).toBeUndefined()
    })
    expect(() => bench.work.write(s => s.users.insert(user(3, { login: 'wANG1' }), 'x'))).toThrow(/UNIQUE/)
  })

  it('change, lock, and keep their password apart', () => {
    bench.work.write(s => s.users.insert(user(1), 'scrypt:1'))
    const changed = user(1, { login: 'li', name: '李', roles: ['approver'], state: 'disabled', failures: 2 })
    bench.work.write(s => {
      s.users.update(changed)
      s.users.setPassword('user-1', 'scrypt:new')
    })
    expect(bench.work.read(s => s.users.byLogin('LI'))).toStrictEqual(changed)
    bench.work.write(s => s.users.recordFailure('user-1', 5, T1))
    expect(bench.work.read(s => s.users.get('user-1'))).toStrictEqual({
      ...changed,
      failures: 5,
      lockedUntil: T1,
    })
    expect(bench.work.read(s => s.users.password('user-1'))).toBe('scrypt:new')
    for (const act of [
      () => bench.work.write(s => s.users.update(user(9))),
      () => bench.work.write(s => s.users.setPassword('user-9', 'x')),
      () => bench.work.write(s => s.users.recordFailure('user-9', 1, null)),
    ])
      expect(act).toThrow(/no user/)
    bench.db.run(`UPDATE user SET roles = '["king"]'`)
    expect(() => bench.work.read(s => s.users.list())).toThrow(DamagedRowError)
  })
})

describe('seals', () => {
  const seal = (id: string): Seal => ({
    id,
    name: '文化和旅游市场电子证照专用章',
    purpose: 'electronic-licence',
    provider: 'pkcs12',
    containerPath: `seals/${id}.p12`,
    certificate: 'AAAA',
    subject: 'CN=章',
    issuer: 'CN=根',
    serial: '0a',
    fingerprint: 'f'.repeat(64),
    notBefore: T0,
    notAfter: T1,
    keyType: 'ec',
    keyBits: 256,
    picture: null,
    state: 'active',
    createdAt: T0,
  })
  const use = (sealId: string, n: number): Omit<SealUse, 'seq'> => ({
    sealId,
    licenceId: idOf(n),
    identifier: `1.2.${n}`,
    documentDigest: 'd'.repeat(64),
    at: T0,
    byUserId: 'u',
    byName: '经办人',
  })

  it('keep their state, and number their uses without a gap', () => {
    bench.work.write(s => {
      s.seals.insert(seal('a'))
      s.seals.insert(seal('b'))
      s.seals.setState('a', 'suspended')
      s.seals.recordUse(use('a', 1))
    })
    expect(() =>
      bench.work.write(s => {
        s.seals.recordUse(use('a', 2))
        throw new Error('undone')
      }),
    ).toThrow('undone')
    bench.work.write(s => {
      s.seals.recordUse(use('b', 3))
      s.seals.recordUse(use('a', 4))
    })
    bench.work.read(s => {
      expect(s.seals.list()).toStrictEqual([{ ...seal('a'), state: 'suspended' }, seal('b')])
      expect(s.seals.get('b')).toStrictEqual(seal('b'))
      expect(s.seals.get('c')).toBeUndefined()
      expect(s.seals.uses({ limit: 9 })).toStrictEqual([
        { ...use('a', 1), seq: 1 },
        { ...use('b', 3), seq: 2 },
        { ...use('a', 4), seq: 3 },
      ])
      expect(s.seals.uses({ sealId: 'a', afterSeq: 1, limit: 9 }).map(u => u.seq)).toEqual([3])
      expect(s.seals.uses({ limit: 1 })).toHaveLength(1)
    })
    expect(() => bench.work.write(s => s.seals.setState('c', 'active'))).toThrow(/no seal/)
    expect(() => bench.work.write(s => s.seals.recordUse(use('unknown', 1)))).toThrow(/FOREIGN KEY/)
  })

  it('have a log that is append-only', () => {
    bench.work.write(s => {
      s.seals.insert(seal('a'))
      s.seals.recordUse(use('a', 1))
    })
    for (const sql of [
      `UPDATE seal_use SET by_name = 'x'`,
      'DELETE FROM seal_use',
      'INSERT OR REPLACE INTO seal_use SELECT * FROM seal_use',
    ])
      expect(() => bench.db.run(sql), sql).toThrow(/append-only|without a gap/)
  })
})
