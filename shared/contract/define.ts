import { type z } from 'zod'
import { type AppError } from '../kernel/app-error.ts'
import { type Result } from '../kernel/result.ts'

/**
 * Who may make a call: `anyone` who sits at the window, or somebody signed in whose session is not locked. What a
 * signed-in person may do is asked of the permission that stands beside the verb.
 */
export type Access = 'anyone' | 'signed-in'

/** One call of the page: what goes in, what comes out, which failures are expected. */
export interface Channel<
  Input = unknown,
  Output = unknown,
  Code extends string = string,
  Who extends Access = Access,
> {
  readonly access: Who
  readonly input: z.ZodType<Input>
  /** Codes of expected failures. A handler that returns another one does not compile. */
  readonly errors: readonly Code[]
  /** Carries the type of the answer; never set. */
  readonly output?: Output
}

interface Spec<Schema extends z.ZodType, Code extends string> {
  readonly input: Schema
  readonly errors?: readonly Code[]
}

const define =
  <Output, Who extends Access>(access: Who) =>
  <Schema extends z.ZodType, const Code extends string = never>(
    spec: Spec<Schema, Code>,
  ): Channel<z.output<Schema>, Output, Code, Who> => ({
    access,
    input: spec.input as z.ZodType<z.output<Schema>>,
    errors: spec.errors ?? [],
  })

/** A call of somebody signed in. `channel<Output>()({ input, errors })`: the answer's type is given, the rest is read off. */
export const channel = <Output>() => define<Output, 'signed-in'>('signed-in')

/** A call that needs nobody signed in. */
export const openChannel = <Output>() => define<Output, 'anyone'>('anyone')

export type Area = Readonly<Record<string, Channel>>

export type InputOf<C> =
  C extends Channel<infer Input, infer _Output, infer _Code, infer _Who> ? Input : never
export type OutputOf<C> =
  C extends Channel<infer _Input, infer Output, infer _Code, infer _Who> ? Output : never
export type CodeOf<C> = C extends Channel<infer _Input, infer _Output, infer Code, infer _Who> ? Code : never

export type AccessOf<C> = C extends Channel<infer _Input, infer _Output, infer _Code, infer Who> ? Who : never

/** What the gate itself may answer, to any call. */
export const GATE_CODES = [
  'sender-refused',
  'call-too-large',
  'call-malformed',
  'call-unknown',
  'input-invalid',
  'sign-in-needed',
  'session-locked',
  'permission-denied',
  'program-fault',
] as const

export type GateCode = (typeof GATE_CODES)[number]

/** The answer of one channel as the page gets it. */
export type Reply<C> = Result<OutputOf<C>, AppError<CodeOf<C> | GateCode>>

/** No call is larger; files come in pieces. */
export const MAX_CALL_BYTES = 4 * 1024 * 1024
