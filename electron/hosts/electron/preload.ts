import { contextBridge, ipcRenderer } from 'electron'

// Runs before the page's scripts, in a world of its own; it knows nothing but two channels.
const page = globalThis as unknown as { readonly location: { readonly origin: string } }

if (process.isMainFrame && page.location.origin === 'https://workstation.invalid') {
  const listeners: ((text: string) => void)[] = []
  ipcRenderer.on('workstation:event', (_event, text: unknown) => {
    for (const listener of listeners) listener(String(text))
  })
  contextBridge.exposeInMainWorld('workstation', {
    call: (text: unknown): Promise<string> => ipcRenderer.invoke('workstation:call', String(text)),
    listen: (listener: (text: string) => void): void => void listeners.push(listener),
    host: 'electron',
  })
}
