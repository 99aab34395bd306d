import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { AccountView, FamilyOrderInput, FamilyView } from '../../../messaging'
import { Banner, Button, Field, Section, Who } from '../../../ui'
import { tileRole } from '../../account'
import { useAsked } from '../../asked'
import { ask, newCommandId } from '../../background'
import { ErrorBanner } from '../../error-banner'
import { NetworkMark, Step, useNetwork } from '../../frame'
import { SubnetTile, useSubnetName } from '../../position'
import { useFormats, useWords } from '../../words'
import { type Ordering, OrderOf } from '../orders/order'
import { ChildrenForm } from './children-form'
import type { Subnet } from './form'
import { shareOfParts } from './percent'
import { TakeForm } from './take-form'
import { SECONDS, useBlockText } from './times'

/** One own hotkey: what it keeps, whom it gives its weight to, and changing both. */
export function Family() {
  const { families: say } = useWords()
  const { id = '', hotkey = '' } = useParams<{ id: string; hotkey: string }>()
  const [, navigate] = useLocation()
  const leave = () => navigate(`/hotkeys/${id}`)
  return (
    <OrderOf id={id} title={say.one} onBack={leave} doneAt={`/hotkeys/${id}`}>
      {(account, ordering) => <Details account={account} hotkey={hotkey} ordering={ordering} onBack={leave} />}
    </OrderOf>
  )
}

type Form = { kind: 'take'; netuid: number | null } | { kind: 'children'; netuid: number }

function Details({ account, hotkey, ordering, onBack }: { account: AccountView; hotkey: string; ordering: Ordering; onBack(): void }) {
  const { families: say, common, send } = useWords()
  const { settled } = useNetwork()
  const [form, setForm] = useState<Form>()
  const found = useAsked(`${account.id} hotkey ${hotkey}`, () => ask('family', { account: account.id, hotkey }))
  const rights = useAsked(`${account.id} hotkeys`, () => ask('families', { account: account.id }))?.told
  const order = (input: FamilyOrderInput) =>
    ordering.order(() =>
      ask('prepareFamily', { commandId: newCommandId(), from: account.id, hotkeyMeant: account.role === 'hotkey', order: input }),
    )
  const told = found?.told
  const off = account.role === 'watch' || settled !== 'online' || ordering.busy
  const shared = {
    ...{ busy: ordering.busy, error: ordering.error, onOrder: order },
    onBack: () => {
      ordering.forget()
      setForm(undefined)
    },
  }
  const on = form && told?.subnets.find(({ netuid }) => netuid === form.netuid)
  if (told && form?.kind === 'take') return <TakeForm {...shared} told={told} subnet={on} />
  if (told && form && on) return <ChildrenForm {...shared} told={told} subnet={on} />
  return (
    <Step title={say.one} onBack={onBack} aside={<NetworkMark />}>
      <div className="stack">
        <ErrorBanner error={ordering.error} />
        {account.role === 'hotkey' && (
          <Banner kind="caution" box>
            {send.hotkeyBox}
          </Banner>
        )}
        {account.role === 'watch' && <p className="note">{say.watched}</p>}
        {!found && <p className="text">{settled === 'offline' || settled === 'refused' ? send.offline : common.loading}</p>}
        {found?.error !== undefined && <ErrorBanner error={found.error} />}
        {told === null && <p className="text">{say.notMine}</p>}
        {told && (
          <Who
            publicKey={hotkey}
            address={told.hotkey.address}
            role={tileRole('hotkey')}
            name={told.hotkey.name === null ? say.unnamed : <bdi className="said">{told.hotkey.name}</bdi>}
          />
        )}
      </div>
      {told && (
        <>
          <Section title={say.take} />
          <Take told={told} can={rights?.takes ?? false} off={off} onChange={() => setForm({ kind: 'take', netuid: null })} />
          <Section title={say.children} />
          {rights && !rights.children ? (
            <p className="text spaced">{say.noChildren}</p>
          ) : (
            <Children told={told} off={off || !rights} onForm={setForm} />
          )}
          {told.hotkey.autoParent !== null && (
            <>
              <Section title={say.parents} />
              <div className="stack stack-8 spaced">
                <p className="text">{told.hotkey.autoParent ? say.lends : say.lendsNot}</p>
                <div className="cluster">
                  <Button small disabled={off} onClick={() => order({ kind: 'auto-parent', hotkey, on: told.hotkey.autoParent === false })}>
                    {told.hotkey.autoParent ? say.lendNot : say.lend}
                  </Button>
                </div>
              </div>
            </>
          )}
        </>
      )}
    </Step>
  )
}

function Take({ told, can, off, onChange }: { told: FamilyView; can: boolean; off: boolean; onChange(): void }) {
  const { families: say, common } = useWords()
  const formats = useFormats()
  const at = useBlockText(told.block)
  const { most, raiseFrom, every } = told.take
  const percent = (parts: number) => formats.percent(shareOfParts(parts), 2)
  return (
    <div className="stack stack-8 spaced">
      <p className="text">{say.takeText({ share: percent(told.hotkey.take) })}</p>
      {can && every !== null && <p className="note">{say.takeRules({ most: percent(most), time: common.lasting(every * SECONDS) })}</p>}
      {raiseFrom !== null && <p className="note">{say.takeLater(at(raiseFrom))}</p>}
      {can ? (
        <div className="cluster">
          <Button small disabled={off} onClick={onChange}>
            {say.change}
          </Button>
        </div>
      ) : (
        <p className="note">{say.noTakes}</p>
      )}
    </div>
  )
}

/** Subnets where there is something to tell, and a choice of all others. */
function Children({ told, off, onForm }: { told: FamilyView; off: boolean; onForm(form: Form): void }) {
  const { families: say } = useWords()
  const nameOf = useSubnetName()
  const [picked, setPicked] = useState('')
  const isTold = ({ children, pending, take }: Subnet) => children.length > 0 || pending !== null || take > 0
  const busy = told.subnets.filter(isTold)
  const others = told.subnets.filter((each) => !isTold(each))
  const chosen = others.find(({ netuid }) => String(netuid) === picked)
  return (
    <div className="stack spaced">
      <p className="note">{say.childrenText}</p>
      {busy.length === 0 && <p className="text">{say.noneGiven}</p>}
      {busy.map((each) => (
        <OnSubnet key={each.netuid} subnet={each} now={told.block} off={off} onForm={onForm} />
      ))}
      <Field label={say.subnet}>
        {(ids) => (
          <select {...ids} value={picked} onChange={({ target }) => setPicked(target.value)}>
            <option value="">{say.pick}</option>
            {others.map((each) => (
              <option key={each.netuid} value={each.netuid}>
                {each.name === null ? String(each.netuid) : `${each.netuid} · ${nameOf(each)}`}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="cluster">
        <Button small disabled={off || !chosen} onClick={() => chosen && onForm({ kind: 'children', netuid: chosen.netuid })}>
          {say.changeChildren}
        </Button>
        <Button small disabled={off || !chosen} onClick={() => chosen && onForm({ kind: 'take', netuid: chosen.netuid })}>
          {say.changeChildTake}
        </Button>
      </div>
    </div>
  )
}

function OnSubnet({ subnet, now, off, onForm }: { subnet: Subnet; now: number; off: boolean; onForm(form: Form): void }) {
  const { families: say } = useWords()
  const formats = useFormats()
  const nameOf = useSubnetName()
  const at = useBlockText(now)
  const { netuid, children, pending, take, setFrom } = subnet
  return (
    <section className="stack stack-8" aria-label={nameOf(subnet)}>
      <p className="cluster">
        <SubnetTile position={subnet} />
        <strong>
          <bdi>{nameOf(subnet)}</bdi>
        </strong>
        <span className="note">{netuid}</span>
      </p>
      {children.map((each) => (
        <ChildRow key={each.hotkey} child={each} />
      ))}
      {pending && <p className="text">{pending.children.length > 0 ? say.waiting(at(pending.from)) : say.waitingNone(at(pending.from))}</p>}
      {pending?.children.map((each) => (
        <ChildRow key={each.hotkey} child={each} />
      ))}
      {take > 0 && <p className="note">{say.childTake({ share: formats.percent(shareOfParts(take), 2) })}</p>}
      {setFrom !== null && <p className="note">{say.setLater(at(setFrom))}</p>}
      <div className="cluster">
        <Button small disabled={off || setFrom !== null} onClick={() => onForm({ kind: 'children', netuid })}>
          {say.changeChildren}
        </Button>
        <Button small disabled={off} onClick={() => onForm({ kind: 'take', netuid })}>
          {say.changeChildTake}
        </Button>
      </div>
    </section>
  )
}

function ChildRow({ child: { hotkey, address, name, share } }: { child: Subnet['children'][number] }) {
  const { families: say } = useWords()
  const formats = useFormats()
  return (
    <div className="stack stack-8">
      <p className="note">{say.child({ share: formats.percent(share / 10_000, 2) })}</p>
      <Who
        publicKey={hotkey}
        address={address}
        role={tileRole('hotkey')}
        name={name === null ? say.unnamed : <bdi className="said">{name}</bdi>}
      />
    </div>
  )
}
