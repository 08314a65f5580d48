import { type Json } from '../../../shared/kernel/canonical-json.ts'
import { type Stores } from '../../ports/database.ts'

/** Wrong PINs in a row that a seal takes before an administrator has to unlock it. Our default; tokens have from 3 to 10. */
export const PIN_TRIES = 5

const KEY = 'pin-tries'

type Wrong = readonly { readonly sealId: string; readonly wrong: number }[]

const wrongIn = (stores: Stores): Wrong => (stores.settings.get(KEY) as unknown as Wrong | undefined) ?? []

/** How often the PIN of that seal may still be given wrong. */
export function triesLeft(stores: Stores, sealId: string): number {
  const wrong = wrongIn(stores).find(one => one.sealId === sealId)?.wrong ?? 0
  return Math.max(0, PIN_TRIES - wrong)
}

function setWrong(stores: Stores, sealId: string, wrong: number): void {
  const others = wrongIn(stores).filter(one => one.sealId !== sealId)
  const all: Wrong = wrong === 0 ? others : [...others, { sealId, wrong }]
  stores.settings.set(KEY, all as unknown as Json)
}

/** One more wrong PIN. @returns how many tries are left */
export function noteWrongPin(stores: Stores, sealId: string): number {
  setWrong(stores, sealId, PIN_TRIES - triesLeft(stores, sealId) + 1)
  return triesLeft(stores, sealId)
}

/** The right PIN came, or an administrator unlocked it: counting begins anew. */
export const forgetWrongPins = (stores: Stores, sealId: string): void => setWrong(stores, sealId, 0)
