import { type InputOf, type Reply } from '../../shared/contract/define.ts'
import { type ChannelName, type Contract } from '../../shared/contract/index.ts'

export { type ChannelName }

export type CallInput<N extends ChannelName> = InputOf<Contract[N]>

export type CallReply<N extends ChannelName> = Reply<Contract[N]>
