import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { developmentAccounts } from './localnet/accounts'
import { Chain } from './localnet/chain'
import { callOf, signed } from './localnet/signed'

/** One row of the table: milliseconds, and the budget where there is one. */
type Row = { what: string; times: number[]; budget?: number }

const STARTS = 8
const BLOCKS = 10
const TRANSFERS = 200

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

/** Starts `npm run localnet` as a process of its own. @returns milliseconds until it answered a first question */
async function start(): Promise<number> {
  const port = await freePort()
  const at = performance.now()
  const chain = spawn(process.execPath, ['e2e/run.mjs', 'localnet', '--port', String(port)], { stdio: 'ignore' })
  const gone = new Promise<void>((resolve) => chain.once('exit', () => resolve()))
  try {
    for (;;) {
      if (chain.exitCode !== null) throw new Error(`the localnet ended with exit code ${chain.exitCode}`)
      const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'system_chain', params: [] })
      const answered = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', body }).catch(() => undefined)
      if (answered?.ok) return performance.now() - at
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  } finally {
    chain.kill()
    await gone
  }
}

/** Blocks full of signed transfers: taking them into the pool, where each signature is verified, and making the block. */
async function transfers(): Promise<Row[]> {
  const chain = await Chain.create()
  const people = developmentAccounts()
  const [taken, made]: [number[], number[]] = [[], []]
  for (let block = 0; block <= BLOCKS; block++) {
    const transactions = Array.from({ length: TRANSFERS }, (_, i) => {
      const [from, to] = [people[i % people.length], people[(i + 1) % people.length]]
      if (!from || !to) throw new Error('nobody there')
      const call = callOf(chain, 'Balances', 'transfer_keep_alive', { dest: { type: 'Id', value: to.address }, value: 1_000n + BigInt(i) })
      return signed(chain, from.address, from, call, { nonce: chain.account(from.address).nonce + Math.floor(i / people.length) })
    })
    const at = performance.now()
    for (const each of transactions) chain.submit(each)
    const full = performance.now()
    if (chain.produce().extrinsics.length !== TRANSFERS + 1) throw new Error('not every transfer was included')
    // The first one warms up.
    if (block === 0) continue
    taken.push(full - at)
    made.push(performance.now() - full)
  }
  return [
    { what: `localnet: ${TRANSFERS} signed transfers taken into the pool`, times: taken },
    { what: `localnet: a block of ${TRANSFERS} signed transfers`, times: made },
  ]
}

/** How fast the chain of this machine is: from its command to the first answer, and with a block full of transfers. */
export async function chainTimes(): Promise<Row[]> {
  const times: number[] = []
  for (let run = 0; run < STARTS; run++) times.push(await start())
  return [{ what: 'localnet: its command to the first answer', times, budget: 1_500 }, ...(await transfers())]
}
