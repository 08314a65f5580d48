import { z } from 'zod'
import { statusOf } from '../../national-store/http/refusals.ts'
import { COMMON_CODES, PROTOCOL, refusalSchema, type CommonCode } from '../../shared/protocol/common.ts'
import { type Caller, type Endpoint } from '../../shared/protocol/define.ts'
import { PROTOCOL_AREAS } from '../../shared/protocol/index.ts'

type JsonSchema = Readonly<Record<string, unknown>>
type Code = Parameters<typeof statusOf>[0]

/** Any JSON comes as a pointer to a definition that says nothing: here it is any value in place. */
function inPlace(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inPlace)
  if (typeof value !== 'object' || value === null) return value
  if ('$ref' in value) return {}
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) => (key === '$defs' ? [] : [[key, inPlace(part)]])),
  )
}

/** `wire`: what is sent, before it is read; `read`: what comes of it, where only that says the type (numbers in a query). */
function schemaOf(schema: z.ZodType, side: 'wire' | 'read'): JsonSchema {
  const { $schema: _dialect, ...made } = z.toJSONSchema(schema, {
    io: side === 'wire' ? 'input' : 'output',
    unrepresentable: 'any',
    override({ zodSchema, jsonSchema }) {
      if (zodSchema._zod.def.type === 'lazy')
        for (const key of Object.keys(jsonSchema)) delete jsonSchema[key]
    },
  })
  const definitions = Object.values(made.$defs ?? {})
  if (definitions.some(one => Object.keys(one as object).length > 0))
    throw new Error('a schema that recurs has no place in this document')
  return inPlace(made) as JsonSchema
}

const properties = (schema: z.ZodType, side: 'wire' | 'read') =>
  schemaOf(schema, side) as { properties?: Record<string, JsonSchema>; required?: readonly string[] }

function parametersOf({ params, query }: Endpoint): readonly JsonSchema[] {
  const inPath = Object.entries(properties(params, 'wire').properties ?? {}).map(([name, schema]) => ({
    name,
    in: 'path',
    required: true,
    schema,
  }))
  const optional = (schema: JsonSchema): boolean => 'default' in schema
  const inQuery = Object.entries(properties(query, 'read').properties ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: !optional(schema),
    schema,
  }))
  return [...inPath, ...inQuery]
}

const bytes = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } }
const json = (schema: JsonSchema) => ({ 'application/json': { schema } })

const bodyOf = ({ body, maxBytes }: Endpoint) =>
  body === null
    ? {}
    : {
        requestBody: {
          required: true,
          description: `At most ${maxBytes} bytes.`,
          content: body === 'bytes' ? bytes : json(schemaOf(body, 'wire')),
        },
      }

const COMMON: Readonly<Record<Caller, readonly CommonCode[]>> = {
  public: COMMON_CODES.filter(
    code => !['certificate-needed', 'certificate-refused', 'not-allowed'].includes(code),
  ),
  workstation: COMMON_CODES,
  operator: COMMON_CODES,
}

/** Refusals by HTTP status, each status with its codes. */
function refusalsOf({ caller, codes }: Endpoint): Readonly<Record<string, JsonSchema>> {
  const all = [...COMMON[caller], ...codes] as readonly Code[]
  const byStatus = new Map<number, Code[]>()
  for (const code of all) byStatus.set(statusOf(code), [...(byStatus.get(statusOf(code)) ?? []), code])
  return Object.fromEntries(
    [...byStatus].map(([status, names]) => [
      status,
      { description: names.join(', '), content: json({ $ref: '#/components/schemas/Refusal' }) },
    ]),
  )
}

const operationOf = (area: string, name: string, endpoint: Endpoint): JsonSchema => ({
  operationId: `${area}.${name}`,
  tags: [area],
  summary: endpoint.summary,
  security: endpoint.caller === 'public' ? [] : [{ [endpoint.caller]: [] }],
  parameters: parametersOf(endpoint),
  ...bodyOf(endpoint),
  responses: {
    '200': {
      description: 'Done.',
      content: endpoint.answer === 'bytes' ? bytes : json(schemaOf(endpoint.answer, 'wire')),
    },
    ...refusalsOf(endpoint),
  },
})

const ABOUT = `What workstations and the national store say to each other. Written by \`npm run openapi\` from shared/protocol;
every request and every answer is checked against these schemas on both sides. Endpoints that are not public need a
client certificate that the store has issued at pairing. Signed files (receipts, number blocks, revocation lists) are texts of
the form licence-workstation-envelope/1. Besides what each endpoint names, a path under another method is refused with 405,
and a body of another content type with 415, in the form of Refusal.`

const certificate = (description: string): JsonSchema => ({ type: 'mutualTLS', description })

/** The protocol as an OpenAPI 3.1 document. */
export function openApiDocument(): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {}
  for (const [area, endpoints] of Object.entries(PROTOCOL_AREAS))
    for (const [name, one] of Object.entries(endpoints)) {
      const endpoint = one as unknown as Endpoint
      const path = (paths[endpoint.path] ??= {})
      path[endpoint.method.toLowerCase()] = operationOf(area, name, endpoint)
    }
  return {
    openapi: '3.1.0',
    info: { title: 'Licence Workstation: national store', version: `${PROTOCOL}`, description: ABOUT },
    paths,
    components: {
      schemas: { Refusal: schemaOf(refusalSchema, 'wire') },
      securitySchemes: {
        workstation: certificate('Certificate of a paired workstation.'),
        operator: certificate('Certificate of a person who runs the store.'),
      },
    },
  }
}

/** As it lies in docs/protocol. */
export const openApiText = (): string => `${JSON.stringify(openApiDocument(), null, 2)}\n`
