import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Role, type User } from '../../../shared/domain/people/user.ts'
import { ADMINISTRATOR } from '../../../tests/builders/records.ts'
import { testWorkstation, type TestWorkstation } from '../../../tests/builders/workstation-db.ts'
import { changeOwnPassword } from './change-own-password.ts'
import { createFirstAdministrator, createUser, type CreateUserInput } from './create-user.ts'
import { actorOf, LOCK_MINUTES, MAX_FAILURES } from './failed-password.ts'
import { listUsers } from './list-users.ts'
import { passwordFault } from './password-policy.ts'
import { resetPassword } from './reset-password.ts'
import { setUserRoles } from './set-user-roles.ts'
import { setUserState } from './set-user-state.ts'
import { signIn } from './sign-in.ts'
import { unlockUser } from './unlock-user.ts'

const PASSWORD = 'Zhengzhao-2026'

async function person(ws: TestWorkstation, login: string, roles: readonly Role[] = ['clerk']): Promise<User> {
  const made = await createUser(ws)(ADMINISTRATOR, { login, name: '张三', roles, password: PASSWORD })
  if (!made.ok) throw new Error(made.error.code)
  return made.value
}

const actions = (ws: TestWorkstation): readonly string[] =>
  ws.db.read(stores => stores.journal.list({ limit: 500 }).map(entry => entry.action))

const code = (result: { ok: true } | { ok: false; error: { code: string } }): string =>
  result.ok ? 'ok' : result.error.code

describe('signing in', () => {
  it('knows the person by name in any case and width, and journals it', async () => {
    const ws = await testWorkstation()
    const user = await person(ws, 'zhang.san')
    const result = await signIn(ws)({ login: '  ＺＨＡＮＧ.san ', password: PASSWORD })
    expect(result).toEqual({ ok: true, value: { userId: user.id, name: '张三', roles: ['clerk'] } })
    expect(actions(ws)).toEqual(['user.created', 'user.signed-in'])
  })

  it('says the same of a wrong name, a wrong password and a disabled account', async () => {
    const ws = await testWorkstation()
    await person(ws, 'zhang.san')
    const gone = await person(ws, 'li.si')
    setUserState(ws)(ADMINISTRATOR, { userId: gone.id, state: 'disabled' })
    const answers = [
      await signIn(ws)({ login: 'nobody', password: PASSWORD }),
      await signIn(ws)({ login: 'zhang.san', password: 'wrong' }),
      await signIn(ws)({ login: 'li.si', password: PASSWORD }),
    ]
    expect(new Set(answers.map(answer => JSON.stringify(answer))).size).toBe(1)
    expect(answers.map(code)).toEqual(['sign-in-refused', 'sign-in-refused', 'sign-in-refused'])
  })

  it('locks after five wrong passwords, and opens again when the time is up', async () => {
    const ws = await testWorkstation()
    await person(ws, 'zhang.san')
    const attempt = (password: string) => signIn(ws)({ login: 'zhang.san', password })
    for (let i = 1; i < MAX_FAILURES; i++) expect(code(await attempt('wrong'))).toBe('sign-in-refused')
    const fifth = await attempt('wrong')
    expect(fifth).toMatchObject({
      ok: false,
      error: { code: 'account-locked', data: { lockedUntil: '2026-03-02T01:15:00.000Z' } },
    })
    expect(fifth.ok ? '' : fifth.error.next?.zh).toContain('2026-03-02 09:15')
    expect(code(await attempt(PASSWORD))).toBe('account-locked')
    ws.clock.advance({ minutes: LOCK_MINUTES })
    expect(code(await attempt(PASSWORD))).toBe('ok')
    expect(ws.db.read(stores => stores.users.byLogin('zhang.san'))).toMatchObject({
      failures: 0,
      lockedUntil: null,
    })
  })

  it('forgets wrong passwords after a right one', async () => {
    const ws = await testWorkstation()
    await person(ws, 'zhang.san')
    for (const password of ['a', 'b', 'c', 'd', PASSWORD, 'e', 'f', 'g', 'h'])
      await signIn(ws)({ login: 'zhang.san', password })
    expect(code(await signIn(ws)({ login: 'zhang.san', password: PASSWORD }))).toBe('ok')
  })

  it('counts attempts made at the same time, and none of them lifts the lock again', async () => {
    const ws = await testWorkstation()
    await person(ws, 'zhang.san')
    const guesses = Array.from({ length: 12 }, (_, i) => `guess-${i}`)
    const answers = await Promise.all(guesses.map(password => signIn(ws)({ login: 'zhang.san', password })))
    expect(answers.filter(answer => code(answer) === 'sign-in-refused')).toHaveLength(MAX_FAILURES - 1)
    expect(answers.filter(answer => code(answer) === 'account-locked')).toHaveLength(12 - MAX_FAILURES + 1)
    expect(listUsers(ws)(ADMINISTRATOR)[0]).toMatchObject({ locked: true })
    expect(code(await signIn(ws)({ login: 'zhang.san', password: PASSWORD }))).toBe('account-locked')
    expect(actions(ws).filter(action => action === 'user.locked')).toHaveLength(1)
  })

  it('does not let the right password through once guesses beside it have locked the account', async () => {
    const ws = await testWorkstation()
    const user = await person(ws, 'zhang.san')
    let release: () => void = () => undefined
    const gate = new Promise<void>(resolve => {
      release = resolve
    })
    const slow = {
      ...ws,
      passwords: {
        ...ws.passwords,
        async matches(password: string, record: string) {
          const right = await ws.passwords.matches(password, record)
          if (right) await gate
          return right
        },
      },
    }
    const right = signIn(slow)({ login: 'zhang.san', password: PASSWORD })
    for (let i = 0; i < MAX_FAILURES; i++) await signIn(slow)({ login: 'zhang.san', password: 'wrong' })
    release()
    expect(code(await right)).toBe('account-locked')
    expect(ws.db.read(stores => stores.users.get(user.id)?.lockedUntil)).not.toBeNull()
  })

  it('does not let in somebody who was disabled, or got another password, while signing in', async () => {
    const ws = await testWorkstation()
    const user = await person(ws, 'zhang.san')
    for (const meddle of [
      () => resetPassword(ws)(ADMINISTRATOR, { userId: user.id, newPassword: 'Another-2027' }),
      () => Promise.resolve(setUserState(ws)(ADMINISTRATOR, { userId: user.id, state: 'disabled' })),
    ]) {
      const meddling = {
        ...ws,
        passwords: {
          ...ws.passwords,
          async matches() {
            await meddle()
            return true
          },
        },
      }
      expect(code(await signIn(meddling)({ login: 'zhang.san', password: PASSWORD }))).toBe('sign-in-refused')
    }
  })

  it('keeps no password and no guess in the journal', async () => {
    const ws = await testWorkstation()
    await person(ws, 'zhang.san')
    await signIn(ws)({ login: 'zhang.san', password: 'guess-Geheim-1' })
    const text = JSON.stringify(ws.db.read(stores => stores.journal.list({ limit: 100 })))
    expect(text).not.toContain(PASSWORD)
    expect(text).not.toContain('guess-Geheim-1')
    expect(text).not.toContain('scrypt')
  })
})

describe('password policy', () => {
  const fault = (password: string, login = 'zhang.san') => passwordFault(password, login)
  it.each([
    ['short and of one class', 'abcdef', '还差 4 个字符，而且只有一类'],
    ['short', 'abcdef1', '还差 3 个字符'],
    ['of one class', 'abcdefghijkl', '再加 4 个字符'],
    ['hardly more than the user name', 'Zhang.San-2026', '用户名'],
  ])('names what is missing: %s', (_what, password, words) => {
    expect(fault(password)).toMatchObject({ code: 'password-too-weak' })
    expect(fault(password)?.text.zh).toContain(words)
    expect(fault(password)?.next?.zh).toContain('10')
  })
  it.each([
    'abcdefghi1',
    'abcdefghijklmnop',
    '天地玄黄宇宙洪荒日1',
    '一二三四五六七八九十一二三四五六',
    'ABCDEFGHIj',
  ])('takes %s', password => {
    expect(fault(password)).toBeUndefined()
  })
  it('counts characters, not code units', () => {
    expect(fault('𬭎𬭎𬭎𬭎𬭎𬭎𬭎𬭎a')).toMatchObject({ code: 'password-too-weak' })
    expect(fault('𬭎𬭎𬭎𬭎𬭎𬭎𬭎𬭎𬭎a')).toBeUndefined()
  })
  it('refuses what cannot be typed again, and what is endless', () => {
    expect(fault('abcdefghij\n1')).toMatchObject({ code: 'password-unusable' })
    expect(fault('abcdefghi1\ud800')).toMatchObject({ code: 'password-unusable' })
    expect(fault('a1'.repeat(200))).toMatchObject({ code: 'password-too-long' })
    expect(fault('a1'.repeat(2_000_000))).toMatchObject({ code: 'password-too-long' })
  })
  it('never takes less than it asks for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), password => {
        if (fault(password) !== undefined) return
        const characters = [...password.normalize('NFKC')]
        const classes = [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u].filter(one => one.test(characters.join('')))
        const others = characters.some(c => !/[\p{Ll}\p{Lu}\p{Nd}]/u.test(c)) ? 1 : 0
        expect(characters.length >= 16 || (characters.length >= 10 && classes.length + others >= 2)).toBe(
          true,
        )
      }),
    )
  })
})

describe('people', () => {
  it('are kept once by user name, whatever its case', async () => {
    const ws = await testWorkstation()
    await person(ws, 'zhang.san')
    const again = await createUser(ws)(ADMINISTRATOR, {
      login: ' ZHANG.SAN',
      name: '张三',
      roles: ['clerk'],
      password: PASSWORD,
    })
    expect(code(again)).toBe('login-taken')
  })

  it.each([
    [{ login: 'z' }, 'login-invalid'],
    [{ login: '张三' }, 'login-invalid'],
    [{ login: 'zhang san' }, 'login-invalid'],
    [{ login: '-zhang' }, 'login-invalid'],
    [{ name: '  ' }, 'person-name-invalid'],
    [{ name: '张\u200b三' }, 'person-name-invalid'],
    [{ name: '三'.repeat(51) }, 'person-name-invalid'],
    [{ roles: [] }, 'roles-invalid'],
    [{ roles: ['clerk', 'clerk'] }, 'roles-invalid'],
    [{ roles: ['king'] }, 'roles-invalid'],
    [{ password: 'short' }, 'password-too-weak'],
  ])('are refused with %j', async (over, expected) => {
    const ws = await testWorkstation()
    const input: object = { login: 'zhang', name: '张三', roles: ['clerk'], password: PASSWORD, ...over }
    expect(code(await createUser(ws)(ADMINISTRATOR, input as CreateUserInput))).toBe(expected)
    expect(ws.db.read(stores => stores.users.list())).toEqual([])
    expect(actions(ws)).toEqual([])
  })

  it('begin with one administrator, made once, even by two at the same time', async () => {
    const ws = await testWorkstation()
    const make = (login: string) => createFirstAdministrator(ws)({ login, name: '王五', password: PASSWORD })
    const answers = await Promise.all([make('wang'), make('zhao')])
    expect(answers.map(code).sort()).toEqual(['ok', 'users-exist'])
    expect(listUsers(ws)(ADMINISTRATOR)).toMatchObject([{ roles: ['administrator'], locked: false }])
  })

  it('never lose their last active administrator', async () => {
    const ws = await testWorkstation()
    const first = await person(ws, 'first', ['administrator', 'auditor'])
    const second = await person(ws, 'second', ['administrator'])
    const disable = (user: User) =>
      code(setUserState(ws)(ADMINISTRATOR, { userId: user.id, state: 'disabled' }))
    expect(disable(first)).toBe('ok')
    expect(disable(second)).toBe('last-administrator')
    expect(code(setUserRoles(ws)(ADMINISTRATOR, { userId: second.id, roles: ['clerk'] }))).toBe(
      'last-administrator',
    )
    // Two who disable each other: the second of them is refused.
    expect(code(setUserState(ws)(ADMINISTRATOR, { userId: first.id, state: 'active' }))).toBe('ok')
    expect(code(setUserRoles(ws)(actorOf(first), { userId: second.id, roles: ['clerk'] }))).toBe('ok')
    expect(disable(first)).toBe('last-administrator')
    expect(ws.db.read(stores => stores.users.get(first.id)?.state)).toBe('active')
  })

  it('are unknown by a wrong id', async () => {
    const ws = await testWorkstation()
    expect(code(unlockUser(ws)(ADMINISTRATOR, { userId: 'x' }))).toBe('user-unknown')
    expect(code(setUserState(ws)(ADMINISTRATOR, { userId: 'x', state: 'active' }))).toBe('user-unknown')
    expect(code(await resetPassword(ws)(ADMINISTRATOR, { userId: 'x', newPassword: PASSWORD }))).toBe(
      'user-unknown',
    )
  })

  it('can be unlocked', async () => {
    const ws = await testWorkstation()
    const user = await person(ws, 'zhang.san')
    for (let i = 0; i < MAX_FAILURES; i++) await signIn(ws)({ login: 'zhang.san', password: 'wrong' })
    expect(code(unlockUser(ws)(ADMINISTRATOR, { userId: user.id }))).toBe('ok')
    expect(code(await signIn(ws)({ login: 'zhang.san', password: PASSWORD }))).toBe('ok')
  })
})

describe('passwords', () => {
  const NEW = 'Xin-mima-2027'

  it('change by their owner, who must know the present one', async () => {
    const ws = await testWorkstation()
    const user = await person(ws, 'zhang.san')
    const change = (oldPassword: string, newPassword: string) =>
      changeOwnPassword(ws)(actorOf(user), { oldPassword, newPassword })
    expect(code(await change('wrong', NEW))).toBe('old-password-wrong')
    expect(code(await change(PASSWORD, PASSWORD))).toBe('password-same')
    expect(code(await change(PASSWORD, 'short'))).toBe('password-too-weak')
    expect(code(await change(PASSWORD, NEW))).toBe('ok')
    expect(code(await signIn(ws)({ login: 'zhang.san', password: PASSWORD }))).toBe('sign-in-refused')
    expect(code(await signIn(ws)({ login: 'zhang.san', password: NEW }))).toBe('ok')
  })

  it('cannot be guessed through the change of password either', async () => {
    const ws = await testWorkstation()
    const user = await person(ws, 'zhang.san')
    const answers = []
    for (let i = 0; i < MAX_FAILURES; i++)
      answers.push(await changeOwnPassword(ws)(actorOf(user), { oldPassword: `x${i}`, newPassword: NEW }))
    expect(answers.map(code).at(-1)).toBe('account-locked')
    expect(
      code(await changeOwnPassword(ws)(actorOf(user), { oldPassword: PASSWORD, newPassword: NEW })),
    ).toBe('account-locked')
    expect(code(await signIn(ws)({ login: 'zhang.san', password: PASSWORD }))).toBe('account-locked')
  })

  it('are reset by an administrator, which lifts a lock', async () => {
    const ws = await testWorkstation()
    const user = await person(ws, 'zhang.san')
    for (let i = 0; i < MAX_FAILURES; i++) await signIn(ws)({ login: 'zhang.san', password: 'wrong' })
    expect(code(await resetPassword(ws)(ADMINISTRATOR, { userId: user.id, newPassword: 'weak' }))).toBe(
      'password-too-weak',
    )
    expect(code(await resetPassword(ws)(ADMINISTRATOR, { userId: user.id, newPassword: NEW }))).toBe('ok')
    expect(code(await signIn(ws)({ login: 'zhang.san', password: NEW }))).toBe('ok')
    expect(actions(ws)).toContain('user.password-reset')
  })
})
