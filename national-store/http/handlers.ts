import { type AppError } from '../../shared/kernel/app-error.ts'
import { type Json } from '../../shared/kernel/canonical-json.ts'
import { type Result } from '../../shared/kernel/result.ts'
import {
  type AnswerOut,
  type BodyIn,
  type CallerOf,
  type CodeIn,
  type ParamsOf,
  type QueryOf,
} from '../../shared/protocol/define.ts'
import { type ProtocolAreas } from '../../shared/protocol/index.ts'
import { type OperatorCaller, type WorkstationCaller } from '../ports/caller.ts'

interface Callers {
  readonly public: undefined
  readonly workstation: WorkstationCaller
  readonly operator: OperatorCaller
}

type Plain = string | number | boolean | null | undefined | Uint8Array

/** The same value, whether its parts may be changed or not: a handler gives it away and is not asked. */
type Unchanging<T> = [Json] extends [T] ? T : UnchangingParts<T>
type UnchangingParts<T> = T extends Plain ? T : { readonly [K in keyof T]: Unchanging<T[K]> }

/** What has passed the gate: everything in it has the form that the protocol says. */
export interface Request<E> {
  readonly caller: Callers[CallerOf<E>]
  readonly params: ParamsOf<E>
  readonly query: QueryOf<E>
  readonly body: BodyIn<E>
}

/** Answers an endpoint, or refuses with a code that the protocol declares for it: any other does not compile. */
export type Handler<E> = (
  request: Request<E>,
) => Promise<Result<Unchanging<AnswerOut<E>>, AppError<CodeIn<E>>>>

export type AreaHandlers<Area> = { readonly [Name in keyof Area]: Handler<Area[Name]> }

/** A handler for each endpoint of these areas: one that lacks does not compile. */
export type Handlers<Served extends keyof ProtocolAreas = keyof ProtocolAreas> = {
  readonly [Area in Served]: AreaHandlers<ProtocolAreas[Area]>
}
