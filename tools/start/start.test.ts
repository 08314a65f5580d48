import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { fetchElectron, findElectron } from './electron.mjs'
import { hasDisplay } from './window.mjs'

function scratch(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'lw-start-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Runs a stand-in of Electron's own installer. @returns what it came to, and what the person was told */
async function fetched(
  script: string,
  env: Record<string, string> = {},
  folder = scratch(),
  waitMs = 20_000,
) {
  const install = path.join(folder, 'install.cjs')
  const notReached = path.join(folder, 'cache/not-reached')
  writeFileSync(install, script)
  const told: string[] = []
  const came = await fetchElectron(env, line => told.push(line), install, notReached, waitMs)
  return { came, told: told.join('\n'), noted: existsSync(notReached), folder }
}

describe('which Electron starts', () => {
  it('is the one in the folder that Electron’s own variable names, if it runs', () => {
    const folder = scratch()
    const env = { ELECTRON_OVERRIDE_DIST_PATH: folder }
    expect(findElectron(env, () => '1')).toBeUndefined()
    const binary = path.join(folder, process.platform === 'win32' ? 'electron.exe' : 'electron')
    writeFileSync(binary, '')
    expect(findElectron(env, () => '22.3.25')).toEqual({ binary, version: '22.3.25' })
    expect(findElectron(env, () => undefined)).toBeUndefined()
  })

  it('is fetched when it can be, visibly', async () => {
    const { came, told, noted } = await fetched('process.exit(0)')
    expect([came, noted]).toEqual([true, false])
    expect(told).toContain('Downloading Electron')
  })

  it('is not waited for when it does not come, and not tried again at every start', async () => {
    const first = await fetched('process.exit(1)')
    expect([first.came, first.noted]).toEqual([false, true])
    expect(first.told).toContain('the system’s Chromium takes its place')
    const second = await fetched('process.exit(0)', {}, first.folder)
    expect([second.came, second.told]).toEqual([false, ''])
    const asked = await fetched('process.exit(0)', { LW_ELECTRON: 'fetch' }, first.folder)
    expect([asked.came, asked.noted]).toEqual([true, false])
  })

  it('is given up after the wait', async () => {
    const { came, noted } = await fetched('setInterval(() => {}, 1000)', {}, scratch(), 300)
    expect([came, noted]).toEqual([false, true])
  })

  it('is not fetched when that is switched off', async () => {
    const { came, told } = await fetched('process.exit(0)', { LW_ELECTRON: 'skip' })
    expect([came, told]).toEqual([false, ''])
  })
})

describe('a display', () => {
  it('is needed on Linux only, of either kind', () => {
    expect(hasDisplay({}, 'linux')).toBe(false)
    expect(hasDisplay({ DISPLAY: '' }, 'linux')).toBe(false)
    expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true)
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true)
    expect(hasDisplay({}, 'win32')).toBe(true)
  })
})
