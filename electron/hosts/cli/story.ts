import { type Workstation } from '../../app/workstation.ts'

type Shown = ReturnType<Workstation['calls']['register']['show']>

/** A licence's whole story, as the register tells it. */
export type Story = Extract<Shown, { ok: true }>['value']

export type VersionStory = Story['versions'][number]
