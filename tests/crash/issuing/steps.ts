import fs from 'node:fs'
import { type Adapters } from '../../../electron/app/adapters.ts'
import { nodeFileIo, type FileIo } from '../../../electron/db/vfs/file-io.ts'
import { type Stores } from '../../../electron/ports/database.ts'

/** Called at every step from number to queue, with the step's name. It may never return. */
export type Tell = (step: string) => void

/** The writes of the one transaction, in the stores that they belong to. */
const WRITES = {
  numbers: ['take', 'skip'],
  licences: ['insert', 'addFile', 'setStatus'],
  seals: ['recordUse'],
  outbox: ['append'],
  applications: ['update'],
  batches: ['settle'],
  journal: ['append'],
  settings: ['set'],
} as const

type Writer = Record<string, (...input: unknown[]) => unknown>

/** Stores that tell after each of their writes. */
function tellingStores(stores: Stores, tell: Tell): Stores {
  const wrapped = Object.entries(WRITES).map(([name, methods]) => {
    const store = stores[name as keyof Stores] as unknown as Writer
    const telling: Writer = { ...store }
    for (const method of methods) {
      telling[method] = (...input) => {
        const result = store[method]!(...input)
        tell(`${name}.${method}`)
        return result
      }
    }
    return [name, telling]
  })
  return { ...stores, ...Object.fromEntries(wrapped) } as Stores
}

/** Steps inside `vault.put`: the vault writes through the default export of node:fs. */
function tellingFiles(tell: Tell): (put: () => void) => void {
  let putting = false
  const original = {
    openSync: fs.openSync,
    writeSync: fs.writeSync,
    fsyncSync: fs.fsyncSync,
    linkSync: fs.linkSync,
    rmSync: fs.rmSync,
  }
  for (const [name, real] of Object.entries(original)) {
    Object.assign(fs, {
      [name]: (...input: unknown[]) => {
        const result = (real as (...input: unknown[]) => unknown)(...input)
        if (putting) {
          putting = false
          tell(`file.${name}`)
          putting = true
        }
        return result
      },
    })
  }
  return put => {
    putting = true
    try {
      put()
    } finally {
      putting = false
    }
  }
}

/** A disk that tells when a commit begins to reach it, and before and after it is made durable. */
export function tellingIo(tell: Tell): FileIo {
  let fresh = true
  return {
    ...nodeFileIo,
    write(...input) {
      const written = nodeFileIo.write(...input)
      if (fresh) tell('disk.first-write')
      fresh = false
      return written
    },
    fsync(fd) {
      tell('disk.before-fsync')
      nodeFileIo.fsync(fd)
      fresh = true
      tell('disk.after-fsync')
    },
  }
}

/** The adapters with a step told before and after everything that issuing asks of them. */
export function telling(a: Adapters, tell: Tell): Adapters {
  const files = tellingFiles(tell)
  const around = <T>(name: string, work: () => T): T => {
    tell(`${name}.before`)
    const result = work()
    tell(`${name}.after`)
    return result
  }
  return {
    ...a,
    renderer: {
      ...a.renderer,
      async render(request) {
        tell('render.before')
        const drawn = await a.renderer.render(request)
        tell('render.after')
        return drawn
      },
    },
    signer: { ...a.signer, sign: (document, key) => around('sign', () => a.signer.sign(document, key)) },
    verifier: {
      verify: (bytes, options) => around('own-check', () => a.verifier.verify(bytes, options)),
    },
    vault: {
      ...a.vault,
      put: (path, bytes) => around('put', () => files(() => a.vault.put(path, bytes))),
    },
    db: {
      ...a.db,
      write: work =>
        around('write', () =>
          a.db.write(stores => {
            const result = work(tellingStores(stores, tell))
            tell('write.before-commit')
            return result
          }),
        ),
    },
  }
}
