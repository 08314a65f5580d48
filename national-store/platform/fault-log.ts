import { randomBytes } from 'node:crypto'
import { type FaultLog } from '../ports/faults.ts'

/** Names and places of a fault. Its message is left out: PostgreSQL and parsers put values into it. */
function partsOf(fault: unknown): Readonly<Record<string, unknown>> {
  if (!(fault instanceof Error)) return { name: typeof fault }
  const { code, constraint, table } = fault as { code?: unknown; constraint?: unknown; table?: unknown }
  const frames = (fault.stack ?? '').split('\n').filter(line => /^\s+at /.test(line))
  const plain = (value: unknown): unknown => (typeof value === 'string' ? value.slice(0, 100) : undefined)
  return {
    name: fault.name,
    code: plain(code),
    constraint: plain(constraint),
    table: plain(table),
    frames: frames.slice(0, 12).map(line => line.trim()),
  }
}

/** One JSON line a fault. */
export const createFaultLog = (write: (line: string) => void): FaultLog => ({
  write(where, fault) {
    const id = randomBytes(6).toString('hex')
    write(JSON.stringify({ fault: id, at: new Date().toISOString(), where, ...partsOf(fault) }))
    return id
  },
})
