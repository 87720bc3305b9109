// @ts-check
/**
 * A small web service that starts backups on Alibaba Cloud and answers at once: with a token, by which any process asks for
 * the outcome later. The two handlers take `(request, response)` and fit Express as they are.
 *
 *     OSS_FOLDER=oss://bucket/folder/ PORT=8080 node backup_service.mjs
 *     curl --data '{"phones": ["acp-1"], "apps": ["com.example.notes"]}' http://127.0.0.1:8080/backups
 *     curl http://127.0.0.1:8080/backups/pv1.…
 *
 * Keys come from ALIBABA_CLOUD_ACCESS_KEY_ID and ALIBABA_CLOUD_ACCESS_KEY_SECRET.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { AlibabaClient, PhonevaultError } from 'phonevault'

/** @typedef {import('node:http').IncomingMessage} Request */
/** @typedef {import('node:http').ServerResponse} Response */

const { REGION = 'cn-shanghai', OSS_FOLDER = '', PORT = '8080' } = process.env

const client = new AlibabaClient({ region: REGION })

/**
 * POST /backups. It has no signal of the connection: a backup that somebody asked for is started also if nobody listens any
 * more, and a request that is sent again would start a second one.
 *
 * @param {Request} request
 * @param {Response} response
 */
async function startBackup(request, response) {
  const { phones, apps } = /** @type {{ phones: string[], apps: string[] }} */ (await json(request))
  const job = await client.backupApp({
    androidInstanceIdList: phones,
    sourceAppList: apps,
    backupFilePath: OSS_FOLDER,
    uploadEndpoint: `oss-${REGION}-internal.aliyuncs.com`,
  })
  answer(response, 202, { token: job.token })
}

/**
 * GET /backups/TOKEN. Whoever hangs up ends the look, too.
 *
 * @param {Request} request
 * @param {Response} response
 */
async function showBackup(request, response) {
  const gone = new AbortController()
  response.once('close', () => gone.abort())
  const token = request.url?.split('/').at(-1) ?? ''
  answer(response, 200, await client.resumeJob(token).status({ signal: gone.signal }))
}

/**
 * @param {Response} response
 * @param {number} status
 * @param {object} body
 */
function answer(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/**
 * What went wrong, for the one who asked. Neither the message nor anything else in an error holds a secret.
 *
 * @param {Response} response
 * @param {unknown} error
 */
function refuse(response, error) {
  if (response.destroyed) return
  if (!(error instanceof PhonevaultError)) {
    // Not JSON, or a field of another type than the vendor's: what was asked for, not the cloud.
    const asked = error instanceof SyntaxError || error instanceof TypeError
    answer(response, asked ? 400 : 500, { error: asked ? error.message : 'internal error' })
    return
  }
  const { code, message, applied, retryable, requestId } = error
  // "unknown": it may have been started all the same. Look at the phones before you send it again.
  const status = code === 'VALIDATION' ? 400 : code === 'THROTTLED' ? 429 : 502
  answer(response, status, { code, error: message, applied, retryable, requestId })
}

const server = createServer((request, response) => {
  const at = `${request.method} ${request.url}`
  const handle = at === 'POST /backups' ? startBackup : at.startsWith('GET /backups/') ? showBackup : undefined
  if (handle === undefined) answer(response, 404, { error: 'there is POST /backups and GET /backups/TOKEN' })
  else handle(request, response).catch((error) => refuse(response, error))
})

server.listen(Number(PORT), '127.0.0.1')
await once(server, 'listening')
const address = server.address()
console.log(`listening on http://127.0.0.1:${typeof address === 'object' ? address?.port : address}`)

// What is being answered is answered; then nothing holds the process, and it ends by itself.
await once(process, 'SIGTERM')
server.close()
await once(server, 'close')
await client.close()
