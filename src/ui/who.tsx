import type { ReactNode } from 'react'
import { FullAddress } from './address'
import { Tile } from './tile'

/** Somebody: tile, name and the whole address. @param publicKey hex @param unlike a known address that this one resembles */
export function Who({
  publicKey,
  name,
  address,
  unlike,
  role = 'coldkey',
}: {
  publicKey: string
  name: ReactNode
  address: string
  unlike?: string | undefined
  /** The shape of the tile. */
  role?: 'coldkey' | 'hotkey'
}) {
  return (
    <div className="who">
      <Tile publicKey={publicKey} size={40} role={role} />
      <span className="who-name">{name}</span>
      <span className="who-sub">
        <FullAddress address={address} {...(unlike === undefined ? {} : { unlike })} />
      </span>
    </div>
  )
}

type BadgeLook = 'good' | 'caution' | 'danger' | 'solid'
/** A word in a frame. */
export function Badge({ look, children }: { look?: BadgeLook; children: ReactNode }) {
  return <span className={look ? `badge badge--${look}` : 'badge'}>{children}</span>
}
