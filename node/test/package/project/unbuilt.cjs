// Says how loading the package fails on the platform that is given, which this process then says it is.
const [platform = process.platform, arch = process.arch] = process.argv.slice(2)
Object.defineProperty(process, 'platform', { value: platform })
Object.defineProperty(process, 'arch', { value: arch })

// Node.js 20 also tells nobody's promise of what a module throws that another one imports, although it was caught.
process.on('unhandledRejection', () => undefined)

async function main() {
  const failures = []
  for (const path of ['phonevault', 'phonevault/huawei']) {
    try {
      require(path)
    } catch (error) {
      failures.push(error.message)
    }
    await import(path).catch((error) => failures.push(error.message))
  }
  console.log(JSON.stringify(failures))
}

main()
