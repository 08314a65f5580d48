import fs from 'node:fs'
import { type Adapters } from '../../../electron/app/adapters.ts'
import { nodeFileIo, type FileIo } from '../../../electron/db/vfs/file-io.ts'
import { type Stores } from '../../../electron/ports/database.ts'
import { type FileDraft } from '../../../electron/ports/file-vault.ts'
import { type UnlockedKey } from '../../../electron/ports/seal-keys.ts'
import { ok } from '../../../shared/kernel/result.ts'

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

type Any = (...input: unknown[]) => unknown

/**
 * Steps inside the vault, which writes through the default export of node:fs: what it does on the thread while `working`, and
 * the fsync that comes back from the pool of threads.
 */
function tellingFiles(tell: Tell): <T>(work: () => T) => T {
  let working = false
  const { openSync, writeSync, fsyncSync, linkSync, rmSync, fsync } = fs
  for (const [name, real] of Object.entries({ openSync, writeSync, fsyncSync, linkSync, rmSync })) {
    Object.assign(fs, {
      [name]: (...input: unknown[]) => {
        const result = (real as Any)(...input)
        if (working) {
          working = false
          tell(`file.${name}`)
          working = true
        }
        return result
      },
    })
  }
  Object.assign(fs, {
    fsync: (fd: number, back: (error: Error | null) => void) =>
      fsync(fd, error => {
        tell('file.fsync')
        back(error)
      }),
  })
  return work => {
    working = true
    try {
      return work()
    } finally {
      working = false
    }
  }
}

/** A draft that tells around each of its ends. */
function tellingDraft(
  draft: FileDraft,
  around: <T>(name: string, work: () => T) => T,
  files: <T>(work: () => T) => T,
): FileDraft {
  return {
    settle: () => around('settle', () => files(() => draft.settle())),
    discard: () => around('discard', () => draft.discard()),
  }
}

/** A key that tells before and after the pool of threads signs. */
function tellingKey(key: UnlockedKey, tell: Tell): UnlockedKey {
  return {
    ...key,
    async signAside(data) {
      tell('key.before')
      const signature = await key.signAside(data)
      tell('key.after')
      return signature
    },
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
    workshop: {
      ...a.workshop,
      async draw(request) {
        tell('render.before')
        const drawn = await a.workshop.draw(request)
        tell('render.after')
        return drawn
      },
      async judge(bytes, options) {
        tell('own-check.before')
        const judged = await a.workshop.judge(bytes, options)
        tell('own-check.after')
        return judged
      },
    },
    signer: {
      ...a.signer,
      begin: (document, certificate) => around('sign', () => a.signer.begin(document, certificate)),
    },
    keys: {
      ...a.keys,
      unlock(container, pin) {
        const opened = a.keys.unlock(container, pin)
        return opened.ok ? ok(tellingKey(opened.value, tell)) : opened
      },
    },
    vault: {
      ...a.vault,
      async draft(path, bytes) {
        tell('draft.before')
        const draft = await files(() => a.vault.draft(path, bytes))
        tell('draft.after')
        return tellingDraft(draft, around, files)
      },
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
