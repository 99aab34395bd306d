import type { Output, PopupContract } from '../messaging'
import { useFormats, useWords } from '../popup'
import { Banner, FullAddress } from '../ui'
import { encodeAddress, fromHex } from '../units'
import type { ContactsRead } from './contacts-file'

export type Alike = Output<PopupContract, 'contactsAlike'>
/** As many as can be ticked; all others are left out. */
const NAMED = 50

/** Contacts of a file who may be taken for somebody else, wherever they stand in it: each is left out until it is ticked. */
export function AlikeOnes({
  found: { fresh, alike },
  ticked,
  onTicked,
}: {
  found: Pick<ContactsRead, 'fresh'> & { alike: Alike }
  ticked: ReadonlySet<string>
  onTicked(ids: ReadonlySet<string>): void
}) {
  const { contacts: say } = useWords()
  const { number } = useFormats()
  const names = new Map(fresh.map(({ id, name }) => [id, name]))
  const turn = (id: string, on: boolean) => {
    const next = new Set(ticked)
    if (on) next.add(id)
    else next.delete(id)
    onTicked(next)
  }
  return (
    <Banner kind="caution" box tall>
      {say.alike({ count: number(alike.length), one: alike.length === 1 })}
      <ul className="stack stack-8">
        {alike.slice(0, NAMED).map(({ id, by, like }) => {
          const address = encodeAddress(fromHex(id))
          return (
            <li key={id} className="stack stack-8">
              <label className="option option--lead">
                <input className="tick" type="checkbox" checked={ticked.has(id)} onChange={({ target }) => turn(id, target.checked)} />
                <span>{say.alikeBy[by]({ name: names.get(id) ?? '', like: like.name })}</span>
              </label>
              <span className="note">{say.alikeNew}</span>
              <FullAddress address={address} unlike={like.address} />
              <span className="note">{say.alikeOther}</span>
              <FullAddress address={like.address} unlike={address} />
            </li>
          )
        })}
      </ul>
      {alike.length > NAMED && say.more({ count: number(alike.length - NAMED) })}
    </Banner>
  )
}
