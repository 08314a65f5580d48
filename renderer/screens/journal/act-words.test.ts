import fs from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { actKey } from './act-words.ts'

const CORE = path.resolve(import.meta.dirname, '../../../electron')

function sources(folder: string): string[] {
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) return sources(file)
    return /(?<!\.test)\.ts$/.test(entry.name) ? [fs.readFileSync(file, 'utf8')] : []
  })
}

it('has words for every act that the core writes by its whole name', () => {
  const code = [...sources(path.join(CORE, 'usecases')), ...sources(path.join(CORE, 'app'))].join('\n')
  const after = [...code.matchAll(/action: (?:[a-z!= &]+\? )?'([a-z-]+\.[a-z-]+)'/g)].map(
    match => match[1] ?? '',
  )
  expect(after.length).toBeGreaterThan(35)
  expect(after.filter(act => actKey(act) === null)).toEqual([])
})

it.each([
  ...['suspend', 'resume', 'cancel', 'withdraw', 'revoke'].map(event => `licence.${event}`),
  ...['done', 'paused', 'cancelled'].flatMap(state => [`batch.${state}`, `import.${state}`]),
  ...['good', 'spoilt', 'sent'].map(result => `print.${result}`),
  ...['approved', 'returned', 'imported'].map(outcome => `application.${outcome}`),
  ...['activated', 'suspended', 'destroyed'].map(state => `seal.${state}`),
  ...['disabled', 'enabled', 'locked', 'sign-in-refused', 'window-locked-idle'].map(note => `user.${note}`),
  ...['shown', 'proved'].map(what => `office.secret-${what}`),
])('has words for %s, whose name is put together', act => {
  expect(actKey(act)).not.toBeNull()
})

it('admits an act of a later version', () => {
  expect(actKey('licence.beamed')).toBeNull()
})
