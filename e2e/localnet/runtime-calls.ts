// What the runtime after a block answers when it is called: `state_call`, `chainHead_v1_call` and `archive_v1_call` are this.
import { Bytes, Option } from '@polkadot-api/substrate-bindings'
import { encodeAddress } from '../../src/units'
import type { Block } from './block'
import type { Chain } from './chain'
import { Invalid } from './executive'
import type { Faults } from './faults'
import type { Lies } from './lies'
import { buildMetadata, runtimeVersion } from './metadata'
import { runtimeApis } from './pallets/subtensor/runtime'
import type { AccountInfo } from './pallets/system'
import { lengthFee, weightFee } from './pallets/transaction-payment'
import { Discarded, hex, RpcError } from './session'
import type { View } from './view'

const opaque = Option(Bytes())
const notExported = (name: string) =>
  new RpcError(4003, `Client error: Execution failed: Execution aborted due to trap: Exported method ${name} is not found`)
const u32At = (input: Uint8Array, at: number) => new DataView(input.buffer, input.byteOffset + at).getUint32(0, true)

/** The runtime as one node tells of it. */
export function createRuntimeCalls(chain: Chain, faults: Faults, view: View, lies: Lies) {
  /** Metadata of the runtime after a block, as this node tells it. */
  function metadata(version: 14 | 15 | 16, { info }: Block): Uint8Array {
    const bytes = buildMetadata(info, faults.swapCalls ?? undefined).bytes[version]
    return faults.torn ? bytes.subarray(0, bytes.length >> 1) : bytes
  }
  /** Nonce of an account after a block, without what waits. */
  function nonceAt(block: Block, address: string): number {
    const { keys, value } = chain.built.builder.buildStorage('System', 'Account')
    const account = view.read(block, keys.enc(address))
    if (account === null) throw new Discarded()
    return account ? (value.dec(account) as AccountInfo).nonce : 0
  }
  function fee(bytes: Uint8Array) {
    const xt = chain.decode(bytes)
    const made = chain.executive.feeOf(xt.call, bytes.length, chain.info.specVersion)
    return { ...made, total: lies.fee(made.total) }
  }

  function right(name: string, input: Uint8Array, block: Block): Uint8Array {
    const [api, ...rest] = name.split('_')
    const method = rest.join('_')
    const { builder, told, types } = buildMetadata(block.info)
    const make = () => builder.buildRuntimeCall(api as string, method)
    const isDeclared = (of: string | undefined, wanted: string) =>
      told.apis.some((each) => each.name === of && each.methods.some(([each]) => each === wanted))
    switch (name) {
      case 'Core_version':
        return make().value.enc(runtimeVersion(block.info))
      case 'Metadata_metadata':
        return Bytes().enc(metadata(14, block))
      case 'Metadata_metadata_versions':
        return make().value.enc(faults.onlyV14 ? [14] : [14, 15, 16])
      case 'Metadata_metadata_at_version': {
        const wanted = u32At(input, 0)
        const known = wanted === 14 || ((wanted === 15 || wanted === 16) && !faults.onlyV14)
        return opaque.enc(known ? metadata(wanted, block) : undefined)
      }
      case 'AccountNonceApi_account_nonce':
        return make().value.enc(lies.nonce(nonceAt(block, encodeAddress(input.subarray(0, 32)))))
      case 'TransactionPaymentApi_query_info':
      case 'TransactionPaymentApi_query_fee_details': {
        const made = fee(input.slice(0, -4))
        return make().value.enc(method === 'query_info' ? info(made) : details(made))
      }
      case 'TransactionPaymentCallApi_query_call_info':
      case 'TransactionPaymentCallApi_query_call_fee_details': {
        const call = builder.buildDefinition(types.call).dec(input.slice(0, -4))
        const made = chain.executive.feeOf(call, u32At(input, input.length - 4), block.info.specVersion)
        return make().value.enc(method === 'query_call_info' ? info(made) : details(made))
      }
      case 'TaggedTransactionQueue_validate_transaction':
        return make().value.enc(validity(block, input.slice(1, -32)))
      case 'TransactionPaymentApi_query_weight_to_fee':
      case 'TransactionPaymentCallApi_query_weight_to_fee':
        return make().value.enc(weightFee((make().args.dec(hex(input))[0] as { ref_time: bigint }).ref_time, block.info.specVersion))
      case 'TransactionPaymentApi_query_length_to_fee':
      case 'TransactionPaymentCallApi_query_length_to_fee':
        return make().value.enc(lengthFee(make().args.dec(hex(input))[0] as number, block.info.specVersion))
      default: {
        const run = runtimeApis[name]
        if (!run || !isDeclared(api, method)) throw notExported(name)
        const ground = view.ground(block)
        if (chain.read(ground, '0x') === null) throw new Discarded()
        return make().value.enc(run(chain.at(ground), block.number, ...argumentsOf(name, make().args.dec, input)))
      }
    }
  }
  /** Arguments of a runtime call. @throws RpcError for bytes that are none, as a runtime that stops */
  function argumentsOf(name: string, decode: (hex: string) => unknown, input: Uint8Array): never[] {
    try {
      return decode(hex(input)) as never[]
    } catch {
      throw new RpcError(4003, `Client error: Execution failed: Execution aborted due to trap: bad input data provided to ${name}`)
    }
  }
  /** What the runtime says, after a block, of a transaction before it enters the pool. */
  function validity(block: Block, bytes: Uint8Array) {
    try {
      const { accountId, nonce, era, ahead } = chain.judgeAt(view.ground(block), bytes)
      const tag = (of: number) => new Uint8Array([...accountId, ...new Uint8Array(Uint32Array.of(of).buffer)])
      const longevity = BigInt(era?.period ?? 2 ** 32)
      const requires = ahead > 0 ? [tag(nonce - 1)] : []
      return { success: true, value: { priority: 1n, requires, provides: [tag(nonce)], longevity, propagate: true } }
    } catch (error) {
      if (!(error instanceof Invalid) || error.variant === 'Verification') throw error
      const kind = error.variant === 'CannotLookup' ? 'Unknown' : 'Invalid'
      return { success: false, value: { type: kind, value: { type: error.variant, value: error.custom } } }
    }
  }
  type Fee = ReturnType<typeof fee>
  const info = ({ weight, total }: Fee) => ({
    weight: { ref_time: weight, proof_size: 3_593n },
    class: { type: 'Normal', value: undefined },
    partial_fee: total,
  })
  const details = ({ base, length, total }: Fee) => {
    // Of a false fee, too, the parts are those of what is told.
    const base_fee = base < total ? base : total
    const len_fee = length < total - base_fee ? length : total - base_fee
    return { inclusion_fee: { base_fee, len_fee, adjusted_weight_fee: total - base_fee - len_fee }, tip: 0n }
  }

  return {
    metadata,
    nonceAt,
    fee,
    details,
    /** The answer after a block, as this node tells it. @throws RpcError for a call that there is not, or that fails */
    call(name: string, input: Uint8Array, block: Block): Uint8Array {
      const answer = lies.runtimeCall(name, () => right(name, input, block))
      if (!answer) throw notExported(name)
      return answer
    },
  }
}
