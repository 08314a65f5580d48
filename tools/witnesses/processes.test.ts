import { describe, expect, it } from 'vitest'
import { lastLines, run } from './processes.mjs'

const node = (script: string, options = {}) => run(process.execPath, ['-e', script], options)

describe('running a program', () => {
  it('gives input and takes output', async () => {
    const done = await node('process.stdin.pipe(process.stdout)', { input: '证照' })
    expect(done).toMatchObject({ status: 0, stdout: '证照' })
  })
  it('tells of a program that is not there, and leaves nothing to wait for', async () => {
    const script = `import('./tools/witnesses/processes.mjs').then(m => m.run('no-such-program-here', []))
      .then(done => console.log(done.status, done.stderr))`
    const done = await node(script, { timeoutMs: 20_000 })
    expect(done.stdout).toMatch(/^null .*ENOENT/)
    expect(done.status).toBe(0)
  })
  it('ends a program that takes too long', async () => {
    const done = await node('setInterval(() => {}, 1000)', { timeoutMs: 300 })
    expect(done.status).toBeNull()
    expect(done.stderr).toContain('SIGKILL')
  })
  it('survives a program that does not read its input', async () => {
    expect(await node('process.exit(3)', { input: 'x'.repeat(1_000_000) })).toMatchObject({ status: 3 })
  })
})

it('keeps the end of a long message', () => {
  expect(lastLines('a\nb\nc\n', 2)).toBe('b\n  c')
})
