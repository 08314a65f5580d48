import { pathToFileURL } from 'node:url'
import { ROOT } from '../setup/npm.mjs'

/** What keeps the start from going on, in words of both languages. */
export class Failure extends Error {
  constructor(zh, en) {
    super(en)
    this.zh = zh
  }
}

/** The last words of a command that failed, without its progress. */
const lastWords = text =>
  text
    .split(/[\r\n]+/)
    .filter(line => line.trim() !== '')
    .slice(-4)
    .join('\n  ')

/**
 * Asks one of our own commands as any script does, but within this process: whatever ends the start ends the command too,
 * and none is left behind that holds the data folder.
 * @param {readonly string[]} args
 * @param {readonly number[]} [good] exit codes that are an answer
 * @returns {Promise<{ items: any[], words: string, code: number }>}
 * @throws {Failure} on another exit code
 */
export async function asked(args, good = [0]) {
  const { ensureBuilt } = await import('../setup/build.mjs')
  const { main } = await import(pathToFileURL(await ensureBuilt()).href)
  let out = ''
  let words = ''
  const streams = { out: text => void (out += text), err: text => void (words += text), terminal: false }
  const code = await main([...args, '--json'], { root: ROOT, streams })
  if (!good.includes(code))
    throw new Failure(
      `命令 ${args[0]} 没有成功（${code}）：\n  ${lastWords(words)}`,
      `The command ${args[0]} failed (${code}); the words above say why and what to do`,
    )
  const items = out
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line))
  return { items, words, code }
}
