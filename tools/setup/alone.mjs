import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * Runs `work` while no other process works in the same folder. A lock whose process is gone is taken over.
 * @template T
 * @param {string} home
 * @param {() => Promise<T>} work
 */
export async function alone(home, work) {
  mkdirSync(home, { recursive: true })
  const lock = path.join(home, 'lock')
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (holderIsGone(lock)) rmSync(lock, { force: true })
      else await new Promise(resolve => setTimeout(resolve, 200))
    }
  }
  try {
    return await work()
  } finally {
    rmSync(lock, { force: true })
  }
}

function holderIsGone(lock) {
  try {
    const pid = Number(readFileSync(lock, 'utf8'))
    if (!pid) return false // just being written
    process.kill(pid, 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}
