import { useState } from 'react'
import { useLocation, useParams } from 'wouter'
import type { AccountView } from '../../../messaging'
import { ActionRow, Button } from '../../../ui'
import { parseTao } from '../../../units'
import { ask, newCommandId } from '../../background'
import { NetworkMark, Step } from '../../frame'
import { Alpha, SubnetTile, useSubnetName } from '../../position'
import { usePositions } from '../../positions'
import { readRecipient } from '../../recipient'
import { filledOf, sendRoute } from '../../send-route'
import { useWords } from '../../words'
import { NewContact } from '../contacts/new-contact'
import { Order } from '../orders/order'
import type { Where } from '../stake/order'
import { OfPosition, Staker } from '../stake/stake'
import { GiveForm } from './give-form'

/** Stake is given to another account: of a position that is named, or of one that is chosen first. */
export function Give() {
  const { moves } = useWords()
  const { id = '', netuid, hotkey, to } = useParams<{ id: string; netuid?: string; hotkey?: string; to?: string }>()
  const title = moves.giveTitle
  return (
    <Staker id={id} title={title}>
      {(from, back) =>
        netuid !== undefined && hotkey !== undefined ? (
          <OfPosition account={from} netuid={Number(netuid)} hotkey={hotkey} title={title} onBack={back}>
            {(where, onLeave, held) => <Giving {...{ from, where, held, onLeave }} to="" />}
          </OfPosition>
        ) : (
          <Picking key={from.id} from={from} to={filledOf({ to }).to} />
        )
      }
    </Staker>
  )
}

const SHOWN = 100

/** Which of the positions it is of. @param to the recipient, as typed where one came from */
function Picking({ from, to }: { from: AccountView; to: string }) {
  const { moves: say, positions, common } = useWords()
  const [, navigate] = useLocation()
  const nameOf = useSubnetName()
  const [picked, setPicked] = useState<{ netuid: number; hotkey: string }>()
  const [count, setCount] = useState(SHOWN)
  const found = usePositions(from.id, count)
  const leave = () => setPicked(undefined)
  if (picked)
    return (
      <OfPosition account={from} {...picked} title={say.giveTitle} onBack={leave}>
        {(where, _, held) => <Giving {...{ from, where, held, to }} onLeave={leave} />}
      </OfPosition>
    )
  return (
    <Step title={say.pick} onBack={() => navigate(sendRoute(from.id, { to }))} aside={<NetworkMark />}>
      {!found && <p className="text">{common.loading}</p>}
      {found?.total === 0 && <p className="text">{say.pickNone}</p>}
      <ul className="rows" aria-label={say.pick}>
        {found?.items.map((position) => {
          const { netuid, hotkey, validator } = position
          return (
            <li key={`${netuid}/${hotkey}`}>
              <ActionRow onClick={() => setPicked({ netuid, hotkey })}>
                <SubnetTile position={position} />
                <span className="row-main">
                  <span className="row-name">
                    <span className="clip">
                      <bdi>{nameOf(position)}</bdi>
                    </span>
                    <span className="note faint">{netuid}</span>
                  </span>
                  <span className="row-sub clip">
                    <bdi>{validator ?? positions.unnamed}</bdi>
                  </span>
                </span>
                <span className="row-num">
                  <Alpha position={position} />
                </span>
              </ActionRow>
            </li>
          )
        })}
      </ul>
      {found && found.items.length < found.total && (
        <p className="spaced">
          <Button wide onClick={() => setCount(count + SHOWN)}>
            {positions.more}
          </Button>
        </p>
      )}
    </Step>
  )
}

function Giving({ from, where, held, to, onLeave }: { from: AccountView; where: Where; held: bigint; to: string; onLeave(): void }) {
  const [gift, setGift] = useState({ to, amount: '' })
  const [toContact, setToContact] = useState(false)
  const prepare = () => {
    const read = readRecipient(gift.to)
    return ask('prepareStakeTransfer', {
      ...{ commandId: newCommandId(), from: from.id, hotkey: where.validator.hotkey, netuid: where.subnet.netuid },
      ...{ to: read && 'id' in read ? read.address : gift.to, amount: String(parseTao(gift.amount) ?? 0n), hotkeyMeant: false },
    })
  }
  return (
    <Order doneAt={`/positions/${from.id}`}>
      {({ busy, error, forget, order }) =>
        toContact ? (
          <NewContact address={gift.to} onBack={() => setToContact(false)} />
        ) : (
          <GiveForm
            {...{ from, where, held, gift, busy, error }}
            onChange={(change) => {
              forget()
              setGift({ ...gift, ...change })
            }}
            onContact={() => setToContact(true)}
            onBack={onLeave}
            onReview={() => order(prepare)}
          />
        )
      }
    </Order>
  )
}
