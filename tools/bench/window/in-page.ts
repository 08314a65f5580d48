import { type Page } from 'playwright-core'

/**
 * Scripts that measure inside the page, with the browser's own clocks: what a person sees, not what the driver waits for.
 * They are texts, because they run there.
 */

/** When the last large content was painted, in milliseconds of the epoch. */
export const paintedAt = (page: Page): Promise<number> =>
  page.evaluate(`new Promise(resolve => {
    let last = 0
    new PerformanceObserver(list => { for (const entry of list.getEntries()) last = Math.max(last, entry.renderTime || entry.startTime) })
      .observe({ type: 'largest-contentful-paint', buffered: true })
    setTimeout(() => resolve(performance.timeOrigin + last), 500)
  })`)

/** From here on keeps how long each key took from its press to the next paint (Event Timing: multiples of 8 ms). */
export const watchKeys = (page: Page): Promise<void> =>
  page.evaluate(`(() => {
    const seen = (window.__keys = [])
    new PerformanceObserver(list => {
      for (const entry of list.getEntries()) if (entry.name === 'keydown' || entry.name === 'input') seen.push(entry.duration)
    }).observe({ type: 'event', durationThreshold: 16 })
  })()`)

/** Durations above 16 ms since \`watchKeys\`; keys that are not in it took less. */
export const slowKeys = (page: Page): Promise<readonly number[]> => page.evaluate('window.__keys')

/** From the last sign typed to the frame in which \`selector\` shows \`text\`. */
export const watchResult = (page: Page, selector: string, text: string): Promise<void> =>
  page.evaluate(`(() => {
    window.__result = new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error('nothing was found')), 20000)
      let pressed = 0
      addEventListener('input', event => { pressed = event.timeStamp }, true) // an input method's signs come without a key
      const look = () => {
        const found = [...document.querySelectorAll(${JSON.stringify(selector)})].some(one => one.textContent.includes(${JSON.stringify(text)}))
        if (found && pressed > 0) requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - pressed), 0))
        else requestAnimationFrame(look)
      }
      look()
    })
  })()`)

export const resultShown = (page: Page): Promise<number> => page.evaluate('window.__result')

/** How long so many calls took, one after the other with a pause, in milliseconds. */
export const pings = (page: Page, count: number, pauseMs: number): Promise<readonly number[]> =>
  page.evaluate(`(async () => {
    const times = []
    for (let i = 0; i < ${count}; i++) {
      const start = performance.now()
      await window.workstation.call('{"channel":"session.touch","input":{}}')
      times.push(performance.now() - start)
      await new Promise(resolve => setTimeout(resolve, ${pauseMs}))
    }
    return times
  })()`)
