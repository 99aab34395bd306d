import { parseArgs } from 'node:util'
import { serveFaucet } from './faucet'
import { developmentAccounts, startLocalnet } from './index'

const help = `A Subtensor on this machine.

  npm run localnet -- [options]

  --port N          port of the node, 0 for any free one (9944)
  --block-time N    milliseconds between blocks (12000)
  --spec-version N  spec version to begin with (424)
  --faucet-port N   also serve the faucet page, 0 for any free port
  --seed TEXT       another genesis hash
  --help            this text

Accounts //Alice to //Ferdie hold 1,000,000 TAO each. POST /control on the same port takes faults as JSON.`

const whole = (name: string, text: string | undefined, most: number): number | undefined => {
  if (text === undefined) return undefined
  if (!/^\d+$/.test(text) || Number(text) > most) throw new Error(`--${name} wants a whole number up to ${most}, not ${text}`)
  return Number(text)
}

/** The command of `npm run localnet`. Runs until it is stopped. */
export async function main(args: string[]): Promise<void> {
  const text = { type: 'string' } as const
  let values: { [key: string]: string | boolean | undefined }
  try {
    values = parseArgs({
      args,
      options: { port: text, 'block-time': text, 'spec-version': text, 'faucet-port': text, seed: text, help: { type: 'boolean' } },
    }).values
    if (values.help) return console.log(help)
    const get = (name: string, most: number) => whole(name, values[name] as string | undefined, most)
    const localnet = await startLocalnet({
      port: get('port', 65_535) ?? 9_944,
      blockTimeMs: Math.max(get('block-time', 3_600_000) ?? 12_000, 10),
      specVersion: get('spec-version', 1_000_000) ?? 424,
      seed: (values.seed as string | undefined) ?? '',
    })
    const faucetPort = get('faucet-port', 65_535)
    if (faucetPort !== undefined) console.log(`faucet ${(await serveFaucet(localnet.chain, { port: faucetPort })).url}`)
    for (const { name, address } of developmentAccounts()) console.log(`//${name.padEnd(8)} ${address}`)
    console.log(`genesis ${localnet.genesisHash}`)
    console.log(`ready ${localnet.url}`)
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
    })
    await localnet.close()
    process.exit(0)
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    console.error(
      code === 'EADDRINUSE' ? 'That port is taken. Choose another with --port, or 0 for any free one.' : `${message}\n\n${help}`,
    )
    process.exitCode = 1
  }
}
