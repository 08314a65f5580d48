import { type Application } from '../../../shared/domain/application/application.ts'
import { isEmpty } from '../../../shared/domain/kinds/check-fields.ts'
import { type FieldValue } from '../../../shared/domain/kinds/kind.ts'
import { type AppError } from '../../../shared/kernel/app-error.ts'
import { call } from '../../bridge/index.ts'
import { createDraftState, type DraftState, seenIn } from './draft-state.ts'
import { createLook } from './looking.ts'
import { sameValue } from './same-value.ts'
import { type EditReply, RETRY_AFTER_MS, SAVE_AFTER_MS, sendDirty, takeReply } from './saving.ts'

/** The fields that the core lacks, and the turn in which it gets them. */
function createSaver(s: DraftState, mayWork: () => boolean) {
  const dirty = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let queue: Promise<unknown> = Promise.resolve()
  let focused: string | null = null

  /** One edit after another: each names the revision that the one before has made. */
  function inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = queue.then(run)
    queue = turn.catch(() => undefined)
    return turn
  }
  /** What the core keeps takes the place of what was typed, but not under the cursor. */
  function settle(): void {
    const stays = (id: string) => id === focused || dirty.has(id) || id in s.refused.value
    const left = Object.entries(s.typed.value).filter(([id]) => stays(id))
    if (left.length < Object.keys(s.typed.value).length) s.typed.value = Object.fromEntries(left)
  }
  async function send(): Promise<boolean> {
    const kept = await sendDirty(s, dirty)
    if (kept) settle()
    else if (!s.newest.value) later(RETRY_AFTER_MS)
    return kept
  }
  /** While the window is locked, or somebody else sits at it, what was typed waits here. */
  function later(ms: number): void {
    timer ??= setTimeout(() => {
      timer = undefined
      if (mayWork()) void inTurn(send)
      else later(RETRY_AFTER_MS)
    }, ms)
  }
  return {
    dirty,
    inTurn,
    send,
    later,
    /** Sends what is not saved yet. @returns whether everything is kept now */
    flush(): Promise<boolean> {
      clearTimeout(timer)
      timer = undefined
      return inTurn(send)
    },
    enter: (field: string) => void (focused = field),
    exit: (field: string) => void (focused = focused === field ? null : focused),
  }
}

const base64Of = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))

/** The acts on a draft besides typing: in turn with the saves, and after everything typed is kept. */
function createActs(s: DraftState, saver: ReturnType<typeof createSaver>, look: () => Promise<void>) {
  const edit = (run: () => Promise<EditReply>): Promise<AppError | null> =>
    saver.inTurn(async () => {
      if (!(await saver.send())) return s.error.value
      const reply = await run()
      if (await takeReply(s, reply)) void look()
      return reply.ok ? null : reply.error
    })
  return {
    setMaterial: (materialId: string, to: 'submitted' | 'waived' | 'missing') =>
      edit(() => call('intake.setMaterial', { ...seenIn(s), materialId, state: to })),
    attachPhoto: (photo: Uint8Array) =>
      edit(() => call('intake.attachPhoto', { ...seenIn(s), base64: base64Of(photo) })),
    submit: () => edit(() => call('intake.submit', seenIn(s))),
    abandon: (reason: string) => edit(() => call('intake.abandon', { ...seenIn(s), reason })),
  }
}

/**
 * Keeps one application while it is typed: every change is saved within `SAVE_AFTER_MS`, in order, counted by revision.
 * What the core has not taken yet stays in `typed`, whatever happens to the screen; "saved" is said of what the core took.
 */
export function createDraftKeeper(opened: Application, mayWork: () => boolean) {
  const s = createDraftState(opened)
  const saver = createSaver(s, mayWork)
  const look = createLook(s)

  function type(field: string, value: FieldValue): void {
    if (sameValue(s.values.value[field], value)) return
    s.typed.value = { ...s.typed.value, [field]: value }
    s.refused.value = Object.fromEntries(Object.entries(s.refused.value).filter(([id]) => id !== field))
    saver.dirty.add(field)
    if (s.newest.value) return
    if (s.state.value === 'saved') s.state.value = 'waiting'
    saver.later(SAVE_AFTER_MS)
  }
  return {
    ...s,
    ...createActs(s, saver, look),
    look,
    type,
    flush: saver.flush,
    /** Whether the core lacks something that was typed. */
    isAhead: () => s.state.value !== 'saved',
    enter: saver.enter,
    /** The field was left: saved at once, checked, and shown as it is kept. */
    async leave(field: string): Promise<void> {
      saver.exit(field)
      if (await saver.flush()) await look()
    },
    /** Puts an offered value where nothing stands yet. @returns whether it was put */
    take(field: string, value: FieldValue): boolean {
      if (!isEmpty(s.values.value[field])) return false
      type(field, value)
      return true
    },
    /** Goes on from the newest state: with what was typed here on top, or without it. */
    async resolve(keep: 'mine' | 'theirs'): Promise<void> {
      if (!s.newest.value) return
      s.application.value = s.newest.value
      s.newest.value = null
      s.error.value = null
      if (keep === 'theirs') {
        saver.dirty.clear()
        s.typed.value = {}
      }
      if (await saver.flush()) await look()
    },
  }
}

export type DraftKeeper = ReturnType<typeof createDraftKeeper>
