import { spawn } from 'node:child_process'
import path from 'node:path'
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
 * Asks one of our own commands, as any script does; its progress and its notes go to the terminal.
 * @param {readonly string[]} args
 * @param {readonly number[]} [good] exit codes that are an answer
 * @returns {Promise<{ items: any[], code: number, words: string }>}
 * @throws {Failure} on another exit code
 */
export function asked(args, good = [0]) {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(ROOT, 'tools/cli.mjs'), ...args, '--json'], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let out = ''
    let words = ''
    child.stdout.setEncoding('utf8').on('data', text => (out += text))
    child.stderr.setEncoding('utf8').on('data', text => (words += text))
    child.on('error', reject)
    child.on('close', code => {
      if (code === null || !good.includes(code)) {
        reject(
          new Failure(
            `命令 ${args[0]} 没有成功（${code}）：\n  ${lastWords(words)}`,
            `The command ${args[0]} failed (${code}); the words above say why and what to do`,
          ),
        )
        return
      }
      const items = out
        .split('\n')
        .filter(line => line !== '')
        .map(line => JSON.parse(line))
      resolve({ items, code, words })
    })
  })
}
