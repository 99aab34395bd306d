import type { NetworkId } from '../messaging'
import { Icon } from '../ui'
import { useWords } from './words'

/** A public site that shows what a chain did. */
type Explorer = { name: string; url: string }
/** Where an extrinsic stands on the chain: its block, and which one of it. */
type Place = { block: number; index: number }

/**
 * The public sites that show one extrinsic (chain.md 1); none for networks that no site is known for.
 * Nothing here asks them: an address is only gone to when the person presses it.
 */
export function explorersOf(network: NetworkId, { block, index }: Place): readonly Explorer[] {
  if (network !== 'finney') return []
  const extrinsic = `${block}-${String(index).padStart(4, '0')}`
  return [
    { name: 'taostats.io', url: `https://taostats.io/extrinsic/${extrinsic}` },
    { name: 'taomarketcap.com', url: `https://taomarketcap.com/extrinsics/${extrinsic}` },
  ]
}

/** Links to those sites, in a new tab and without saying where one came from; nothing where there are none. */
export function ExplorerLinks({ network, place }: { network: NetworkId; place: Place | null }) {
  const { ledger: say } = useWords()
  const explorers = place ? explorersOf(network, place) : []
  if (explorers.length === 0) return null
  return (
    <div className="stack stack-8">
      <p className="note">{say.explorer}</p>
      <p className="cluster">
        {explorers.map(({ name, url }) => (
          <a key={name} className="btn btn--small" href={url} target="_blank" rel="noreferrer">
            {name}
            <Icon name="external" size={16} />
          </a>
        ))}
      </p>
      <p className="note">{say.explorerNote}</p>
    </div>
  )
}
