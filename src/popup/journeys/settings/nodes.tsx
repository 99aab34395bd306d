import { useState } from 'react'
import { useLocation } from 'wouter'
import type { NetworkId } from '../../../messaging'
import { Button, TextField, unwritten } from '../../../ui'
import { isLocalHost } from '../../../units'
import { GoRow } from '../../account'
import { ask, useView } from '../../background'
import { useCommand } from '../../command'
import { ErrorBanner } from '../../error-banner'
import { NetworkMark, Step } from '../../frame'
import { useWords } from '../../words'
import { NodeList } from './node-list'

const networks: readonly NetworkId[] = ['finney', 'testnet', 'local']

/** Which network, through which nodes, and how they are. */
export function Nodes() {
  const words = useWords()
  const { settings: say, nodes } = words
  const [, navigate] = useLocation()
  const network = useView('network')
  const { busy, error, run } = useCommand()
  if (!network) return null
  const choose = (id: NetworkId, host?: string) => void run(() => ask('chooseNetwork', { id, ...(host === undefined ? {} : { host }) }))
  const [local] = network.nodes
  return (
    <Step title={say.network} onBack={() => navigate('/settings')} aside={<NetworkMark />}>
      <div className="stack">
        <fieldset>
          <legend className="vh">{say.network}</legend>
          <ul className="rows">
            {networks.map((id) => (
              <li key={id}>
                <label className="row">
                  <input
                    className="tick"
                    type="radio"
                    name="network"
                    checked={network.id === id}
                    disabled={busy}
                    onChange={() => choose(id)}
                  />
                  <span className="row-main">
                    <span className="row-name">{say.networks[id]}</span>
                    <span className="row-sub">{say.networkText[id]}</span>
                  </span>
                </label>
              </li>
            ))}
          </ul>
        </fieldset>
        <ErrorBanner error={error} />
        {network.id === 'local' && (
          <LocalNode key={local?.url} host={local?.url ?? ''} busy={busy} onUse={(host) => choose('local', host)} />
        )}
        <NodeList key={network.id} />
        <ul className="rows">
          {network.id !== 'local' && (
            <li>
              <GoRow to="/settings/nodes/add" icon="plus" name={nodes.add} />
            </li>
          )}
          <li>
            <GoRow to="/settings/network" icon="info" name={nodes.facts} />
          </li>
        </ul>
      </div>
    </Step>
  )
}

function LocalNode({ host, busy, onUse }: { host: string; busy: boolean; onUse(host: string): void }) {
  const { settings: say } = useWords()
  const [address, setAddress] = useState(host)
  const wrong = !isLocalHost(address)
  return (
    <form
      className="stack stack-8"
      onSubmit={(event) => {
        event.preventDefault()
        if (!wrong) onUse(address)
      }}
    >
      <TextField
        {...unwritten}
        label={say.localAddress}
        help={say.localHelp}
        error={wrong ? say.localWrong : undefined}
        className="mono"
        value={address}
        onChange={({ target }) => setAddress(target.value.trim())}
      />
      <Button type="submit" small busy={busy} disabled={wrong || address === host}>
        {say.use}
      </Button>
    </form>
  )
}
