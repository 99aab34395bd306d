import { parseArgs } from 'node:util'
import { serveFaucet } from './faucet'
import { developmentAccounts, type Localnet, startLocalnet } from './index'

const help = `A Subtensor on this machine.

  npm run localnet -- [options]

  --port N          port of the node, 0 for any free one (9944)
  --nodes N         nodes over the one chain, on the ports that follow, each with faults of its own (1, up to 16)
  --block-time N    milliseconds between blocks (12000)
  --spec-version N  spec version to begin with (424); before it, clients are told of no more than finney had, and what came later is missing
  --faucet-port N   also serve the faucet page, 0 for any free port
  --seed TEXT       another genesis hash
  --help            this text

It speaks the legacy methods of a polkadot-sdk node and those of the JSON-RPC interface spec (chainHead_v1, archive_v1, chainSpec_v1,
transaction_v1, transactionWatch_v1): @polkadot/api, polkadot-api and dedot connect to it. Its state has no trie, so no proofs either.

npm start takes the ports 9944 to 9946 for itself: beside it, choose another --port.
Accounts //Alice to //Ferdie hold 1,000,000 TAO each. There are 128 subnets and 64 validators: //Alice stakes on
all subnets, //Bob on a few, //Charlie has dust, //Dave what cannot be sold, //Eve and //Ferdie nothing.

Pallets: System, Timestamp, Balances, TransactionPayment, SubtensorModule, Utility, Sudo, Multisig, Proxy, AdminUtils,
Swap, MevShield, AlphaAssets. //Alice holds the sudo key. As root Balances, Utility and System's storage do what they do
on finney; calls of root in other pallets answer BadOrigin.

POST /control, to the port of a node, takes levers as JSON, and tells what holds then. What it does not know it refuses, and nothing happens.

  curl -d '{"faults":{"behind":3,"lag":500}}' http://127.0.0.1:9945/control

Of the chain, whichever node is asked:
  produce N, reorganise N    makes blocks now; undoes the newest that are not final
  upgrade N                  the next block begins with that spec version; from 475 on with calls and answers that came after 424
  balance {address, rao}     a balance out of thin air
  held {blocks, finality}    holds back the blocks of the clock, or finality
  lacks {digest, shield}     a runtime without its RFC-0078 digest; authors without keys for shielded transactions
  rotate true                authors have other keys: what is shielded for those of before is included, and its inside lost

Of this node alone:
  honest true                every fault is over, before new ones begin
  drop true                  cuts every connection
  halfOpen true              connections that are open now hear nothing any more and are not closed
  faults {…}                 each stays until it is changed; null, 0, false or {} is off

Faults of what it sees:      behind N, stopsAt N, forksAt N (blocks)
of what it says:             genesis, nonce, balance, fee, price N (a factor), swapCalls [pallet, one, other], torn, onlyV14,
                             stateCalls {name: hex or null}, storage {key: hex or null},
                             bodies {extrinsic: another or null} of blocks that are asked for whole
of how it says it:           lag N, silent, garbage TEXT, padding {bytes, as: "space" or "text"}, truncated, wrongId, twice, unasked N
                             only [names] leaves these to some questions: methods, runtime calls, notifications, "author_submit*"
of when:                     rateLimit {perSecond, of: "connection" or "node", over: "error" or "close"}
                             upgradeAt {before: name, to: N} or {after: name, to: N}: a runtime upgrade around one question`

const whole = (name: string, text: string | undefined, most: number): number | undefined => {
  if (text === undefined) return undefined
  if (!/^\d+$/.test(text) || Number(text) > most) throw new Error(`--${name} wants a whole number up to ${most}, not ${text}`)
  return Number(text)
}

/** The command of `npm run localnet`. Runs until it is stopped. */
export async function main(args: string[]): Promise<void> {
  const text = { type: 'string' } as const
  let localnet: Localnet | undefined
  let values: { [key: string]: string | boolean | undefined }
  try {
    values = parseArgs({
      args,
      options: {
        port: text,
        nodes: text,
        'block-time': text,
        'spec-version': text,
        'faucet-port': text,
        seed: text,
        help: { type: 'boolean' },
      },
    }).values
    if (values.help) return console.log(help)
    const get = (name: string, most: number) => whole(name, values[name] as string | undefined, most)
    const nodes = get('nodes', 16) ?? 1
    const port = get('port', 65_535) ?? 9_944
    if (!nodes) throw new Error('--nodes wants at least 1')
    if (port + nodes > 65_536) throw new Error(`there are no ${nodes} ports from ${port} on`)
    localnet = await startLocalnet({
      port,
      nodes,
      blockTimeMs: Math.max(get('block-time', 3_600_000) ?? 12_000, 10),
      specVersion: get('spec-version', 1_000_000) ?? 424,
      seed: (values.seed as string | undefined) ?? '',
    })
    const faucetPort = get('faucet-port', 65_535)
    if (faucetPort !== undefined) console.log(`faucet ${(await serveFaucet(localnet.chain, { port: faucetPort })).url}`)
    for (const { name, address } of developmentAccounts()) console.log(`//${name.padEnd(8)} ${address}`)
    console.log(`genesis ${localnet.genesisHash}`)
    for (const { url } of localnet.nodes.slice(1)) console.log(`node  ${url}`)
    console.log(`ready ${localnet.url}`)
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
    })
    await localnet.close()
    process.exit(0)
  } catch (error) {
    await localnet?.close()
    const { code, port, message } = error as { code?: string; port?: number; message: string }
    console.error(
      code === 'EADDRINUSE'
        ? `That port is taken${port ? ` (${port})` : ''}. Choose another with --port, or 0 for any free one.`
        : `${message}\n\n${help}`,
    )
    process.exitCode = 1
  }
}
