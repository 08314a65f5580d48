import {
  type AccessOf,
  type Area,
  type Channel,
  type CodeOf,
  type InputOf,
  MAX_CALL_BYTES,
  type GateCode,
  type OutputOf,
} from '../../shared/contract/define.ts'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { type Result } from '../../shared/kernel/result.ts'
import { FORGED, inputInvalid, MALFORMED, programFault, TOO_LARGE, UNKNOWN } from './refusals.ts'

/** Where a call came from, as the host saw it: never as the page says. */
export interface Sender {
  readonly origin: string
  readonly mainFrame: boolean
}

/** The one page that may call. */
export const WINDOW_ORIGIN = 'https://workstation.invalid'

type MaybePromise<T> = T | Promise<T>

/** Answers of one area: every channel has exactly one handler, and none may fail with a code that the contract does not name. */
export type HandlersOf<A extends Area, Caller> = {
  readonly [N in keyof A]: (
    caller: AccessOf<A[N]> extends 'signed-in' ? Caller : Caller | null,
    input: InputOf<A[N]>,
  ) => MaybePromise<Result<OutputOf<A[N]>, AppError<CodeOf<A[N]> | 'permission-denied'>>>
}

/** What the gate asks of the core. */
export interface GateKeeper<Caller> {
  /** Who calls, or why nobody may call now; null where nobody is signed in and nobody need be. */
  caller(access: Channel['access']): Caller | null | AppError<'sign-in-needed' | 'session-locked'>
  /** Keeps the fault in the log. @returns the id that the screen shows */
  fault(error: unknown, channel: string): string
  /** A refused call, for the journal. */
  refused(code: GateCode, channel: string | null): void
}

interface Call {
  readonly channel: string
  readonly input: unknown
}

function parsed(text: string): Call | undefined {
  try {
    const call: unknown = JSON.parse(text)
    if (typeof call !== 'object' || call === null || Array.isArray(call)) return undefined
    const { channel, input, ...rest } = call as Record<string, unknown>
    return typeof channel === 'string' && Object.keys(rest).length === 0 ? { channel, input } : undefined
  } catch {
    return undefined
  }
}

type AnyHandlers<Caller> = Readonly<
  Record<string, (caller: Caller | null, input: never) => MaybePromise<Result<unknown, AppError>>>
>

const isRefusal = (caller: unknown): caller is AppError =>
  typeof caller === 'object' && caller !== null && 'code' in caller && 'text' in caller

/**
 * The one gate of all calls: sender, size, shape, channel, who calls, schema, then the handler, whose verb asks for the
 * permission. Takes and gives text; never throws, and no answer holds a stack or a secret.
 */
export function createGate<A extends Area, Caller>(
  contract: A,
  handlers: HandlersOf<A, Caller>,
  keeper: GateKeeper<Caller>,
): (text: string, sender: Sender) => Promise<string> {
  const table = handlers as unknown as AnyHandlers<Caller>
  const refuse = (error: AppError<GateCode>, channel: string | null): AppError<GateCode> => {
    keeper.refused(error.code, channel)
    return error
  }
  const answer = async (text: string, sender: Sender): Promise<Result<unknown, AppError>> => {
    const fail = (error: AppError): Result<never, AppError> => ({ ok: false, error })
    if (sender.origin !== WINDOW_ORIGIN || !sender.mainFrame) return fail(refuse(FORGED, null))
    if (Buffer.byteLength(text) > MAX_CALL_BYTES) return fail(refuse(TOO_LARGE, null))
    const call = parsed(text)
    if (!call) return fail(refuse(MALFORMED, null))
    const channel = Object.hasOwn(contract, call.channel) ? contract[call.channel] : undefined
    const handler = channel && table[call.channel]
    if (!channel || !handler) return fail(refuse(UNKNOWN, call.channel.slice(0, 64)))
    const caller = keeper.caller(channel.access)
    if (isRefusal(caller)) return fail(caller)
    const input = channel.input.safeParse(call.input)
    if (!input.success) return fail(refuse(inputInvalid(input.error), call.channel))
    try {
      const result = await handler(caller, input.data as never)
      if (!result.ok && result.error.code === 'permission-denied')
        keeper.refused('permission-denied', call.channel)
      return result
    } catch (error) {
      return fail(programFault(keeper.fault(error, call.channel)))
    }
  }
  return async (text, sender) => JSON.stringify(await answer(text, sender))
}
