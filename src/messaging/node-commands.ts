import * as v from 'valibot'
import { errorCodes, raoText as rao } from '../units'

const url = v.pipe(v.string(), v.minLength(1), v.maxLength(256))
const publicNetwork = v.picklist(['finney', 'testnet'])
const password = v.pipe(v.string(), v.minLength(1), v.maxLength(1024))
const node = { network: publicNetwork, url }

/** What our own pages can ask about nodes, and about the network that they tell of. */
export const nodeCommands = {
  /** `password`: to switch on a node of one's own. Errors: locked, gone, node-last, wrong-password, throttled. */
  switchNode: { input: v.strictObject({ ...node, enabled: v.boolean(), password: v.optional(password) }), output: v.void() },
  /** `to`: its index afterwards. Errors: locked, gone. */
  moveNode: { input: v.strictObject({ ...node, to: v.pipe(v.number(), v.integer(), v.minValue(0)) }), output: v.void() },
  /**
   * A node of one's own: kept once the password is right and the node told the network's genesis in a connection made for that.
   * Errors: locked, node-address, node-unsafe, node-login, node-known, node-full, wrong-password, throttled, offline, wrong-network, node-lied.
   */
  addNode: {
    input: v.strictObject({
      ...node,
      operator: v.pipe(v.string(), v.maxLength(256)),
      password,
    }),
    output: v.void(),
  },
  /** Errors: locked, gone, node-last. */
  removeNode: { input: v.strictObject(node), output: v.void() },
  /** Looks at the nodes that are on and not in use; what they say comes in the network's view. `pressed`: the person asked for it. */
  checkNodes: { input: v.strictObject({ pressed: v.boolean() }), output: v.void() },
  /**
   * What the chain says of itself now. `halving` null: none is to come. `blocks` is the fewest that can pass until it.
   * `metadata`: how it was checked; null: a second operator was needed for that and did not agree or was not there.
   * Errors: locked, offline, wrong-network, node-lied, node-answer.
   */
  networkFacts: {
    input: v.void(),
    output: v.strictObject({
      block: v.number(),
      at: v.number(),
      issuance: rao,
      emission: rao,
      halving: v.nullable(v.strictObject({ number: v.number(), threshold: rao, left: rao, blocks: rao, emission: rao })),
      metadata: v.nullable(v.picklist(['digest-agreed', 'trusted-local'])),
      problem: v.nullable(v.picklist(errorCodes)),
    }),
  },
} as const
