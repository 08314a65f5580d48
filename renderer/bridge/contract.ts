import { type InputOf, type Reply } from '../../shared/contract/define.ts'
import { type sessionContract } from '../../shared/contract/session.ts'

/** Every call that the page can make. */
export type Contract = typeof sessionContract

export type ChannelName = keyof Contract

export type CallInput<N extends ChannelName> = InputOf<Contract[N]>

export type CallReply<N extends ChannelName> = Reply<Contract[N]>
