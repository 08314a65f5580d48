/**
 * Runs one piece of work after the other. Two issues at the same moment would look at the same free number; the database
 * would refuse the second, but its seal would have been used in vain.
 */
export function createSerial(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return work => {
    const next = last.then(work, work)
    last = next.catch(() => undefined)
    return next
  }
}
