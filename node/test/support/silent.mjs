// A server that reads requests and never answers, and says when a connection has closed.

import { EventEmitter, once } from 'node:events'
import { createServer } from 'node:net'

/**
 * Listens until the test ends. It emits `asked` with the head of a request once that is there, and `closed` when the other side
 * has closed a connection; `asked` and `closed` are also promises of the first one.
 */
export async function silent(test) {
  const news = new EventEmitter()
  const sockets = new Set()
  const server = createServer({ allowHalfOpen: false }, (socket) => {
    sockets.add(socket)
    let head = ''
    socket.setEncoding('latin1')
    socket.on('data', (text) => {
      const whole = head.includes('\r\n\r\n')
      head += text
      if (!whole && head.includes('\r\n\r\n')) news.emit('asked', head)
    })
    // A connection that is reset is closed, too.
    socket.on('error', () => undefined)
    socket.on('close', () => {
      sockets.delete(socket)
      news.emit('closed')
    })
  })
  const [asked, closed] = [once(news, 'asked').then(([head]) => head), once(news, 'closed')]
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  /** Stops listening and closes all connections. */
  const end = () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  test.after(end)
  return { url: `http://127.0.0.1:${server.address().port}`, news, asked, closed, end }
}

/** The options of a client of Alibaba whose calls all go to a server of a test. */
export function options(url) {
  return { region: 'cn-shanghai', accessKeyId: 'i', accessKeySecret: 's', endpoint: url }
}
