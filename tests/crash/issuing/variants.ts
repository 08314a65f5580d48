import { type Adapters } from '../../../electron/app/adapters.ts'
import { type Stores } from '../../../electron/ports/database.ts'
import { type NumberUse } from '../../../electron/ports/stores/numbers.ts'
import { type Tell } from './steps.ts'

export const VARIANTS = ['right', 'file-late', 'told-early', 'number-loose'] as const
export type Variant = (typeof VARIANTS)[number]

/** Control: the transaction first, the file after it. */
function fileLate(a: Adapters, tell: Tell): Adapters {
  let late: (() => void) | undefined
  return {
    ...a,
    vault: {
      ...a.vault,
      async draft(path, bytes) {
        const draft = await a.vault.draft(path, bytes)
        return { ...draft, settle: () => void (late = () => draft.settle()) }
      },
    },
    db: {
      ...a.db,
      write(work) {
        const result = a.db.write(work)
        tell('control.before-late-file')
        late?.()
        late = undefined
        return result
      },
    },
  }
}

/** Control: tells of the licence before its transaction. */
function toldEarly(a: Adapters, tell: Tell, acknowledge: (identifier: string) => void): Adapters {
  return {
    ...a,
    vault: {
      ...a.vault,
      async draft(path, bytes) {
        const draft = await a.vault.draft(path, bytes)
        const identifier = path
          .split('/')
          .at(-1)!
          .replace(/\.pdf$/, '')
        return {
          ...draft,
          settle() {
            draft.settle()
            acknowledge(identifier)
            tell('control.told-early')
          },
        }
      },
    },
  }
}

class Peeked extends Error {}

/** Control: the number in a transaction of its own, before that of the licence. */
function numberLoose(a: Adapters, tell: Tell): Adapters {
  const withTake = (stores: Stores, take: (use: NumberUse) => void): Stores => ({
    ...stores,
    numbers: { ...stores.numbers, take },
  })
  return {
    ...a,
    db: {
      ...a.db,
      write(work) {
        let use: NumberUse | undefined
        try {
          a.db.write(stores => {
            work(withTake(stores, taken => (use = taken)))
            throw new Peeked('only looked')
          })
        } catch (error) {
          if (!(error instanceof Peeked)) throw error
        }
        const { taken } = { taken: use }
        if (!taken) return a.db.write(work)
        a.db.write(stores => stores.numbers.take(taken))
        tell('control.number-gone')
        return a.db.write(stores => work(withTake(stores, () => undefined)))
      },
    },
  }
}

/** The adapters as they are, or in one of the wrong orders that the checker must find out. */
export function varied(
  a: Adapters,
  variant: Variant,
  tell: Tell,
  acknowledge: (identifier: string) => void,
): Adapters {
  switch (variant) {
    case 'right':
      return a
    case 'file-late':
      return fileLate(a, tell)
    case 'told-early':
      return toldEarly(a, tell, acknowledge)
    case 'number-loose':
      return numberLoose(a, tell)
  }
}
