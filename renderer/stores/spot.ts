import { defineStore } from 'pinia'
import { type PageSpot } from '../../shared/contract/session.ts'
import { call } from '../bridge/index.ts'
import { useSessionStore } from './session.ts'

/** Where the person is in the page, told to the core: a page that crashed or was loaded anew comes back to it. */
export const useSpotStore = defineStore('spot', () => {
  const session = useSessionStore()
  let spot: PageSpot | null = null
  /** At what the screen that is come back to is to begin, until it has been asked. */
  let back: string | null = null

  function tell(next: PageSpot): void {
    spot = next
    if (session.stage === 'signed-in') void call('session.spot', next)
  }
  return {
    /** A page that begins. @returns where the person was before, if anywhere */
    begin(): string | null {
      spot = session.view?.spot ?? null
      back = spot?.at ?? null
      return spot?.path ?? null
    },
    /** The person is at that screen now. */
    stand(path: string): void {
      if (path === spot?.path) return
      back = null
      tell({ path, at: null })
    },
    /** The person is at that field, or that row, of the screen now. */
    mark(at: string): void {
      if (spot && spot.at !== at) tell({ ...spot, at })
    },
    /** At what the screen was when the page went away; told once. */
    takeBack(): string | null {
      const at = back
      back = null
      return at
    },
  }
})
