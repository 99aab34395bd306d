/** How the chain words an order in a wrapped message, of whatever version: "TAO.com order v1: Limit buy …", or under another name. */
const SENTENCE = /^(TAO\.com order v\d|\S{1,64} order v\d+: (limit buy|take-profit|stop-loss)\b)/i
/** What nobody finds the hash of an order in: 32 of these 69 characters turn up once in 2^60 tries. */
const PLAIN = /^[\w ._:/-]{32}$/
const HASH_LENGTH = 32
const ACCOUNT = 32

/**
 * Whether a signature over the wrapped bytes is, or may be, one under a limit order of the pallet LimitOrders: whoever holds it can
 * trade for the account until the order's time is over, without another question. The chain takes three forms of it: the order's own
 * bytes, `<Bytes>` around their BLAKE2b-256, and `<Bytes>` around a sentence (pallets/limit-orders: verify_order, verify_wrapped,
 * verify_readable). A hash tells nothing of what is in it, so all 32 bytes that could be one count.
 * @param inside the message without its wrapping
 */
export function mayBeOrder(inside: Uint8Array): boolean {
  const text = new TextDecoder().decode(inside)
  if (inside.length === HASH_LENGTH) return !PLAIN.test(text)
  return SENTENCE.test(text) || isEncodedOrder(inside)
}

/** Whether bytes are a whole VersionedOrder, V1 or V2 (chain.md 4: LimitOrders). Its fields stand in a fixed order, two of them optional. */
function isEncodedOrder(bytes: Uint8Array): boolean {
  let at = 0
  const take = (count: number) => {
    at += count
    return bytes[at - count] ?? 255
  }
  const version = take(1)
  if (version > 1) return false
  take(2 * ACCOUNT) // signer, hotkey
  take(2) // netuid
  if (take(1) > 2) return false // order type
  if (version === 0) take(8)
  else {
    const kind = take(1)
    if (kind > 1) return false
    take(kind === 0 ? 8 : HASH_LENGTH + 4) // rao, or a share of what another order brought
  }
  take(8 + 8 + 4 + ACCOUNT) // price, expiry, fee, who gets it
  const relayers = take(1)
  if (relayers > 1) return false
  if (relayers) {
    const count = take(1)
    if (count % 4 || count > 40) return false
    take((count / 4) * ACCOUNT)
  }
  const slippage = take(1)
  if (slippage > 1) return false
  take(slippage * 4 + 8) // slippage, chain
  const flags = Array.from({ length: version + 1 }, () => take(1))
  return at === bytes.length && flags.every((each) => each <= 1)
}
