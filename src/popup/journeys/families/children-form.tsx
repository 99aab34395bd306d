import { useState } from 'react'
import { MOST_CHILDREN } from '../../../messaging'
import { Banner, Button, TextField, unwritten } from '../../../ui'
import { useSubnetName } from '../../position'
import { readRecipient } from '../../recipient'
import { useFormats, useWords } from '../../words'
import { OrderForm } from '../orders/order-form'
import type { FormOf, Subnet } from './form'
import { parsePercent } from './percent'
import { SECONDS } from './times'

type Line = { key: number; address: string; weight: string }
/** Ten-thousandths that are all of a weight. */
const ALL = 10_000

/** Who gets which part of a hotkey's weight on one subnet, in place of those before. */
export function ChildrenForm({ told, subnet, ...form }: FormOf & { subnet: Subnet }) {
  const { families: say, common } = useWords()
  const formats = useFormats()
  const nameOf = useSubnetName()
  const begin = (subnet.pending?.children ?? subnet.children).map(({ address, share }, key) => ({
    key,
    address,
    weight: String(share / 100),
  }))
  const [lines, setLines] = useState<readonly Line[]>(begin.length > 0 ? begin : [{ key: 0, address: '', weight: '' }])
  const change = (key: number, to: Partial<Line>) => setLines(lines.map((each) => (each.key === key ? { ...each, ...to } : each)))
  const read = lines.map((line, at) => {
    const found = readRecipient(line.address)
    const hotkey = found && 'id' in found ? found.id : undefined
    const share = parsePercent(line.weight)
    const before = lines.slice(0, at).map((each) => readRecipient(each.address))
    const problem =
      line.address === ''
        ? undefined
        : hotkey === undefined
          ? say.notAddress
          : hotkey === told.hotkey.hotkey
            ? say.itself
            : before.some((each) => each && 'id' in each && each.id === hotkey)
              ? say.twice
              : undefined
    return { hotkey, share, problem, weightProblem: line.weight !== '' && !share ? say.notPercent : undefined }
  })
  const all = read.reduce((sum, { share }) => sum + (share ?? 0), 0)
  const sound = all <= ALL && read.every(({ hotkey, share, problem }) => hotkey !== undefined && share && problem === undefined)
  const children = read.flatMap(({ hotkey, share }) => (hotkey !== undefined && share ? [{ hotkey, share }] : []))
  const { cooldown } = told
  return (
    <OrderForm
      {...form}
      title={say.changeChildren}
      order={sound ? { kind: 'children', hotkey: told.hotkey.hotkey, netuid: subnet.netuid, children } : undefined}
    >
      <p className="note">
        <bdi>{nameOf(subnet)}</bdi> {subnet.netuid}
      </p>
      {cooldown !== null && cooldown > 0 && (
        <Banner box icon="clock">
          {say.cooldown({ blocks: formats.number(cooldown), time: common.lasting(cooldown * SECONDS) })}
        </Banner>
      )}
      {lines.length === 0 && <p className="text">{say.nobody}</p>}
      {lines.map(({ key, address, weight }, at) => (
        <div key={key} className="stack stack-8">
          <TextField
            {...unwritten}
            label={say.address({ at: String(at + 1) })}
            className="mono"
            value={address}
            error={read[at]?.problem}
            onChange={({ target }) => change(key, { address: target.value })}
          />
          <TextField
            {...unwritten}
            label={say.weight}
            inputMode="decimal"
            value={weight}
            error={read[at]?.weightProblem}
            onChange={({ target }) => change(key, { weight: target.value })}
          />
          <div className="cluster">
            <Button small look="quiet" icon="trash" onClick={() => setLines(lines.filter((each) => each.key !== key))}>
              {say.removeChild({ at: String(at + 1) })}
            </Button>
          </div>
        </div>
      ))}
      <p className="text" role="status">
        {all > ALL ? say.over : say.rest({ share: formats.percent((ALL - all) / ALL, 2) })}
      </p>
      {lines.length < MOST_CHILDREN ? (
        <div className="cluster">
          <Button
            small
            icon="plus"
            onClick={() => setLines([...lines, { key: Math.max(-1, ...lines.map(({ key }) => key)) + 1, address: '', weight: '' }])}
          >
            {say.add}
          </Button>
        </div>
      ) : (
        <p className="note">{say.most({ count: formats.number(MOST_CHILDREN) })}</p>
      )}
    </OrderForm>
  )
}
