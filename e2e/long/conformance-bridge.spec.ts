import type { AddressInfo } from 'node:net'
import { cryptoWaitReady, sr25519Verify } from '@polkadot/util-crypto'
import { type WebSocket, WebSocketServer } from 'ws'
import { decodeAddress, encodeEra, fromHex, mortalEra, toHex } from '../../src/units'
import { serveFolder } from '../demo/server'
import { type Driver, until } from '../fixtures/driver'
import { expect } from '../fixtures/wallet'
import { free, TAO } from '../journeys/answers'
import { grant, SAY } from '../journeys/person'
import { test } from '../journeys/settled'
import { developmentAccounts } from '../localnet'
import { extensions } from '../localnet/metadata'
import { callOf, signed } from '../localnet/signed'
import { ownProblems } from './inside'

// What btcli does with `--signer extension`: a program asks a page on this machine, and the page asks the wallet with an old library.

test.use({ blockTimeMs: 1_000 })

const SESSION = 'a session'
type Reply = { id: number; result?: unknown; error?: { message: string } }

/** The program's side: waits for the page to say who it is, and then asks it one thing after the other. */
async function startDaemon() {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await new Promise((listening) => server.once('listening', listening))
  let page: WebSocket | undefined
  let count = 0
  const replies = new Map<number, Reply>()
  server.on('connection', (socket) =>
    socket.on('message', (data) => {
      const said = JSON.parse(String(data)) as Reply | { role: string; session: string }
      if (!('role' in said)) replies.set(said.id, said)
      else if (said.role === 'bridge' && said.session === SESSION) page = socket
      else socket.close(1008)
    }),
  )
  return {
    port: (server.address() as AddressInfo).port,
    /** @param between what the person does meanwhile */
    ask: async (method: string, params: object, between?: () => Promise<void>): Promise<Reply> => {
      const bridge = await until('the page', () => page)
      const id = ++count
      bridge.send(JSON.stringify({ id, method, params }))
      const answer = () => replies.get(id)
      await between?.().catch((cause) => {
        throw new Error(`${method} was answered ${JSON.stringify(answer())}`, { cause })
      })
      return until(`the answer to ${method}`, answer)
    },
    close: () => {
      for (const socket of server.clients) socket.terminate()
      server.close()
    },
  }
}

/** Numbers go as hex of so many bytes, big-endian. */
const big = (value: number | bigint, bytes: number) => `0x${value.toString(16).padStart(bytes * 2, '0')}`
async function answer(driver: Driver, button: string): Promise<void> {
  const window = await driver.approvalWindow()
  const found = window.byRole('button', button)
  await until(`${button} to be possible`, async () => (await found.isVisible()) && (await found.isEnabled()))
  await found.click()
  await window.closed()
}

test("btcli's bridge lists the account, and gets signatures for exactly what it sent, or a refusal that it knows", async ({
  world: { driver, chain },
  settled: { address },
}) => {
  const ferdie = developmentAccounts()[5]?.address ?? ''
  chain.control({ balance: { address, rao: String(1_000n * TAO) } })
  const daemon = await startDaemon()
  const served = await serveFolder({ port: 0, folder: 'dist/conformance' })
  try {
    expect(new URL(served.url).hostname).toBe('127.0.0.1')
    const page = await driver.openPage(`${served.url}bridge.html?session=${encodeURIComponent(SESSION)}&daemon=${daemon.port}`)
    await grant(driver, ['Account 1'])
    await page.byText('connected to kluis').waitFor()
    expect((await daemon.ask('accounts.list', {})).result).toEqual([{ address, name: 'Account 1', source: 'kluis', type: 'sr25519' }])

    const { accountId } = decodeAddress(address)
    const transfer = callOf(chain.chain, 'Balances', 'transfer_keep_alive', {
      dest: { type: 'Id', value: ferdie },
      value: TAO,
    })
    const { specVersion, transactionVersion } = chain.chain.info
    const now = () => {
      const head = chain.chain.blocks[chain.chain.finalised]
      if (!head) throw new Error('the chain has no block')
      return { number: head.number, hash: head.hash }
    }
    /** What the program sends: no number of a block, no leave to change anything, no digest. */
    const payloadOf = (birth: { number: number; hash: string } | null) => ({
      address,
      blockHash: birth?.hash ?? chain.genesisHash,
      genesisHash: chain.genesisHash,
      method: toHex(transfer),
      nonce: big(chain.chain.nextNonce(address), 4),
      specVersion: big(specVersion, 4),
      transactionVersion: big(transactionVersion, 4),
      tip: big(0, 16),
      era: birth ? toHex(encodeEra(mortalEra(birth.number, 64))) : '0x00',
      version: 4,
      signedExtensions: extensions.map(([name]) => name),
      mode: 0,
      metadataHash: null,
    })

    await test.step('an extrinsic', async () => {
      const birth = now()
      const { result, error } = await daemon.ask('extrinsic.sign', { payload: payloadOf(birth) }, () => answer(driver, SAY.approve.approve))
      expect(error).toBeUndefined()
      const { signature } = result as { signature: string }
      expect(signature).toMatch(/^0x01[0-9a-f]{128}$/)
      // Put together by the program, out of what it sent and the signature alone.
      const before = free(chain, ferdie)
      const own = { accountId, kind: 1 as const, sign: () => fromHex(signature).subarray(1) }
      chain.chain.submit(signed(chain.chain, address, own, transfer, { birth }))
      await until('the transfer on the chain', () => free(chain, ferdie) - before === TAO)
    })
    await test.step('what would be valid for ever is refused without a window, and that is no refusal by the person', async () => {
      const { error } = await daemon.ask('extrinsic.sign', { payload: payloadOf(null) })
      expect(error?.message).toMatch(/payload-immortal/)
      expect(await driver.hasApprovalWindow()).toBe(false)
    })
    await test.step('bytes', async () => {
      const data = toHex(new TextEncoder().encode('btcli asks for this'))
      const { result } = await daemon.ask('bytes.sign', { address, data, type: 'bytes' }, () => answer(driver, SAY.approve.sign))
      await cryptoWaitReady()
      const { signature } = result as { signature: string }
      expect(sr25519Verify('<Bytes>btcli asks for this</Bytes>', signature, accountId)).toBe(true)
    })
    await test.step('refusals, in words by which the program knows that the person said no', async () => {
      const known = /cancel|reject|denied/i
      const first = await daemon.ask('extrinsic.sign', { payload: payloadOf(now()) }, () => answer(driver, SAY.approve.reject))
      expect(first).toMatchObject({ error: { message: expect.stringMatching(known) } })
      const second = await daemon.ask('bytes.sign', { address, data: '0x00', type: 'bytes' }, async () => {
        const window = await driver.approvalWindow()
        await window.byRole('button', SAY.approve.reject).waitFor()
        await window.close()
      })
      expect(second).toMatchObject({ error: { message: expect.stringMatching(known) } })
    })
    await daemon.ask('transaction.result', { success: true })
    await page.byText('done').waitFor()
    expect(await ownProblems(driver)).toEqual([])
  } finally {
    await served.close()
    daemon.close()
  }
})
