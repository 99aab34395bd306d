import { useState } from 'react'
import { useLocation } from 'wouter'
import type { NetworkId } from '../../../messaging'
import { Button, Facts, TextField, unwritten } from '../../../ui'
import { isLocalHost } from '../../../units'
import { ask, useView } from '../../background'
import { useCommand } from '../../command'
import { ErrorBanner } from '../../error-banner'
import { NetworkMark, Step } from '../../frame'
import { useFormats, useWords } from '../../words'

const networks: readonly NetworkId[] = ['finney', 'testnet', 'local']

/** Which network, through which nodes, and what they say. */
export function Nodes() {
  const words = useWords()
  const { settings: say } = words
  const [, navigate] = useLocation()
  const network = useView('network')
  const { busy, error, run } = useCommand()
  if (!network) return null
  const choose = (id: NetworkId, host?: string) => void run(() => ask('chooseNetwork', { id, ...(host === undefined ? {} : { host }) }))
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
          <LocalNode key={network.hosts[0]} host={network.hosts[0] ?? ''} busy={busy} onUse={(host) => choose('local', host)} />
        )}
        <State />
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

/** What the chosen network answers. */
function State() {
  const { settings: say } = useWords()
  const formats = useFormats()
  const network = useView('network')
  if (!network) return null
  const { phase, host, best, finalised, specVersion, genesisHash, hosts } = network
  return (
    <div>
      <div className="section">
        <h2>{say.nodes}</h2>
        {phase !== 'online' && <span className="note">{say.state[phase]}</span>}
      </div>
      <ul className="rows">
        {hosts.map((url) => (
          <li key={url} className="row row--nolead">
            <span className="mono" translate="no">
              {url.replace(/^wss?:\/\//, '').replace(/:443$/, '')}
            </span>
            {url === host && <span className="row-value">{say.state[phase]}</span>}
          </li>
        ))}
      </ul>
      {phase === 'online' && (
        <Facts
          rows={[
            best !== null && { label: say.best, value: formats.number(best) },
            finalised !== null && { label: say.finalised, value: formats.number(finalised) },
            specVersion !== null && { label: say.runtime, value: String(specVersion) },
          ]}
        />
      )}
      {genesisHash && (
        <div className="spaced">
          <p className="note">{say.genesis}</p>
          <p className="mono-block" translate="no">
            {genesisHash}
          </p>
        </div>
      )}
    </div>
  )
}
