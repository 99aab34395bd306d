/** Groups of four of an address, twelve of them for Bittensor's own 48 characters. */
export function addressGroups(address: string): string[] {
  return address.match(/.{1,4}/g) ?? []
}

/** First and last six characters: for lists only, never where money moves. */
export function shortAddress(address: string): string {
  return address.length > 13 ? `${address.slice(0, 6)}…${address.slice(-6)}` : address
}

/**
 * A whole address in groups of four, two lines of six.
 * @param unlike another address that it resembles: groups that differ are underlined, the others step back
 */
export function FullAddress({ address, unlike }: { address: string; unlike?: string }) {
  const other = unlike === undefined ? undefined : addressGroups(unlike)
  return (
    <span className="addr addr--full" translate="no">
      {addressGroups(address).map((group, at) => (
        // The place is the identity of a group: two groups of one address may be equal.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <span key={at} {...(other ? { className: other[at] === group ? 'same' : 'differs' } : {})}>
          {group}
        </span>
      ))}
    </span>
  )
}

/** An address cut to its ends, for lists. */
export function ShortAddress({ address }: { address: string }) {
  return (
    <span className="addr addr--short" translate="no">
      {shortAddress(address)}
    </span>
  )
}
