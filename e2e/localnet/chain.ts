import { createHash } from 'node:crypto'
import { compactNumber } from '@polkadot-api/substrate-bindings'
import { cryptoReady, developmentAccounts } from './accounts'
import { type Block, blockOf, type Status } from './block'
import { decodeExtrinsic, type Executive, Invalid, invalid, type SignedExtrinsic, type Surroundings } from './executive'
import { type BuiltMetadata, buildMetadata, type VersionInfo } from './metadata'
import { issue } from './pallets/balances'
import { announce, envelopeOf, mevShield } from './pallets/mev-shield'
import { blockEmission } from './pallets/subtensor/emission'
import { type AccountInfo, blake, NEW_LOGIC } from './pallets/system'
import { createRules, type Rules } from './rules'
import { NEXT } from './runtimes'
import { createShield } from './shield'
import { type Access, createAccess, State } from './state'
import { world } from './world'

type Waiting = { xt: SignedExtrinsic; hash: string; watchers: Set<(status: Status) => void> }

const KEEP = 2_600
const FINALITY = 2
const hex = (bytes: Uint8Array) => `0x${Buffer.from(bytes).toString('hex')}`
const fromHex = (text: string) => Uint8Array.from(Buffer.from(text.slice(2), 'hex'))
const keyOf = (name: string) => hex(new TextEncoder().encode(name))
/** The world is written by the first of the runtimes that this localnet knows; a later one turns it into its own. */
const firstRuntime = (info: VersionInfo) => buildMetadata({ ...info, specVersion: Math.min(info.specVersion, NEXT - 1) })
const FUNDS = 1_000_000_000_000_000n

/** A chain in memory: blocks, pool, finality. Nothing is shared between two of them. */
export class Chain {
  readonly blocks: Block[] = []
  finalised = 0
  /** Tests may hold back blocks or finality. */
  readonly held = { blocks: false, finality: false }
  /** A runtime built without its RFC-0078 digest refuses mode 1; authors without keys announce none, and open nothing. */
  readonly lacks = { digest: false, shield: false }
  /** Whether the pool refuses what would fail anyway, as chain.md 10.2 has it. Switched off, such a call is included, and fails there. */
  judges = true
  readonly #state = new State(KEEP)
  readonly #watched = new Map<string, Set<(status: Status) => void>>()
  readonly #byHash = new Map<string, Block>()
  /** Transactions that were refused once: the same bytes are not looked at again. */
  readonly #banned = new Set<string>()
  #pool: Waiting[] = []
  readonly #shield = createShield()
  /** Envelopes that a block took, for the author of the one after it. */
  readonly #envelopes = new WeakMap<Block, Uint8Array[]>()
  /** What blocks that were undone had changed, for who still holds one of them. */
  readonly #undone = new WeakMap<Block, { parent: Block; values: Map<string, string | undefined> }>()
  #info: VersionInfo
  #upgrade: number | undefined
  readonly #rulesOf = createRules(this.#state)
  #rules: Rules
  /** Last timestamp, so that two blocks never have the same. */
  #time: number
  readonly #now: () => number
  readonly listeners = {
    head: new Set<(block: Block) => void>(),
    finalised: new Set<(block: Block) => void>(),
    version: new Set<(info: VersionInfo) => void>(),
    storage: new Set<(block: Block, keys: string[]) => void>(),
  }

  private constructor(specVersion: number, now: () => number) {
    this.#info = { specName: 'node-subtensor', specVersion, transactionVersion: 1 }
    this.#now = now
    this.#time = 0
    this.#rules = this.#rulesOf(this.#info)
  }

  /**
   * Starts at block 0 with the development accounts funded.
   * @param seed another seed makes another genesis hash
   * @param bare without subnets, validators and stakes
   * @param genesisHash what it says its first block is, in place of the right one: to a wallet it is the public chain of that hash
   */
  static async create({
    specVersion = 424,
    seed = '',
    now = Date.now,
    bare = false,
    genesisHash,
  }: {
    specVersion?: number
    seed?: string
    now?: () => number
    bare?: boolean
    genesisHash?: string | undefined
  } = {}): Promise<Chain> {
    await cryptoReady()
    const chain = new Chain(specVersion, now)
    const accounts = developmentAccounts()
    if (!bare) chain.#settle(accounts.map(({ address }) => address))
    for (const { address } of accounts) chain.setBalance(address, FUNDS)
    chain.#access.write('Sudo', 'Key', [], accounts[0]?.address)
    if (!bare) chain.#emitAsIssued()
    // Another runtime or another seed is another chain, so that nobody takes one's metadata for the other's.
    chain.#writeCode()
    chain.#announce(0)
    if (seed) chain.#state.set(keyOf(`:seed:${seed}`), '0x01')
    chain.#seal([], genesisHash)
    return chain
  }

  /** Subnets, validators and stakes, as if they had always been there; the genesis hash tells them by their digest. */
  #settle(addresses: readonly string[]): void {
    const first = firstRuntime(this.#info)
    const { entries, digest } = world(addresses, (into) => {
      const place = { get: (key: string) => into.get(key), set: (key: string, value = '') => void into.set(key, value), ever: () => [] }
      return createAccess(first, place).write
    })
    this.#state.load(entries)
    this.#state.set(keyOf(':world'), digest)
    if (first !== this.built) this.built.runtime.migrate?.(createAccess(first, this.#state), this.#access)
  }
  /** A stand-in for the code of the runtime: by its hash clients know one runtime from another. */
  #writeCode(): void {
    this.#state.set(keyOf(':code'), hex(blake(this.built.bytes[16])))
  }

  /** What a block gives fits what is issued, from the first one on. */
  #emitAsIssued(): void {
    const issued = this.#access.read<bigint>('SubtensorModule', 'TotalIssuance')
    this.#access.write('SubtensorModule', 'BlockEmission', [], blockEmission(issued))
  }

  get info(): VersionInfo {
    return this.#info
  }
  get built(): BuiltMetadata {
    return this.#rules.built
  }
  get executive(): Executive {
    return this.#rules.executive
  }
  get #access(): Access {
    return this.#rules.access
  }
  get best(): Block {
    return this.blocks.at(-1) as Block
  }
  get genesisHash(): string {
    return (this.blocks[0] as Block).hash
  }
  get pending(): string[] {
    return this.#pool.map((each) => hex(each.xt.bytes))
  }
  get around(): Surroundings {
    return this.#aroundOf(this.best, this.#info)
  }
  #aroundOf({ number }: Block, info: VersionInfo): Surroundings {
    return { info, genesisHash: this.genesisHash, number, hashOf: (of) => this.blocks[of]?.hash, hasDigest: !this.lacks.digest }
  }
  block(hash: string | null | undefined): Block | undefined {
    return hash ? this.#byHash.get(hash) : this.best
  }
  /** A value in the state after a block, also one that was undone; null where that state is no longer known. */
  read(block: Block, key: string): string | undefined | null {
    const undone = this.#undone.get(block)
    if (!undone) return this.#state.at(block.number, key)
    return undone.values.has(key) ? undone.values.get(key) : this.read(undone.parent, key)
  }
  /** Reads storage by name in the state after a block; what is no longer known reads as absent. */
  at(block: Block): Pick<Access, 'read' | 'list' | 'has'> {
    return this.#rulesOf(block.info).access.reader((key) => this.read(block, key))
  }
  /** Keys that begin so, in order: now, or in the state after a block. */
  keys(prefix: string, block?: Block): string[] {
    const undone = block && this.#undone.get(block)
    if (!undone) return this.#state.keys(prefix, block?.number)
    const touched = [...undone.values].filter(([key]) => key.startsWith(prefix))
    const before = this.keys(prefix, undone.parent).filter((key) => !undone.values.has(key))
    return [...before, ...touched.flatMap(([key, value]) => (value === undefined ? [] : key))].sort()
  }
  /** Whether a transaction may run in the block after another one, by the state and the runtime of that one. @throws Invalid */
  judgeAt(block: Block, bytes: Uint8Array): SignedExtrinsic & { ahead: number } {
    const { built, access, act } = this.#rulesOf(block.info)
    const there = { ...access, ...this.at(block) }
    const xt = decodeExtrinsic(built, bytes)
    const ahead = Math.max(xt.nonce - there.read<AccountInfo>('System', 'Account', xt.who).nonce, 0)
    const rules = act(there)
    rules.validate(xt, this.#aroundOf(block, block.info), ahead)
    if (this.judges) rules.judge(xt)
    return { ...xt, ahead }
  }
  account(address: string): AccountInfo {
    return this.#access.read<AccountInfo>('System', 'Account', address)
  }
  decode(bytes: Uint8Array): SignedExtrinsic {
    return decodeExtrinsic(this.built, bytes)
  }
  digest(): Uint8Array {
    return this.#rules.digest()
  }

  /** Sets a balance out of thin air, in the next block's state: only tests and the genesis do this. */
  setBalance(address: string, free: bigint): void {
    const before = this.account(address)
    this.#access.write(
      'System',
      'Account',
      [address],
      free === 0n ? undefined : { ...before, providers: 1, data: { ...before.data, free, flags: NEW_LOGIC } },
    )
    issue(this.#access, free - before.data.free)
  }
  /** Writes any storage item, in the next block's state: only tests do this. */
  overwrite(pallet: string, item: string, keys: unknown[], value: unknown): void {
    this.#access.write(pallet, item, keys, value)
  }
  /** The next block begins with another spec version: its state, and every signature from now on, are of that one. */
  upgrade(specVersion: number): void {
    this.#upgrade = specVersion
  }

  /** Authors have other keys from now on: what is shielded for those of before is included, and what is in it is lost. */
  rotateShield(): void {
    this.#shield.rotate()
  }

  /** Nonce after everything that waits. */
  nextNonce(address: string): number {
    let nonce = this.account(address).nonce
    while (this.#pool.some((each) => each.xt.who === address && each.xt.nonce === nonce)) nonce++
    return nonce
  }

  /** Takes a transaction into the pool. @throws Invalid */
  submit(bytes: Uint8Array, watcher?: (status: Status) => void): string {
    const xt = this.decode(bytes)
    const hash = hex(blake(bytes))
    if (this.#banned.has(hash)) throw invalid.banned()
    if (this.#pool.some((each) => each.hash === hash)) throw invalid.already(hash)
    let future = false
    try {
      this.executive.validate(xt, this.around, this.nextNonce(xt.who) - this.account(xt.who).nonce)
      if (this.judges) this.executive.judge(xt)
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      future = error.variant === 'Future'
      if (!future) {
        this.#banned.add(hash)
        throw error
      }
    }
    if (this.#pool.some((each) => each.xt.who === xt.who && each.xt.nonce === xt.nonce)) throw invalid.priority()
    const watchers = this.#watched.get(hash) ?? new Set()
    if (watcher) watchers.add(watcher)
    this.#watched.set(hash, watchers)
    this.#pool.push({ xt, hash, watchers })
    watcher?.(future ? 'future' : 'ready')
    return hash
  }
  unwatch(hash: string, watcher: (status: Status) => void): void {
    this.#watched.get(hash)?.delete(watcher)
  }

  /** The key of the author after the next one, where this runtime has a place for it. */
  #announce(number: number): void {
    if (!this.built.runtime.pallets.includes(mevShield)) return
    announce(this.#access, number, this.lacks.shield ? undefined : this.#shield.keyOf(number + 2))
  }

  /** Makes a block of what waits. */
  produce(): Block {
    if (this.#upgrade !== undefined) {
      const specVersion = this.#upgrade
      this.#upgrade = undefined
      const before = this.#rules
      this.#become({ ...this.#info, specVersion })
      this.#writeCode()
      if (this.built.runtime !== before.built.runtime) this.built.runtime.migrate?.(before.access, this.#access)
    }
    const { executive } = this
    const number = this.best.number + 1
    executive.begin(number)
    this.#announce(number)
    this.#time = Math.max(this.#time + 1, this.#now())
    const inherent = { type: 'Timestamp', value: { type: 'set', value: { now: BigInt(this.#time) } } }
    executive.inherent(inherent, 0)
    const call = this.built.builder.buildDefinition(this.built.types.call).enc(inherent)
    const extrinsics: Uint8Array[] = [Uint8Array.from([...compactNumber.enc(call.length + 1), 0x04, ...call])]
    const included: string[] = []
    const left: Waiting[] = []
    const envelopes: Uint8Array[] = []
    const include = (xt: SignedExtrinsic, hash: string) => {
      executive.validate(xt, this.around)
      executive.apply(xt, extrinsics.length, this.around)
      extrinsics.push(xt.bytes)
      included.push(hash)
    }
    /** Runs what an envelope holds, if this block's author can open it, and if it may run: else it is lost, and nobody is told. */
    const reveal = (envelope: Uint8Array): boolean => {
      const inner = this.lacks.shield ? undefined : this.#shield.open(envelope, number)
      if (!inner) return false
      try {
        include(this.decode(inner), hex(blake(inner)))
      } catch (error) {
        if (!(error instanceof Invalid)) console.error(error)
      }
      return true
    }
    for (const envelope of this.#envelopes.get(this.best) ?? []) reveal(envelope)
    for (const each of this.#pool.sort((a, b) => a.xt.nonce - b.xt.nonce)) {
      try {
        include(each.xt, each.hash)
        const envelope = envelopeOf(each.xt.call)
        if (envelope && !reveal(envelope)) envelopes.push(envelope)
      } catch (error) {
        if (error instanceof Invalid && error.variant === 'Future') left.push(each)
        else this.#tell(each.hash, 'invalid')
        // A mistake in a pallet of ours costs its transaction, and is told; it does not stop the chain.
        if (!(error instanceof Invalid)) console.error(error)
      }
    }
    this.#pool = left
    this.#access.write('System', 'Events', [], executive.events())
    this.#access.write('System', 'EventCount', [], executive.events().length)
    const block = this.#seal(extrinsics)
    this.#envelopes.set(block, envelopes)
    for (const hash of included) this.#tell(hash, { inBlock: block.hash })
    this.#finalise()
    return block
  }

  /** Forgets what waits: a node that was started again, or whose pool was full. */
  forgetPool(): void {
    this.#pool = []
  }

  /** Undoes the newest `count` blocks that are not final; their transactions wait again. */
  reorganise(count: number): void {
    for (let i = 0; i < count && this.best.number > this.finalised; i++) {
      const gone = this.blocks.pop() as Block
      this.#byHash.delete(gone.hash)
      this.#undone.set(gone, { parent: this.best, values: this.#state.retract() })
      for (const text of gone.extrinsics.slice(1)) {
        const hash = hex(blake(fromHex(text)))
        this.#tell(hash, { retracted: gone.hash })
        this.#pool.push({ xt: this.decode(fromHex(text)), hash, watchers: this.#watched.get(hash) ?? new Set() })
      }
    }
    // Another chain has other blocks: the time moves on, so the hashes differ.
    this.#time++
    // An upgrade that was undone comes again with the next block.
    if (this.best.info.specVersion === this.#info.specVersion) return
    this.#upgrade ??= this.#info.specVersion
    this.#become(this.best.info)
  }

  #become(info: VersionInfo): void {
    this.#info = info
    this.#rules = this.#rulesOf(info)
    for (const told of this.listeners.version) told(info)
  }

  #seal(extrinsics: Uint8Array[], pretended?: string): Block {
    const number = this.blocks.length
    const parentHash = this.blocks.at(-1)?.hash ?? `0x${'00'.repeat(32)}`
    this.#access.write('System', 'Number', [], number)
    this.#access.write('System', 'ParentHash', [], parentHash)
    if (number > 0) this.#access.write('System', 'BlockHash', [number - 1], parentHash)
    const keys = this.#state.changed()
    const changes = keys.map((key) => `${key}=${this.#state.get(key) ?? ''}`).join('\n')
    const stateRoot = `0x${createHash('sha256').update(changes).digest('hex')}`
    const extrinsicsRoot = hex(blake(Uint8Array.from(Buffer.concat(extrinsics))))
    const header = { parentHash, number: `0x${number.toString(16)}`, stateRoot, extrinsicsRoot, digest: { logs: [] } }
    const block = blockOf(header, extrinsics.map(hex), this.#info, pretended)
    this.blocks.push(block)
    this.#byHash.set(block.hash, block)
    this.#state.seal()
    for (const told of this.listeners.head) told(block)
    for (const told of this.listeners.storage) told(block, keys)
    return block
  }

  #finalise(): void {
    if (this.held.finality) return
    const to = this.best.number - FINALITY
    for (let number = this.finalised + 1; number <= to; number++) {
      const block = this.blocks[number] as Block
      this.finalised = number
      for (const told of this.listeners.finalised) told(block)
      for (const text of block.extrinsics.slice(1)) this.#tell(hex(blake(fromHex(text))), { finalized: block.hash })
    }
  }

  #tell(hash: string, status: Status): void {
    for (const told of this.#watched.get(hash) ?? []) told(status)
    if (typeof status === 'object' ? 'finalized' in status : true) this.#watched.delete(hash)
  }
}
