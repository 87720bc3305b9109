// A script that ends soon after the simulator has received an operation: `node applied.mjs ADMIN OPERATION`.
// Run to its end by a test, it holds up the event loop of the test while an answer arrives.

const [admin, operation] = process.argv.slice(2)

async function received() {
  const { counts } = await (await fetch(`${admin}/requests`)).json()
  return counts[operation]?.received > 0
}

while (!(await received()));
// The answer is on its way; as in the tests of Python, a few more questions give it time to arrive.
for (let turn = 0; turn < 20; turn += 1) await received()
