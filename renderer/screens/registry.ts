import { importNew } from './import-new/index.ts'
import { importOne } from './import/index.ts'
import { imports } from './imports/index.ts'
import { licence } from './licence/index.ts'
import { register } from './register/index.ts'
import { type ScreenDefinition } from './screen.ts'
import { settings } from './settings/index.ts'
import { verify } from './verify/index.ts'

/** The written list of screens for people who are signed in. The first one that a person may open is where the day begins. */
export const SCREENS: readonly ScreenDefinition[] = [
  register,
  licence,
  imports,
  importNew,
  importOne,
  verify,
  settings,
]
