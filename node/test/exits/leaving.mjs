// Exits with a code of its own when its input ends, whatever runs: `node leaving.mjs OPTIONS`.

import { AlibabaClient } from 'phonevault'

const client = new AlibabaClient(JSON.parse(process.argv[2]))
void client.describeTasks({})
void client.deleteBackupFile({ backupFileIdList: ['bf-1'] })
process.stdin.on('end', () => process.exit(7)).resume()
