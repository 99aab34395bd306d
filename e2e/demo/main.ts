import { ApiPromise, WsProvider } from '@polkadot/api'
import type { ApiOptions, SubmittableExtrinsic } from '@polkadot/api/types'
import { web3AccountsSubscribe, web3Enable, web3FromAddress } from '@polkadot/extension-dapp'
import type { ISubmittableResult } from '@polkadot/types/types'
import { stringToHex, stringToU8a, u8aToU8a, u8aWrapBytes } from '@polkadot/util'
import { cryptoWaitReady, decodeAddress, ed25519Verify, secp256k1Verify, signatureVerify, sr25519Verify } from '@polkadot/util-crypto'

const RAO_PER_TAO = 1_000_000_000n

function part<T extends HTMLElement>(id: string, type: new () => T): T {
  const element = document.getElementById(id)
  if (!(element instanceof type)) throw new Error(`the page lacks #${id}`)
  return element
}
const node = part('node', HTMLInputElement)
const account = part('account', HTMLSelectElement)
const recipient = part('recipient', HTMLInputElement)
const amount = part('amount', HTMLInputElement)
const tip = part('tip', HTMLInputElement)
const callData = part('call', HTMLInputElement)
const altered = part('altered', HTMLInputElement)
const immortal = part('immortal', HTMLInputElement)
const status = part('status', HTMLOutputElement)
const message = part('message', HTMLTextAreaElement)
const verdict = part('verdict', HTMLOutputElement)
const log = part('log', HTMLDivElement)

function tell(line: string): void {
  const entry = document.createElement('p')
  entry.textContent = `${new Date().toLocaleTimeString()} ${line}`
  log.append(entry)
}
const reason = (error: unknown) => (error instanceof Error ? error.message : String(error))

/** Whole rao of an amount such as `1.5`. @throws Error when it is not a plain decimal with at most nine places */
function toRao(text: string): bigint {
  const parts = /^(\d+)(?:\.(\d{1,9}))?$/.exec(text.trim())
  if (!parts) throw new Error(`"${text}" is no amount in TAO`)
  return BigInt(parts[1] ?? '0') * RAO_PER_TAO + BigInt((parts[2] ?? '').padEnd(9, '0'))
}

let connection: { url: string; api: Promise<ApiPromise> } | undefined
/** One connection to the node of the field; another address closes the old one. */
function connectNode(): Promise<ApiPromise> {
  const url = node.value.trim()
  if (connection?.url === url) return connection.api
  connection?.api.then((old) => old.disconnect()).catch(() => undefined)
  const provider = new WsProvider(url, false)
  const api = (async () => {
    await provider.connect()
    // The types of @polkadot/api do not agree with each other under exactOptionalPropertyTypes.
    return ApiPromise.create({ provider, throwOnConnect: true, noInitWarn: true } as ApiOptions)
  })()
  connection = { url, api }
  api.catch(() => {
    connection = undefined
    provider.disconnect().catch(() => undefined)
  })
  return api
}

let unsubscribe: (() => void) | undefined
async function connectWallet(): Promise<void> {
  const wallets = await web3Enable('Kluis demo')
  tell(wallets.length ? `connected to ${wallets.map(({ name }) => name).join(', ')}` : 'no wallet answered, or the person said no')
  unsubscribe?.()
  unsubscribe = await web3AccountsSubscribe(
    (accounts) => {
      const chosen = account.value
      account.replaceChildren(...accounts.map(({ address, meta }) => new Option(`${meta.name ?? 'unnamed'} (${address})`, address)))
      if (accounts.some(({ address }) => address === chosen)) account.value = chosen
      tell(`${accounts.length} ${accounts.length === 1 ? 'account' : 'accounts'}`)
    },
    { ss58Format: 42 },
  )
}

async function build(): Promise<{ api: ApiPromise; transaction: SubmittableExtrinsic<'promise'> }> {
  const api = await connectNode()
  const hex = callData.value.trim()
  if (hex) return { api, transaction: api.tx(api.createType('Call', hex)) }
  const transfer = api.tx.balances?.transferKeepAlive
  if (!transfer) throw new Error('this chain has no Balances.transfer_keep_alive')
  return { api, transaction: transfer(recipient.value.trim(), toRao(amount.value)) }
}
async function signerOptions() {
  if (!account.value) throw new Error('connect first, and choose an account')
  const { signer } = await web3FromAddress(account.value)
  return { signer, tip: tip.value.trim() || '0', withSignedTransaction: altered.checked, ...(immortal.checked ? { era: 0 } : {}) }
}

/** The words of a refusal by the chain, such as `balances.Expendability`. */
function refusal(api: ApiPromise, { dispatchError }: ISubmittableResult): string | undefined {
  if (!dispatchError) return undefined
  if (!dispatchError.isModule) return dispatchError.toString()
  const { section, name } = api.registry.findMetaError(dispatchError.asModule)
  return `${section}.${name}`
}

async function send(): Promise<void> {
  const { api, transaction } = await build()
  const options = await signerOptions()
  status.textContent = 'waiting for the wallet'
  await new Promise<void>((resolve, reject) => {
    let stop: (() => void) | undefined
    const end = (error?: Error) => {
      stop?.()
      if (error) reject(error)
      else resolve()
    }
    transaction
      .signAndSend(account.value, options, (result) => {
        const refused = refusal(api, result)
        const { status: at } = result
        const where = at.isInBlock
          ? `in block ${at.asInBlock.toHex()}`
          : at.isFinalized
            ? `finalized ${at.asFinalized.toHex()}`
            : at.type.toLowerCase()
        status.textContent = refused ? `${where}, refused: ${refused}` : where
        tell(`transaction ${transaction.hash.toHex()}: ${status.textContent}`)
        if (at.isFinalized) end()
        else if (result.isError) end(new Error(at.type))
      })
      .then((unsubscribeStatus) => {
        stop = unsubscribeStatus
      }, end)
  })
}

async function signOnly(): Promise<void> {
  const { transaction } = await build()
  const options = await signerOptions()
  status.textContent = 'waiting for the wallet'
  const signed = await transaction.signAsync(account.value, options)
  status.textContent = `signed ${signed.signature.toHex()}`
  tell(`signed, not sent: ${signed.toHex()}`)
}

/** Whether the signature is over the wrapped text and nothing else: signatureVerify alone accepts both. */
function isWrapped(text: string, signature: string, address: string): boolean {
  const wrapped = u8aWrapBytes(stringToU8a(text))
  const publicKey = decodeAddress(address)
  const bytes = u8aToU8a(signature)
  const bare = bytes.length === 66 || (bytes.length === 65 && (bytes[0] ?? 9) < 2) ? bytes.subarray(1) : bytes
  return [
    () => sr25519Verify(wrapped, bare, publicKey),
    () => ed25519Verify(wrapped, bare, publicKey),
    () => secp256k1Verify(wrapped, bare, publicKey, 'blake2'),
  ].some((verify) => {
    try {
      return verify()
    } catch {
      return false
    }
  })
}

async function signMessage(): Promise<void> {
  if (!account.value) throw new Error('connect first, and choose an account')
  await cryptoWaitReady()
  const { signer } = await web3FromAddress(account.value)
  if (!signer.signRaw) throw new Error('this wallet cannot sign messages')
  verdict.textContent = 'waiting for the wallet'
  const text = message.value
  const { signature } = await signer.signRaw({ address: account.value, data: stringToHex(text), type: 'bytes' })
  const { isValid } = signatureVerify(u8aWrapBytes(stringToU8a(text)), signature, account.value)
  const form = isWrapped(text, signature, account.value) ? 'wrapped in <Bytes>' : 'not wrapped'
  verdict.textContent = isValid ? `valid, ${form}` : 'invalid'
  tell(`message signature ${signature}: ${verdict.textContent}`)
}

/** Lets a button do its work once at a time; what goes wrong is shown and logged. */
function onClick(id: string, work: () => Promise<void>, place?: HTMLOutputElement): void {
  const button = part(id, HTMLButtonElement)
  button.addEventListener('click', async () => {
    button.disabled = true
    try {
      await work()
    } catch (error) {
      if (place) place.textContent = `error: ${reason(error)}`
      tell(`error: ${reason(error)}`)
    } finally {
      button.disabled = false
    }
  })
}

node.value = new URLSearchParams(location.search).get('node') ?? 'ws://127.0.0.1:9944'
onClick('connect', connectWallet)
onClick('send', send, status)
onClick('sign', signOnly, status)
onClick('sign-message', signMessage, verdict)
const early = (window as unknown as { walletsAtFirstScript: string[] }).walletsAtFirstScript
tell(`wallets at the page's first script: ${early.join(', ') || 'none'}`)
