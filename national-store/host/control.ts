import { createHash } from 'node:crypto'
import fs from 'node:fs'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type AppError } from '../../shared/kernel/app-error.ts'
import { type Result } from '../../shared/kernel/result.ts'
import { orderSchema, type Order } from '../app/administration.ts'

/**
 * The embedded database belongs to one process, so that orders go to the one that runs: one JSON line there, one back, over a
 * socket in the store's folder that nobody but its owner reaches.
 */
const MAX_LINE = 64 * 1024
/** The system's own limit for the path of a socket is a little above. */
const MAX_SOCKET_PATH = 100

function socketOf(home: string): string {
  const own = path.join(path.resolve(home), 'control.sock')
  const short = createHash('sha256').update(path.resolve(home)).digest('hex').slice(0, 16)
  if (process.platform === 'win32') return `\\\\.\\pipe\\licence-workstation-store-${short}`
  return Buffer.byteLength(own) <= MAX_SOCKET_PATH ? own : path.join(tmpdir(), `lw-store-${short}.sock`)
}

/** Everything up to the end of a line; undefined for more than a line may be, or a connection that broke. */
function lineOf(socket: net.Socket): Promise<string | undefined> {
  return new Promise(resolve => {
    let heard = ''
    socket.setEncoding('utf8')
    socket.on('error', () => resolve(undefined))
    socket.on('close', () => resolve(undefined))
    socket.on('data', (piece: string) => {
      heard += piece
      const end = heard.indexOf('\n')
      if (end >= 0) resolve(heard.slice(0, end))
      else if (heard.length > MAX_LINE) resolve(undefined)
    })
  })
}

function orderOf(line: string): Order | undefined {
  try {
    return orderSchema.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}

type Administer = (order: Order) => Promise<Result<object, AppError>>

async function serveOne(socket: net.Socket, administer: Administer, onFault: (error: unknown) => void) {
  const line = await lineOf(socket)
  const order = line === undefined ? undefined : orderOf(line)
  try {
    if (order) socket.write(`${JSON.stringify(await administer(order))}\n`)
  } catch (error) {
    onFault(error)
  }
  socket.end()
}

/** Takes orders for a store that holds its folder. @returns how to stop */
export async function listenForOrders(
  home: string,
  administer: Administer,
  onFault: (error: unknown) => void,
): Promise<() => Promise<void>> {
  const place = socketOf(home)
  // Whoever holds the folder's lock is alone: what lies here is of a process that was killed.
  if (process.platform !== 'win32') fs.rmSync(place, { force: true })
  const server = net.createServer(socket => void serveOne(socket, administer, onFault))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(place, resolve)
  })
  if (process.platform !== 'win32') fs.chmodSync(place, 0o600)
  return () => new Promise(resolve => server.close(() => resolve()))
}

/** Asks the process that holds the folder; undefined where none listens. @throws when it breaks off instead of answering */
export async function sendOrder(home: string, order: Order): Promise<Result<object, AppError> | undefined> {
  const socket = net.connect(socketOf(home))
  const isOpen = await new Promise<boolean>(resolve => {
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
  })
  if (!isOpen) return undefined
  const answered = lineOf(socket)
  socket.write(`${JSON.stringify(order)}\n`)
  const line = await answered
  socket.destroy()
  if (line === undefined) throw new Error('the running store broke off')
  return JSON.parse(line) as Result<object, AppError>
}
