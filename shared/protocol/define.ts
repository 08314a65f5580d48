import { type z } from 'zod'

/**
 * Who may ask: `public` needs nothing; `workstation` a client certificate that the store has issued to a paired workstation;
 * `operator` one that it has issued to a person who runs the store.
 */
export type Caller = 'public' | 'workstation' | 'operator'

/** One endpoint of the national store: both sides read types and checks off it, and so does the published OpenAPI. */
export interface Endpoint<
  Params = unknown,
  Query = unknown,
  Body = unknown,
  Answer = unknown,
  Code extends string = string,
  Who extends Caller = Caller,
> {
  readonly method: 'GET' | 'POST' | 'PUT'
  /** `/v1/files/{sha256}`: braces name a parameter. */
  readonly path: string
  readonly caller: Who
  /** One sentence for whoever reads the OpenAPI. */
  readonly summary: string
  readonly params: z.ZodType<Params>
  readonly query: z.ZodType<Query>
  /** `null` where nothing is sent; `bytes` where the body is a piece of a file, no larger than `maxBytes`. */
  readonly body: z.ZodType<Body> | 'bytes' | null
  /** The largest body that is read. */
  readonly maxBytes: number
  /** Checked on both sides: the store sends nothing else, the workstation takes nothing else. `bytes`: a file as it is. */
  readonly answer: z.ZodType<Answer> | 'bytes'
  /** Codes of expected refusals; besides them only those of `COMMON_CODES`. */
  readonly codes: readonly Code[]
}

interface Spec<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType | 'bytes', A, C extends string> {
  readonly method: Endpoint['method']
  readonly path: string
  readonly summary: string
  readonly params?: P
  readonly query?: Q
  readonly body?: B
  readonly maxBytes?: number
  readonly answer: A
  readonly codes?: readonly C[]
}

type BodyOf<B> = B extends z.ZodType ? z.output<B> : B extends 'bytes' ? Uint8Array : undefined
type AnswerOf<A> = A extends z.ZodType ? z.output<A> : Uint8Array

const SMALL_BODY = 64 * 1024

const endpointFor =
  <Who extends Caller>(caller: Who, nothing: z.ZodType<Record<string, never>>) =>
  <
    A extends z.ZodType | 'bytes',
    P extends z.ZodType = z.ZodType<Record<string, never>>,
    Q extends z.ZodType = z.ZodType<Record<string, never>>,
    B extends z.ZodType | 'bytes' = never,
    const C extends string = never,
  >(
    spec: Spec<P, Q, B, A, C>,
  ): Endpoint<z.output<P>, z.output<Q>, BodyOf<B>, AnswerOf<A>, C, Who> =>
    ({
      method: spec.method,
      path: spec.path,
      caller,
      summary: spec.summary,
      params: spec.params ?? nothing,
      query: spec.query ?? nothing,
      body: spec.body ?? null,
      maxBytes: spec.maxBytes ?? SMALL_BODY,
      answer: spec.answer,
      codes: spec.codes ?? [],
    }) as never

export { endpointFor }

export type ParamsOf<E> =
  E extends Endpoint<infer P, infer _Q, infer _B, infer _A, infer _C, infer _W> ? P : never
export type QueryOf<E> =
  E extends Endpoint<infer _P, infer Q, infer _B, infer _A, infer _C, infer _W> ? Q : never
export type BodyIn<E> =
  E extends Endpoint<infer _P, infer _Q, infer B, infer _A, infer _C, infer _W> ? B : never
export type AnswerOut<E> =
  E extends Endpoint<infer _P, infer _Q, infer _B, infer A, infer _C, infer _W> ? A : never
export type CodeIn<E> =
  E extends Endpoint<infer _P, infer _Q, infer _B, infer _A, infer C, infer _W> ? C : never
export type CallerOf<E> =
  E extends Endpoint<infer _P, infer _Q, infer _B, infer _A, infer _C, infer W> ? W : never
