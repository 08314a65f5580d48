import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'

/** Asks for a secret on the terminal without showing what is typed; empty where there is no terminal. */
export async function askSecret(prompt: string): Promise<string> {
  if (!process.stdin.isTTY) return ''
  process.stderr.write(prompt)
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() })
  const reader = createInterface({ input: process.stdin, output: silent, terminal: true })
  try {
    return await reader.question('')
  } finally {
    reader.close()
    process.stderr.write('\n')
  }
}
