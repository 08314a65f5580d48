import { errors, type FileChooser, type Keyboard, type Page } from 'playwright-core'

/** Somebody who has a keyboard and eyes, and no mouse: there is no way to point at anything. */
export interface Typist {
  readonly keyboard: Keyboard
  press(...keys: readonly string[]): Promise<void>
  /** Puts a text in where the focus is, as an input method does when it is done. */
  write(text: string): Promise<void>
  /** The input method composes: nothing is put in yet. */
  compose(text: string): Promise<void>
  /** Waits until it is to be seen. */
  sees(text: string | RegExp): Promise<void>
  seesHeading(text: string | RegExp): Promise<void>
  /** The title of the screen. */
  title(): Promise<string>
  /** Waits until it is to be seen no more. */
  seesNoMore(role: Role, name?: string | RegExp): Promise<void>
  seesNot(text: string | RegExp): Promise<boolean>
  /** Waits until the key's button acts. */
  ready(key: string): Promise<void>
  /** Goes on by Tab until that has the focus. @throws with what it passed when Tab does not lead there */
  reach(role: Role, name?: string | RegExp): Promise<void>
  /** Goes there by Tab and presses Enter. */
  choose(role: Role, name: string | RegExp): Promise<void>
  /** Goes to a button by Tab, presses Enter, and picks the file in the system's own dialog. */
  pick(button: string | RegExp, file: string): Promise<void>
  /** What has the focus, as a screen reader tells it: role and name. */
  at(): Promise<string>
  /** The field of a form that has the focus. */
  field(): Promise<string | null>
  /** How often a pointer was used in this window. */
  pointed(): Promise<number>
}

type Role = NonNullable<Parameters<Page['getByRole']>[0]>

/** More stops than any screen has. */
const MOST_STOPS = 250

/** What has the focus is told at once, or it is gone. */
const GLANCE_MS = 2_000

/** As long as Playwright waits for anything else. */
const PATIENCE_MS = 30_000

const WATCH = `window.pointed = 0
for (const name of ['pointerdown', 'mousedown', 'touchstart', 'wheel'])
  addEventListener(name, () => window.pointed++, { capture: true, passive: true })`

const nameOf = (told: string): string => /"((?:[^"\\]|\\.)*)"/.exec(told)?.[1] ?? ''

const isIt = (told: string, role: Role, name: string | RegExp | undefined): boolean => {
  if (!new RegExp(`^- '?${role}\\b`).test(told)) return false
  if (name === undefined) return true
  return typeof name === 'string' ? nameOf(told).includes(name) : name.test(nameOf(told))
}

export async function typistAt(page: Page): Promise<Typist> {
  await page.evaluate(WATCH)
  const cdp = await page.context().newCDPSession(page)
  // One listener for the whole day: the system's dialog is taken over long before a key opens it.
  let opened: (chooser: FileChooser) => void = () => undefined
  page.on('filechooser', chooser => opened(chooser))
  const at = async (): Promise<string> => {
    const focused = page.locator('*:focus')
    if ((await focused.count()) === 0) return ''
    try {
      return (await focused.ariaSnapshot({ timeout: GLANCE_MS })).split('\n')[0] ?? ''
    } catch (error) {
      // What had the focus went away between the two looks: nothing has it.
      if (error instanceof errors.TimeoutError) return ''
      throw error
    }
  }
  const found = (role: Role, name?: string | RegExp) =>
    page.getByRole(role, name === undefined ? {} : { name }).first()
  const reach: Typist['reach'] = async (role, name) => {
    await found(role, name).waitFor()
    const passed: string[] = []
    for (let stop = 0; stop < MOST_STOPS; stop++) {
      const here = await at()
      if (isIt(here, role, name)) return
      passed.push(here)
      await page.keyboard.press('Tab')
    }
    throw new Error(`Tab does not lead to the ${role} ${name}: ${[...new Set(passed)].join('  ')}`)
  }
  return {
    keyboard: page.keyboard,
    press: async (...keys) => {
      for (const key of keys) await page.keyboard.press(key)
    },
    write: text => page.keyboard.insertText(text),
    compose: text =>
      cdp
        .send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
        .then(() => undefined),
    sees: text => page.getByText(text).first().waitFor(),
    seesHeading: text => page.getByRole('heading', { name: text }).first().waitFor(),
    title: () => page.getByRole('heading', { level: 1 }).innerText(),
    seesNoMore: (role, name) => found(role, name).waitFor({ state: 'detached' }),
    seesNot: async text => (await page.getByText(text).count()) === 0,
    ready: key => page.locator(`button[aria-keyshortcuts="${key}"][aria-disabled="false"]`).first().waitFor(),
    reach,
    choose: async (role, name) => {
      await reach(role, name)
      await page.keyboard.press('Enter')
    },
    pick: async (button, file) => {
      await reach('button', button)
      let refuse: (why: Error) => void = () => undefined
      const chooser = new Promise<FileChooser>((resolve, reject) => ([opened, refuse] = [resolve, reject]))
      await page.keyboard.press('Enter')
      const late = setTimeout(
        () => void at().then(here => refuse(new Error(`no file dialog: ${here}`))),
        PATIENCE_MS,
      )
      await (await chooser).setFiles(file)
      clearTimeout(late)
    },
    at,
    field: () =>
      page.evaluate<string | null>(
        `document.activeElement?.closest('[data-field]')?.getAttribute('data-field') ?? null`,
      ),
    pointed: () => page.evaluate<number>('window.pointed'),
  }
}
