import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { PROTOCOL_AREAS } from '../../shared/protocol/index.ts'
import { openApiDocument, openApiText } from '../../tools/openapi/document.ts'
import { ROOT } from '../../tools/setup/npm.mjs'

it('the published OpenAPI is what the protocol gives (npm run openapi writes it)', () => {
  expect(readFileSync(path.join(ROOT, 'docs/protocol/openapi.json'), 'utf8')).toBe(openApiText())
})

it('holds every endpoint with its caller, and points nowhere outside itself', () => {
  const document = openApiDocument() as {
    paths: Record<
      string,
      Record<string, { operationId: string; security: readonly object[]; responses: object }>
    >
  }
  const endpoints = Object.entries(PROTOCOL_AREAS).flatMap(([area, byName]) =>
    Object.entries(byName).map(([name, endpoint]) => ({ id: `${area}.${name}`, endpoint })),
  )
  for (const { id, endpoint } of endpoints) {
    const operation = document.paths[endpoint.path]?.[endpoint.method.toLowerCase()]
    expect(operation?.operationId).toBe(id)
    expect(operation?.security).toEqual(endpoint.caller === 'public' ? [] : [{ [endpoint.caller]: [] }])
    for (const code of endpoint.codes) expect(JSON.stringify(operation?.responses)).toContain(code)
  }
  const pointers = [...openApiText().matchAll(/"\$ref": "([^"]+)"/g)].map(([, to]) => to)
  expect(new Set(pointers)).toEqual(new Set(['#/components/schemas/Refusal']))
  expect(openApiText()).not.toContain('$defs')
})
