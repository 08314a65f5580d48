import { describe, expect, it, vi } from 'vitest'

describe('the preload script', () => {
  async function exposed(mainFrame: boolean, origin: string): Promise<Record<string, unknown> | undefined> {
    const worlds: Record<string, unknown> = {}
    const listeners: ((event: object, text: string) => void)[] = []
    const electron = {
      contextBridge: { exposeInMainWorld: (name: string, value: unknown) => void (worlds[name] = value) },
      ipcRenderer: {
        invoke: vi.fn((...args: unknown[]) => Promise.resolve(JSON.stringify(args))),
        on: (_name: string, listener: (event: object, text: string) => void) => void listeners.push(listener),
      },
    }
    vi.resetModules()
    vi.doMock('electron', () => electron)
    vi.stubGlobal('location', { origin })
    Object.assign(process, { isMainFrame: mainFrame })
    await import('./preload.ts')
    vi.unstubAllGlobals()
    const bridge = worlds['workstation'] as { listen(listener: (text: string) => void): void } | undefined
    if (!bridge) return undefined
    const heard: string[] = []
    bridge.listen(text => heard.push(text))
    for (const listener of listeners) listener({}, 'event')
    expect(heard).toEqual(['event'])
    expect(Object.keys(worlds)).toEqual(['workstation'])
    return bridge as unknown as Record<string, unknown>
  }

  it('gives the one page its bridge, and no other', async () => {
    const bridge = await exposed(true, 'https://workstation.invalid')
    expect(Object.keys(bridge ?? {})).toEqual(['call', 'listen', 'host'])
    expect(bridge?.['host']).toBe('electron')
    const sent = (bridge?.['call'] as (text: unknown) => Promise<string>)({ toString: () => 'text' })
    expect(JSON.parse(await sent)).toEqual(['workstation:call', 'text'])
    expect(await exposed(false, 'https://workstation.invalid')).toBeUndefined()
    expect(await exposed(true, 'https://example.com')).toBeUndefined()
    expect(await exposed(true, 'null')).toBeUndefined()
  })
})
