// Explain owns what bytes mean, and promises that whoever approves its facts approves exactly those bytes; what it cannot explain, it refuses.
export type { DecodedCall } from './call'
export { type Explanation, explain, type Leaf } from './explain'
export { type ReadMessage, readMessage } from './message'
export { type ChainFacts, extrinsicOf, type OpenedPayload, openPayload, type PayloadFields, withMetadataHash } from './payload'
export { type Context, pricedBy } from './risks'
export { openRuntime, type RuntimeView } from './runtime'
export { risksOfSignIn } from './sign-in'
