import path from 'node:path'
import { type Place } from '../../../shared/contract/session.ts'
import { isDataFolder } from '../sessions.ts'

/** Where that office's data lie. */
export const dataDirOf = (home: string, place: Place): string => path.join(home, place)

/** What the window works on at start: the real office where there is one, else the demonstration where there is one. */
export function placeAtStart(home: string): Place {
  if (isDataFolder(dataDirOf(home, 'office'))) return 'office'
  return isDataFolder(dataDirOf(home, 'demo')) ? 'demo' : 'office'
}

export const isThere = (home: string, place: Place): boolean => isDataFolder(dataDirOf(home, place))
