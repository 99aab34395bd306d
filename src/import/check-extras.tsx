import { useState } from 'react'
import { useView, useWords } from '../popup'
import { Button, Section, ShortAddress } from '../ui'
import { encodeAddress, fromHex } from '../units'
import type { Extras } from './keeping'
import { nextPage, PAGE } from './paging'
import { shownPath } from './shown'
import { nodeKey, type Tray } from './tray'

/** What a backup brings beside accounts, each with its tick: a site that was connected, a name for an address. */
export function CheckExtras({
  backup,
  extras,
  onChange,
}: {
  backup: NonNullable<Tray['backup']>
  extras: Extras
  onChange(extras: Extras): void
}) {
  const { bring, contacts, nodes, settings } = useWords()
  const here = useView('settings')?.contactsOnly ?? false
  return (
    <>
      {backup.sites.length > 0 && (
        <Ticks
          title={bring.bringSites}
          note={bring.bringSitesNote}
          items={backup.sites.map(({ origin }) => ({ id: origin, name: shownPath(origin) }))}
          ticked={extras.sites}
          onChange={(sites) => onChange({ ...extras, sites })}
        />
      )}
      {backup.blocked.length > 0 && (
        <Ticks
          title={bring.bringBlocked}
          note={bring.bringBlockedNote}
          items={backup.blocked.map((origin) => ({ id: origin, name: shownPath(origin) }))}
          ticked={extras.blocked}
          onChange={(blocked) => onChange({ ...extras, blocked })}
        />
      )}
      {backup.contacts.length > 0 && (
        <Ticks
          title={bring.bringContacts}
          note={bring.bringContactsNote}
          items={backup.contacts.map(({ id, name }) => ({ id, name, address: encodeAddress(fromHex(id)) }))}
          ticked={extras.contacts}
          onChange={(contacts) => onChange({ ...extras, contacts })}
        />
      )}
      {backup.contactsOnly && !here && (
        <Ticks
          title={bring.bringOnly}
          note={bring.bringOnlyNote}
          items={[{ id: 'contactsOnly', name: contacts.only }]}
          ticked={extras.contactsOnly ? ['contactsOnly'] : []}
          onChange={(ticked) => onChange({ ...extras, contactsOnly: ticked.length > 0 })}
        />
      )}
      {backup.nodes.length > 0 && (
        <Ticks
          title={bring.bringNodes}
          note={bring.bringNodesNote}
          items={backup.nodes.map((node) => ({
            id: nodeKey(node),
            name: shownPath(node.url),
            sub: [
              settings.networks[node.network],
              node.operator === null
                ? bring.bringNodeOff
                : nodes.by({ operator: node.operator === 'yourself' ? nodes.yourself : node.operator }),
            ].join(' · '),
          }))}
          ticked={extras.nodes}
          onChange={(nodes) => onChange({ ...extras, nodes })}
        />
      )}
    </>
  )
}

function Ticks({
  title,
  note,
  items,
  ticked,
  onChange,
}: {
  title: string
  note: string
  items: readonly { id: string; name: string; address?: string; sub?: string }[]
  ticked: readonly string[]
  onChange(ticked: string[]): void
}) {
  const { bring } = useWords()
  const [most, setMost] = useState(PAGE)
  const on = new Set(ticked)
  const all = items.every(({ id }) => on.has(id))
  const hidden = items.length - Math.min(items.length, most)
  return (
    <fieldset>
      <legend className="vh">{title}</legend>
      <Section
        title={title}
        aside={
          items.length > 1 && (
            <button
              type="button"
              className="linkbtn"
              aria-label={`${all ? bring.noneShort : bring.allShort}: ${title}`}
              onClick={() => onChange(all ? [] : items.map(({ id }) => id))}
            >
              {all ? bring.noneShort : bring.allShort}
            </button>
          )
        }
      />
      <p className="note below-rule">{note}</p>
      <ul className="rows">
        {items.slice(0, most).map(({ id, name, address, sub }) => (
          <li key={id}>
            <label className="row row--found">
              <input
                className="tick"
                type="checkbox"
                checked={on.has(id)}
                aria-label={name || address}
                onChange={({ target }) => onChange(target.checked ? [...ticked, id] : ticked.filter((each) => each !== id))}
              />
              <span className="row-main">
                <span className="row-name">
                  <span className={address ? 'clip' : 'found-site'}>{name || address}</span>
                </span>
                {(address || sub) && <span className="row-sub">{address ? <ShortAddress address={address} /> : sub}</span>}
              </span>
            </label>
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <div className="below-rule">
          <Button wide onClick={() => setMost(nextPage(most))}>
            {bring.showMore({ count: Math.min(hidden, nextPage(most) - most) })}
          </Button>
        </div>
      )}
    </fieldset>
  )
}
