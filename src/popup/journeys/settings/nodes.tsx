import { useState } from 'react'
import { useLocation } from 'wouter'
import type { NetworkId } from '../../../messaging'
import { TextField, unwritten } from '../../../ui'
import { isLocalHost } from '../../../units'
import { GoRow } from '../../account'
import { ask, useView } from '../../background'
import { useCommand } from '../../command'
import { ErrorBanner } from '../../error-banner'
import { NetworkMark, Step } from '../../frame'
import { WithPassword } from '../../with-password'
import { useWords } from '../../words'
import { NodeList } from './node-list'

const networks: readonly NetworkId[] = ['finney', 'testnet', 'local']

/** Which network, through which nodes, and how they are. */
export function Nodes() {
  const words = useWords()
  const { settings: say, nodes } = words
  const [, navigate] = useLocation()
  const network = useView('network')
  const host = useView('settings')?.localHost
  const [asked, setAsked] = useState(false)
  const { busy, error, run } = useCommand()
  if (!network || host === undefined) return null
  const toLocal = asked && network.id !== 'local'
  const choose = (id: NetworkId) => {
    setAsked(id === 'local')
    // What is chosen already is only come back to.
    if (id !== 'local' && id !== network.id) void run(() => ask('chooseNetwork', { id }))
  }
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
                    checked={(toLocal ? 'local' : network.id) === id}
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
        {toLocal && <LocalNode host={host} onEnd={() => setAsked(false)} />}
        {network.id === 'local' && <LocalNode key={host} host={host} />}
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

/** Where the local node is, and the password for another one. @param onEnd the way back, while another network is chosen */
function LocalNode({ host, onEnd }: { host: string; onEnd?(): void }) {
  const { settings: say } = useWords()
  const [address, setAddress] = useState(host)
  const wrong = !isLocalHost(address)
  return (
    <WithPassword
      asked={onEnd !== undefined || address !== host}
      text={say.localWhy}
      action={say.use}
      ready={!wrong}
      onDo={(password) => ask('chooseNetwork', { id: 'local', host: address, password })}
      onEnd={onEnd ?? (() => setAddress(host))}
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
    </WithPassword>
  )
}
