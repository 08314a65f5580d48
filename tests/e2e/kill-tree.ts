import { execFileSync } from 'node:child_process'

/** A process and everything that it and its children started, as the system lists them now. */
export function treeOf(root: number): readonly number[] {
  const children = new Map<number, number[]>()
  for (const line of execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).split('\n')) {
    const [pid, parent] = line.trim().split(/\s+/).map(Number)
    if (pid && parent) children.set(parent, [...(children.get(parent) ?? []), pid])
  }
  const found = [root]
  for (let at = 0; at < found.length; at++) found.push(...(children.get(found[at]!) ?? []))
  return found
}

/** Kills a process with all that it started, as a power failure would: nobody gets to say goodbye. */
export function killTree(root: number): void {
  for (const pid of treeOf(root)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // gone with its parent
    }
  }
}
