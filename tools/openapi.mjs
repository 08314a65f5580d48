// `npm run openapi`: writes docs/protocol/openapi.json from shared/protocol.
import { ensurePackages } from './setup/npm.mjs'

ensurePackages()
const { tsImport } = await import('tsx/esm/api')
await tsImport('./openapi/main.ts', import.meta.url)
