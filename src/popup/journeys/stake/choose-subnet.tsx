import { useState } from 'react'
import type { AccountView, SubnetView } from '../../../messaging'
import { ActionRow, Amount, Badge, SearchField, Stepper, useAmountText } from '../../../ui'
import { AccountField } from '../../account-field'
import { ask, useView } from '../../background'
import { Step } from '../../frame'
import { SubnetTile, useSubnetName } from '../../position'
import { useTold } from '../../told'
import { useFormats, useWords } from '../../words'
import { findSubnets, type Sort, sorts } from './find'

/** Seconds of a block, and of a day. */
const [BLOCK, DAY] = [12, 86_400]

/** Where to stake: every subnet, with what speaks against it at first sight. */
export function ChooseSubnet({
  from,
  onFrom,
  onBack,
  onPick,
}: {
  from: AccountView
  /** Where another account can be chosen: then it is the first of four steps. */
  onFrom?(account: AccountView): void
  onBack(): void
  onPick(subnet: SubnetView): void
}) {
  const { stake: say, common } = useWords()
  const [query, setQuery] = useState('')
  const [sort, setSort] = useState<Sort>('own')
  const several = (useView('accounts')?.total ?? 0) > 1
  const market = useTold(from.id, from.id, async () => ({ told: await ask('market', { account: from.id }) }))
  const told = market?.told
  const found = told ? findSubnets(told.subnets, query, sort) : []
  return (
    <Step title={say.chooseSubnet} onBack={onBack} aside={onFrom && <Stepper at={1} of={4} label={common.step({ at: 1, of: 4 })} />}>
      <div className="stack">
        {several && onFrom && <AccountField label={say.account} value={from} only="moving" balance onPick={onFrom} />}
        <SearchField label={say.search} hint={say.searchHint} value={query} onChange={setQuery} />
        <label className="option">
          <span>{say.sort}</span>
          <span className="control">
            <select
              aria-label={say.sort}
              value={sort}
              onChange={({ target }) => setSort(sorts.find((each) => each === target.value) ?? 'own')}
            >
              {sorts.map((each) => (
                <option key={each} value={each}>
                  {say.sorts[each]}
                </option>
              ))}
            </select>
          </span>
        </label>
        {!told && <p className="text">{told === null ? say.noMarket : say.reading}</p>}
        {told && found.length === 0 && <p className="text">{say.noneFound}</p>}
      </div>
      <ul className="rows" aria-label={say.chooseSubnet}>
        {found.map((subnet) => (
          <li key={subnet.netuid}>
            <ActionRow onClick={() => onPick(subnet)}>
              <SubnetRow subnet={subnet} block={told?.block ?? 0} sort={sort} />
            </ActionRow>
          </li>
        ))}
      </ul>
    </Step>
  )
}

function SubnetRow({ subnet, block, sort }: { subnet: SubnetView; block: number; sort: Sort }) {
  const { stake: say } = useWords()
  const nameOf = useSubnetName()
  const formats = useFormats()
  const amountText = useAmountText()
  const ownText = useAmountText({ coverable: true })
  const { netuid, risks, own } = subnet
  const root = netuid === 0
  const unit = root ? 'τ' : (subnet.symbol ?? `SN${netuid}`)
  const days = Math.floor(((block - subnet.registeredAt) * BLOCK) / DAY)
  const second = {
    own: own === '0' ? say.pool({ amount: amountText(BigInt(subnet.poolTao), 0) }) : say.own({ amount: ownText(BigInt(own), 4, unit) }),
    pool: say.pool({ amount: amountText(BigInt(subnet.poolTao), 0) }),
    price: say.pool({ amount: amountText(BigInt(subnet.poolTao), 0) }),
    emission: say.emission({ amount: amountText(BigInt(subnet.emission), 6) }),
    age: say.age({ days, text: formats.number(days) }),
  }[sort]
  return (
    <>
      <SubnetTile position={subnet} />
      <span className="row-main">
        <span className="row-name">
          <span className="clip">
            <bdi>{nameOf(subnet)}</bdi>
          </span>
          <span className="note faint">{netuid}</span>
        </span>
        <span className="row-sub">{root ? (own === '0' ? say.rootText : say.own({ amount: ownText(BigInt(own)) })) : second}</span>
        {risks.length > 0 && (
          <span className="cluster">
            {risks.map((risk) => (
              <Badge key={risk} look="caution">
                {say.risks[risk]}
              </Badge>
            ))}
          </span>
        )}
      </span>
      <span className="row-num">
        {!root &&
          (subnet.price === null ? (
            <span className="note faint">{say.noPrice}</span>
          ) : (
            <Amount rao={BigInt(subnet.price)} decimals={6} look="col" />
          ))}
      </span>
    </>
  )
}
