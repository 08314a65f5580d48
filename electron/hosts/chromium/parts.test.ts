import { spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import path from 'node:path'
import { PassThrough } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { saveUnderFreeName } from '../../app/window/saved-file.ts'
import { connectPipe, splitAtNul } from './cdp.ts'
import { downloadsFolder } from './downloads.ts'
import { findBrowser } from './find-browser.ts'
import { flagsOf } from './flags.ts'
import { prepareProfile, sweepProfile } from './profile.ts'

function scratch(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'lw-parts-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

describe('the pipe', () => {
  it('cuts at NUL however the bytes arrive', () => {
    const message = fc.string({ unit: 'grapheme', minLength: 1 }).filter(text => !text.includes('\0'))
    fc.assert(
      fc.property(fc.array(message), fc.integer({ min: 1, max: 7 }), (messages, size) => {
        const taken: string[] = []
        const take = splitAtNul(text => taken.push(text))
        const bytes = Buffer.from(messages.map(text => `${text}\0`).join(''))
        for (let at = 0; at < bytes.length; at += size) take(bytes.subarray(at, at + size))
        expect(taken).toEqual(messages)
      }),
    )
  })

  it('tells whoever waits that the browser is gone, then and later', async () => {
    const read = new PassThrough()
    const cdp = connectPipe(new PassThrough(), read)
    const asked = cdp.send('Page.enable')
    read.destroy()
    await expect(asked).rejects.toThrow('Page.enable: the browser is gone')
    await expect(cdp.send('Page.enable')).rejects.toThrow('the browser is gone')
  })

  it('gives an answer to its question, an error as one, an event to its listeners', async () => {
    const read = new PassThrough()
    const cdp = connectPipe(new PassThrough(), read)
    const heard: unknown[] = []
    cdp.on('Some.event', (params, session) => heard.push([params, session]))
    const good = cdp.send('A.b')
    const bad = cdp.send('C.d')
    for (const message of [
      { id: 2, error: { message: 'no' } },
      { method: 'Some.event', params: { a: 1 }, sessionId: 'S' },
      { method: 'Other.event' },
      { id: 1, result: { x: 1 } },
    ])
      read.write(`${JSON.stringify(message)}\0`)
    await expect(bad).rejects.toThrow('C.d: no')
    expect(await good).toEqual({ x: 1 })
    expect(heard).toEqual([[{ a: 1 }, 'S']])
  })
})

describe('the browser', () => {
  it('is the one that is named, else the first of the usual places', () => {
    const there =
      (...files: string[]) =>
      (file: string) =>
        files.includes(file)
    expect(findBrowser({ LW_CHROMIUM: '/x' }, 'linux', there('/x', '/usr/bin/chromium'))).toBe('/x')
    expect(findBrowser({ LW_CHROMIUM: '/x' }, 'linux', there('/usr/bin/chromium'))).toBeUndefined()
    expect(findBrowser({}, 'linux', there('/usr/bin/google-chrome', '/usr/bin/chromium'))).toBe(
      '/usr/bin/chromium',
    )
    const edge = 'C:\\P\\Microsoft\\Edge\\Application\\msedge.exe'
    expect(findBrowser({ ProgramFiles: 'C:\\P' }, 'win32', there(edge))).toBe(edge)
    expect(findBrowser({}, 'darwin', there())).toBeUndefined()
  })

  it('is started without a port, with its sandbox, and with nowhere to go', () => {
    const flags = flagsOf({ profile: '/p', headless: false, sandbox: true })
    expect(flags).toContain('--remote-debugging-pipe')
    expect(flags).toContain('--proxy-server=http://127.0.0.1:9')
    expect(flags.filter(flag => /remote-debugging-port|no-sandbox|disable-web-security/.test(flag))).toEqual(
      [],
    )
    expect(flags.at(-1)).toMatch(/^--app=data:/)
    expect(flagsOf({ profile: '/p', headless: true, sandbox: false })).toContain('--no-sandbox')
  })
})

describe('the browser’s folder', () => {
  it('keeps the page’s settings and nothing else, and switches off what gathers', () => {
    const profile = path.join(scratch(), 'chromium')
    prepareProfile(profile)
    const inner = path.join(profile, 'Default')
    const settings = JSON.parse(readFileSync(path.join(inner, 'Preferences'), 'utf8')) as Record<
      string,
      unknown
    >
    expect(settings).toMatchObject({
      autofill: { profile_enabled: false },
      history: { saving_disabled: true },
      credentials_enable_service: false,
    })
    mkdirSync(path.join(inner, 'Local Storage'))
    writeFileSync(
      path.join(inner, 'Preferences'),
      JSON.stringify({ app_window: { left: 7 }, autofill: { a: 1 } }),
    )
    for (const name of ['History', 'Web Data', 'Login Data']) writeFileSync(path.join(inner, name), 'people')
    writeFileSync(path.join(profile, 'Local State'), '{}')
    prepareProfile(profile)
    expect(readdirSync(profile)).toEqual(['Default'])
    expect(readdirSync(inner).sort()).toEqual(['Local Storage', 'Preferences'])
    expect(JSON.parse(readFileSync(path.join(inner, 'Preferences'), 'utf8'))).toMatchObject({
      app_window: { left: 7 },
      autofill: { a: 1, profile_enabled: false },
    })
    writeFileSync(path.join(inner, 'Preferences'), '{"cut off')
    prepareProfile(profile)
    expect(JSON.parse(readFileSync(path.join(inner, 'Preferences'), 'utf8'))).toHaveProperty('history')
  })

  it('is left alone while a browser is in it, not when that browser is dead or its number another program’s', () => {
    const profile = path.join(scratch(), 'chromium')
    prepareProfile(profile)
    const history = path.join(profile, 'Default/History')
    const lock = path.join(profile, 'SingletonLock')
    writeFileSync(history, 'x')
    const waits = ['-e', 'setInterval(() => 0, 1000)', '--', `--user-data-dir=${profile}`]
    const browser = spawn(process.execPath, waits)
    symlinkSync(`${hostname()}-${browser.pid}`, lock)
    sweepProfile(profile)
    expect(existsSync(history)).toBe(true)
    browser.kill('SIGKILL') // what is left of it until we take note has its number still
    for (const pid of process.platform === 'linux' ? [2 ** 22 + 1, process.pid] : [2 ** 22 + 1]) {
      rmSync(lock, { force: true })
      writeFileSync(history, 'x')
      symlinkSync(`${hostname()}-${pid}`, lock)
      sweepProfile(profile)
      expect(readdirSync(profile)).toEqual(['Default'])
      expect(existsSync(history)).toBe(false)
    }
  })
})

describe('a saved document', () => {
  it('never overwrites, never leaves its folder, whatever it is called', () => {
    const folder = scratch()
    const from = path.join(folder, 'from')
    const target = path.join(folder, 'saved')
    writeFileSync(from, 'bytes')
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), name => {
        const before = existsSync(target) ? readdirSync(target).length : 0
        const saved = saveUnderFreeName(from, target, name)
        expect(path.dirname(saved)).toBe(target)
        expect(readdirSync(target).length).toBe(before + 1)
      }),
    )
    for (const name of ['../../evil', '/etc/passwd', '..', '.', '', 'C:\\a\\b.pdf', '.bashrc', 'a\0b'])
      expect(path.dirname(saveUnderFreeName(from, target, name))).toBe(target)
  })

  it('lies where the person’s system keeps such files', () => {
    const home = scratch()
    expect(downloadsFolder({}, 'linux', home)).toBe(path.join(home, 'Downloads'))
    mkdirSync(path.join(home, '.config'))
    const note = path.join(home, '.config/user-dirs.dirs')
    writeFileSync(note, '# words\nXDG_DESKTOP_DIR="$HOME/桌面"\nXDG_DOWNLOAD_DIR="$HOME/下载"\n')
    expect(downloadsFolder({}, 'linux', home)).toBe(path.join(home, '下载'))
    writeFileSync(note, 'XDG_DOWNLOAD_DIR="relative"\n')
    expect(downloadsFolder({}, 'linux', home)).toBe(path.join(home, 'Downloads'))
  })
})
