import fs from 'node:fs'
import path from 'node:path'
import { type DiskSpace } from '../ports/diagnostics.ts'

/** Asks the file system; for a place that is not there yet, the nearest folder above it. */
export const diskSpace: DiskSpace = {
  freeBytes(place) {
    let at = path.resolve(place)
    while (!fs.existsSync(at) && path.dirname(at) !== at) at = path.dirname(at)
    try {
      const stat = fs.statfsSync(at)
      return stat.bavail * stat.bsize
    } catch {
      return undefined // some network file systems do not answer
    }
  },
}
