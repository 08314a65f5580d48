import { mkdirSync, writeFileSync } from 'node:fs'
import { openApiText } from './document.ts'

const TARGET = new URL('../../docs/protocol/openapi.json', import.meta.url)

mkdirSync(new URL('.', TARGET), { recursive: true })
writeFileSync(TARGET, openApiText())
console.log('docs/protocol/openapi.json')
