import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { encodeAddress, formatTao, KluisError, parseTao, readAddress } from '../../src/units'
import { developmentAccounts } from './accounts'
import type { Chain } from './chain'
import { callOf, signed } from './signed'

const GIFT = 100_000_000_000n
const MOST = 1_000_000_000_000n

/** Signs a transfer of //Alice and hands it in, as any client would. @returns the block that has it */
export async function give(chain: Chain, address: string, amountRao: bigint): Promise<{ block: string; number: number }> {
  const alice = developmentAccounts()[0]
  if (!alice) throw new Error('no //Alice')
  const to = encodeAddress(readAddress(address))
  const call = callOf(chain, 'Balances', 'transfer_keep_alive', { dest: { type: 'Id', value: to }, value: amountRao })
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('no block took it within 30 s')), 30_000)
    chain.submit(signed(chain, alice.address, alice, call), (status) => {
      if (typeof status !== 'object' || !('inBlock' in status)) return
      clearTimeout(late)
      resolve({ block: status.inBlock, number: chain.block(status.inBlock)?.number ?? -1 })
    })
  })
}

const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Faucet of the localnet</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 sans-serif } body { max-width: 36rem; margin: 3rem auto; padding: 0 1rem }
label { display: block; font-weight: 600 } input { box-sizing: border-box; width: 100%; padding: .6rem; font: inherit; font-family: monospace }
button { margin-top: 1rem; padding: .6rem 1rem; font: inherit }
</style></head><body><main><h1>Faucet of the localnet</h1>
<p>Test TAO for the chain on this machine. It is worth nothing anywhere else.</p>
<form><label for="address">Address</label><input id="address" name="address" required autocomplete="off" spellcheck="false">
<label for="amount">Amount in TAO</label><input id="amount" name="amount" value="100" required inputmode="decimal">
<button type="submit">Send test TAO</button></form><p role="status"></p></main>
<script>
const status = document.querySelector('[role=status]')
document.querySelector('form').addEventListener('submit', async (event) => {
  event.preventDefault()
  status.textContent = 'Waiting for a block…'
  const data = Object.fromEntries(new FormData(event.target))
  const response = await fetch('/faucet', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(data) }).catch(() => undefined)
  const answer = await response?.json()
  status.textContent = answer?.ok ? answer.amount + ' TAO sent in block ' + answer.number + '.' : 'Nothing was sent: ' + (answer?.error ?? 'the faucet does not answer')
})
</script></body></html>`

/** Serves the faucet page on this machine. @returns its address */
export async function serveFaucet(
  chain: Chain,
  { port = 0, host = '127.0.0.1' }: { port?: number; host?: string } = {},
): Promise<{ url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const reply = (status: number, value: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    if (request.method === 'GET' && request.url === '/')
      return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
    if (request.method !== 'POST' || request.url !== '/faucet') return reply(404, { error: 'nothing here' })
    let text = ''
    request.on('data', (part) => {
      text += part
      if (text.length > 4_096) request.destroy()
    })
    request.on('end', () => {
      void (async () => {
        try {
          const { address, amount } = JSON.parse(text) as { address?: string; amount?: string }
          const rao = amount === undefined ? GIFT : parseTao(String(amount))
          if (rao === undefined || rao === 0n || rao > MOST)
            return reply(400, { error: `the amount is a number between 0.000000001 and ${formatTao(MOST)}` })
          return reply(200, { ok: true, amount: formatTao(rao), ...(await give(chain, String(address ?? ''), rao)) })
        } catch (error) {
          return reply(400, {
            error:
              error instanceof KluisError
                ? `this is no address of Bittensor (${error.code})`
                : error instanceof SyntaxError
                  ? 'this is no JSON'
                  : String(error),
          })
        }
      })()
    })
    return undefined
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => resolve())
  })
  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
