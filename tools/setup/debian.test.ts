import { describe, expect, it } from 'vitest'
import { ensureDebianPackages, type Machine } from './debian.mjs'

const REASON = { why: 'reading pictures' }

/** A machine whose apt-get puts packages there on the given attempt (0: never). */
function machine(
  have: string[],
  opts: { debian?: boolean; root?: boolean; worksOnAttempt?: number; lies?: boolean } = {},
) {
  const { debian = true, root = true, worksOnAttempt = 1, lies = false } = opts
  const installed = new Set(have)
  const calls: string[][] = []
  const told: string[] = []
  let attempt = 0
  const made: Machine = {
    isDebian: debian,
    isRoot: root,
    tell: line => void told.push(line),
    run: (command, args) => {
      calls.push([command, ...args])
      if (command === 'dpkg-query') {
        const names = args.slice(3)
        const lines = names.map(n => (installed.has(n) ? `installed ${n}` : `config-files ${n}`))
        return { status: 0, stdout: lines.join('\n'), stderr: '' }
      }
      if (args.includes('update')) return { status: 0, stdout: '', stderr: '' }
      attempt += 1
      if (attempt !== worksOnAttempt)
        return { status: 100, stdout: '', stderr: 'E: Unable to locate package' }
      if (!lies)
        for (const name of args.slice(args.indexOf('--no-install-recommends') + 1)) installed.add(name)
      return { status: 0, stdout: '', stderr: '' }
    },
  }
  return { made, calls, told, apt: () => calls.filter(c => c[0] === 'apt-get') }
}

describe('ensureDebianPackages', () => {
  it('does nothing and says nothing when all is there', () => {
    const m = machine(['qpdf', 'zbar-tools'])
    expect(ensureDebianPackages(['qpdf', 'zbar-tools'], REASON, m.made)).toBe(true)
    expect(m.apt()).toEqual([])
    expect(m.told).toEqual([])
  })
  it('installs only what is missing, and says what for', () => {
    const m = machine(['qpdf'])
    expect(ensureDebianPackages(['qpdf', 'zbar-tools'], REASON, m.made)).toBe(true)
    expect(m.apt()).toHaveLength(1)
    expect(m.apt()[0]).toContain('zbar-tools')
    expect(m.apt()[0]).not.toContain('qpdf')
    expect(m.told).toEqual(['apt: installing zbar-tools (needed for reading pictures)'])
  })
  it('refreshes the lists once and tries again', () => {
    const m = machine([], { worksOnAttempt: 2 })
    expect(ensureDebianPackages(['qpdf'], REASON, m.made)).toBe(true)
    expect(m.apt().map(c => c.find(a => a === 'install' || a === 'update'))).toEqual([
      'install',
      'update',
      'install',
    ])
  })
  it('gives up after the second attempt with what apt said', () => {
    const m = machine([], { worksOnAttempt: 0 })
    expect(ensureDebianPackages(['qpdf'], REASON, m.made)).toBe(false)
    expect(m.told.at(-1)).toContain('Unable to locate package')
  })
  it('believes dpkg, not the exit code of apt-get', () => {
    const m = machine([], { lies: true })
    expect(ensureDebianPackages(['qpdf'], REASON, m.made)).toBe(false)
    expect(m.told.at(-1)).toContain('qpdf')
  })
  it.each([
    { debian: true, root: false, word: 'as root' },
    { debian: false, root: true, word: 'please install them' },
  ])('names packages and purpose where it may not install (%o)', ({ debian, root, word }) => {
    const m = machine([], { debian, root })
    expect(ensureDebianPackages(['qpdf'], REASON, m.made)).toBe(false)
    expect(m.apt()).toEqual([])
    expect(m.told).toHaveLength(1)
    expect(m.told[0]).toMatch(/reading pictures.*qpdf/)
    expect(m.told[0]).toContain(word)
  })
})
