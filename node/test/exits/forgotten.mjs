// Forgets a client and runs until its input ends: `node --expose-gc forgotten.mjs OPTIONS`.

import { AlibabaClient } from 'phonevault'

/** Nothing but this call knows its client. */
async function asked() {
  const client = new AlibabaClient(JSON.parse(process.argv[2]))
  await client.describeTasks({})
}

await asked()
let ended = false
process.stdin.on('end', () => (ended = true)).resume()
function collect() {
  gc()
  if (!ended) setImmediate(collect)
}
collect()
