import { type ChildProcess, spawn } from 'node:child_process'
import { afterEach, describe, expect, test } from 'vitest'
import { developmentAccounts } from './accounts'
import { Chain } from './chain'
import { serveFaucet } from './faucet'
import { honest } from './faults'
import { levers } from './index'

const children: ChildProcess[] = []
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})
/** Runs what `npm run localnet -- …` runs. `until` resolves with the line that matches. */
function command(...args: string[]) {
  const child = spawn(process.execPath, ['e2e/run.mjs', 'localnet', '--', ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
  children.push(child)
  let text = ''
  const told: (() => void)[] = []
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part) => {
      text += String(part)
      for (const each of told) each()
    })
  const exit = new Promise<{ code: number | null; text: string }>((resolve) => child.on('close', (code) => resolve({ code, text })))
  const until = (pattern: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const found = pattern.exec(text)
        if (found) resolve(found[1] ?? '')
      }
      told.push(look)
      look()
      exit.then(() => reject(new Error(`it ended: ${text}`)))
    })
  return { child, until, exit }
}
async function ask(url: string, method: string, ...params: unknown[]): Promise<unknown> {
  const response = await fetch(url.replace('ws:', 'http:'), { method: 'POST', body: JSON.stringify({ id: 1, method, params }) })
  return ((await response.json()) as { result: unknown }).result
}

describe('npm run localnet', () => {
  test('says when it answers, makes blocks by the clock, has funded //Alice to //Ferdie, and stops when asked', async () => {
    const running = command('--port', '0', '--block-time', '50', '--faucet-port', '0', '--spec-version', '475', '--seed', 'mine')
    const url = await running.until(/^ready (ws:\/\/127\.0\.0\.1:\d+)$/m)
    const number = async () => Number(((await ask(url, 'chain_getHeader')) as { number: string }).number)
    const first = await number()
    await expect.poll(number, { timeout: 20_000 }).toBeGreaterThan(first + 2)
    expect(await ask(url, 'state_getRuntimeVersion')).toMatchObject({ specVersion: 475 })
    expect(await ask(url, 'chain_getBlockHash', 0)).toBe((await Chain.create({ specVersion: 475, seed: 'mine' })).genesisHash)
    const codec = (await Chain.create()).built.builder.buildStorage('System', 'Account')
    for (const { name, address } of developmentAccounts()) {
      expect(await running.until(new RegExp(`^//${name} +(5\\w+)$`, 'm'))).toBe(address)
      const account = codec.value.dec((await ask(url, 'state_getStorage', codec.keys.enc(address))) as string)
      expect(account.data.free).toBe(1_000_000_000_000_000n)
    }
    expect(developmentAccounts()[0]?.address).toBe('5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY')
    const faucet = await running.until(/^faucet (http:\S+)$/m)
    expect((await fetch(faucet)).status).toBe(200)

    const second = command('--port', new URL(url).port)
    expect(await second.exit).toMatchObject({ code: 1, text: expect.stringMatching(/^That port is taken/) })

    running.child.kill('SIGTERM')
    expect((await running.exit).code).toBe(0)
    await expect(ask(url, 'system_chain')).rejects.toThrow()
  }, 60_000)

  test('several nodes tell of one chain, each at its own port', async () => {
    const running = command('--port', '0', '--nodes', '2', '--block-time', '60000')
    const first = await running.until(/^ready (ws:\/\/127\.0\.0\.1:\d+)$/m)
    const second = await running.until(/^node {2}(ws:\/\/127\.0\.0\.1:\d+)$/m)
    const lever = (body: unknown) => fetch(`${second.replace('ws:', 'http:')}/control`, { method: 'POST', body: JSON.stringify(body) })
    expect((await lever({ produce: 3, faults: { behind: 1 } })).status).toBe(200)
    expect(await Promise.all([first, second].map((url) => ask(url, 'chain_getHeader')))).toMatchObject([
      { number: '0x3' },
      { number: '0x2' },
    ])
    running.child.kill('SIGTERM')
    expect((await running.exit).code).toBe(0)
  }, 60_000)

  test('--help tells the rest; what it does not know it refuses, and says what there is', async () => {
    const [help, port, option, none, many] = await Promise.all([
      command('--help').exit,
      command('--port', 'x').exit,
      command('--ports', '1').exit,
      command('--nodes', '0').exit,
      command('--nodes', '3', '--port', '65534').exit,
    ])
    expect(help.code).toBe(0)
    for (const each of ['--port', '--nodes', '--block-time', '--spec-version', '--faucet-port', '--seed']) expect(help.text).toContain(each)
    for (const each of [...Object.keys(honest()), ...levers]) expect(help.text, each).toMatch(new RegExp(`\\b${each}\\b`))
    expect(none).toMatchObject({ code: 1, text: expect.stringContaining('--nodes wants at least 1') })
    expect(many).toMatchObject({ code: 1, text: expect.stringContaining('no 3 ports from 65534 on') })
    expect(port).toMatchObject({ code: 1, text: expect.stringContaining('--port wants a whole number') })
    expect(option).toMatchObject({ code: 1, text: expect.stringContaining('--block-time') })
  }, 60_000)
})

describe('the faucet', () => {
  test('gives what is asked for, within bounds, to addresses of Bittensor', async () => {
    const chain = await Chain.create()
    for (let i = 0; i < 5; i++) chain.produce()
    const faucet = await serveFaucet(chain)
    const give = async (body: unknown) => {
      const answer = fetch(`${faucet.url}/faucet`, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) })
      const clock = setInterval(() => chain.produce(), 20)
      const response = await answer
      clearInterval(clock)
      return { status: response.status, ...((await response.json()) as { ok?: boolean; amount?: string; error?: string }) }
    }
    const address = '5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM'
    expect(await give({ address, amount: '1.5' })).toMatchObject({ status: 200, ok: true, amount: '1.5' })
    expect(chain.account(address).data.free).toBe(1_500_000_000n)
    expect(await give({ address })).toMatchObject({ ok: true, amount: '100' })
    expect(chain.account(address).data.free).toBe(101_500_000_000n)
    for (const wrong of [
      { address, amount: '0' },
      { address, amount: '1001' },
      { address, amount: 'x' },
      { address: '5Zzz' },
      {},
      '{',
      'null',
    ])
      expect((await give(wrong)).status, JSON.stringify(wrong)).toBe(400)
    expect((await fetch(`${faucet.url}/other`)).status).toBe(404)
    await faucet.close()
  })
})
