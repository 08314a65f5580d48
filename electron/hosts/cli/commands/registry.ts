import { type Command } from '../command.ts'
import { init } from './init.ts'
import { issue } from './issue.ts'
import { verify } from './verify.ts'

/** The written list of commands, in the order of the help. */
export const COMMANDS: readonly Command[] = [init, issue, verify]
