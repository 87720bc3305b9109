// Makes a call to which nobody holds on, and says when it has ended: `node pending.mjs {client, call, request, token, pauses}`.

import { AlibabaClient } from 'phonevault'

const { client: options, call, request, token, pauses } = JSON.parse(process.argv[2])

const calls = {
  read: (client) => client.describeTasks({}),
  change: (client) => client.backupApp(request),
  list: (client) => client.describeTasksPages({}).collect(),
  wait: (client) => client.resumeJob(token).wait(pauses),
  progress: async (client) => {
    for await (const status of client.resumeJob(token).progress(pauses)) globalThis.last = status
  },
}

calls[call](new AlibabaClient(options)).then(
  () => console.log('ended well'),
  (error) => console.log(`ended with ${error.code}`),
)
console.log('begun')
