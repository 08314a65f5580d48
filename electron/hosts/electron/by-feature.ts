import { utilityProcess, type Protocol } from 'electron'
import { startCoreWorker } from '../../app/window/core-worker.ts'
import { type CoreThread } from '../../app/window/keep-core.ts'
import { type PageAnswer, type PageFiles } from '../../app/window/page-files.ts'

/**
 * What differs between the versions of Electron that offices have, chosen by what is there, never by a version number:
 * 22 is the last for Windows 7, and the domestic systems' builds lie anywhere between.
 */

const bufferOf = ({ body }: PageAnswer): Buffer => Buffer.from(body.buffer, body.byteOffset, body.byteLength)

/** Answers every https request of the session: by `handle` (25 and newer), else by `interceptBufferProtocol`. */
export function serveHttps(protocol: Protocol, files: PageFiles): void {
  const { handle } = protocol as { handle?: Protocol['handle'] }
  if (typeof handle === 'function') {
    handle.call(protocol, 'https', async ({ method, url }) => {
      const { status, headers, body } = await files({ method, url })
      return new Response(Buffer.from(body), { status, headers })
    })
    return
  }
  protocol.interceptBufferProtocol('https', ({ method, url }, callback) => {
    files({ method, url }).then(
      answer => {
        const { 'content-type': type = '', ...headers } = answer.headers
        const [mimeType, charset] = type.split('; charset=')
        callback({
          statusCode: answer.status,
          headers,
          data: bufferOf(answer),
          ...(mimeType ? { mimeType } : {}),
          ...(charset ? { charset } : {}),
        })
      },
      () => callback({ error: -2 }), // net::FAILED
    )
  })
}

/** The core in a process of its own (`utilityProcess`, 22 and newer), else in a thread. */
export function startCoreApart(entry: string): CoreThread {
  const { fork } = (utilityProcess ?? {}) as { fork?: typeof utilityProcess.fork }
  if (typeof fork !== 'function') return startCoreWorker(entry)
  const child = fork.call(utilityProcess, entry, [], { serviceName: 'licence-workstation-core' })
  return {
    port: {
      post: message => child.postMessage(message),
      listen: listener => void child.on('message', listener),
    },
    ended: new Promise(resolve => {
      child.once('exit', code => resolve(`the core's process ended with ${code}`))
    }),
    stop: () => void child.kill(),
  }
}
