import { createHash } from 'node:crypto'
import { type Digests } from '../ports/platform.ts'

export const digests: Digests = { sha256: bytes => createHash('sha256').update(bytes).digest('hex') }
