import { describe, expect, it } from 'vitest'
import { dataHome } from './home.ts'

describe('where the data lie', () => {
  it.each([
    [{}, 'linux', '/home/a/.local/share/licence-workstation'],
    [{ XDG_DATA_HOME: '/data' }, 'linux', '/data/licence-workstation'],
    [{ XDG_DATA_HOME: 'data' }, 'linux', '/home/a/.local/share/licence-workstation'],
    [{ LW_HOME: '/srv/lw', XDG_DATA_HOME: '/data' }, 'linux', '/srv/lw'],
    [{}, 'darwin', '/home/a/Library/Application Support/LicenceWorkstation'],
    [{ LOCALAPPDATA: 'C:\\L' }, 'win32', 'C:\\L\\LicenceWorkstation'],
  ])('%o on %s: %s', (env, platform, place) => {
    expect(dataHome(env, platform, '/home/a')).toBe(place)
  })
})
