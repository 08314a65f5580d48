import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** Processes of this machine whose command line holds the text. */
export function processesWith(text: string): readonly { readonly pid: number; readonly command: string }[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap(name => {
      try {
        const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ')
        return command.includes(text) ? [{ pid: Number(name), command }] : []
      } catch {
        return [] // ended meanwhile
      }
    })
}

/** A process and all that it started. */
export function family(pid: number): ReadonlySet<number> {
  const found = new Set([pid])
  const parents = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .flatMap(name => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8')
        return [[Number(name), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])] as const]
      } catch {
        return []
      }
    })
  for (let grown = true; grown;) {
    grown = false
    for (const [child, parent] of parents)
      if (found.has(parent) && !found.has(child)) {
        found.add(child)
        grown = true
      }
  }
  return found
}

/** What `ss` says of the sockets of these processes: listening ones, or those that talk to another machine. */
export function socketsOf(pids: ReadonlySet<number>): {
  readonly listening: string[]
  readonly away: string[]
} {
  const lines = execFileSync('ss', ['-H', '-a', '-n', '-p', '-t', '-u'], { encoding: 'utf8' }).split('\n')
  const ours = lines.filter(line => [...line.matchAll(/pid=(\d+)/g)].some(([, pid]) => pids.has(Number(pid))))
  return {
    listening: ours.filter(line => /\bLISTEN\b/.test(line)),
    away: ours.filter(
      line => /\bESTAB\b/.test(line) && !/\s(127\.\d+\.\d+\.\d+|\[::1\]):\d+\s+users/.test(line),
    ),
  }
}
