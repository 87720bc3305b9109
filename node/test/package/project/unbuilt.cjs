// Says how making a client fails on the platform that is given, which this process then says it is.
const [platform = process.platform, arch = process.arch] = process.argv.slice(2)
Object.defineProperty(process, 'platform', { value: platform })
Object.defineProperty(process, 'arch', { value: arch })

async function main() {
  const failures = []
  for (const path of ['phonevault', 'phonevault/alibaba']) {
    // The package itself loads everywhere: what it cannot do is told to whoever wants it.
    for (const { AlibabaClient } of [require(path), await import(path)]) {
      try {
        await new AlibabaClient({ region: 'cn-shanghai' }).close()
      } catch (error) {
        failures.push(error.message)
      }
    }
  }
  console.log(JSON.stringify(failures))
}

main()
