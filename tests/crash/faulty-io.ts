import { nodeFileIo, type FileIo } from '../../electron/db/vfs/file-io.ts'

export const failure = (code: string): Error => Object.assign(new Error(`${code}: injected`), { code })

type Operation = 'write' | 'fsync'

/** Strikes at the n-th operation of that sort once it is armed, and `times` times in all. */
export interface Strike {
  readonly code: string
  readonly at: Operation
  readonly after: number
  readonly times: number
}

/** The real disk under a database, but for the operations that the strike lets fail. */
export function faultyIo(strike: Strike): { io: FileIo; arm: () => void; struck: () => number } {
  let armed = false
  let before = strike.after
  let left = strike.times
  const perhaps = (operation: Operation): void => {
    if (!armed || operation !== strike.at || before-- > 0 || left <= 0) return
    left--
    throw failure(strike.code)
  }
  return {
    arm: () => (armed = true),
    struck: () => strike.times - left,
    io: {
      ...nodeFileIo,
      write(...input) {
        perhaps('write')
        return nodeFileIo.write(...input)
      },
      fsync(fd) {
        perhaps('fsync')
        nodeFileIo.fsync(fd)
      },
    },
  }
}
