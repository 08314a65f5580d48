import { type ScreenDefinition } from './screen.ts'
import { settings } from './settings/index.ts'

/** The written list of screens for people who are signed in. The first one that a person may open is where the day begins. */
export const SCREENS: readonly ScreenDefinition[] = [settings]
