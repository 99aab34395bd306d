import { type FormEvent, useState } from 'react'
import { Redirect, useLocation } from 'wouter'
import { Banner, Button, Foot, Heading, TextField, unwritten } from '../../../ui'
import { KluisError, mayHoldKey, readNodeUrl } from '../../../units'
import { ask, useView } from '../../background'
import { useCommand } from '../../command'
import { Step } from '../../frame'
import { PasswordAgain } from '../../password-again'
import { useSecret } from '../../secret'
import { useSayError, useWords } from '../../words'

/** What is wrong with an address, before anybody is asked. @returns undefined while it is right or empty */
function faultOf(address: string): unknown {
  if (!address.trim()) return undefined
  try {
    readNodeUrl(address)
    return undefined
  } catch (error) {
    return error
  }
}

/** A node of one's own: kept after the password, and after it told the network's genesis. */
export function AddNode() {
  const { nodes: say, settings } = useWords()
  const sayError = useSayError()
  const [, navigate] = useLocation()
  const network = useView('network')
  const [address, setAddress] = useState('')
  const [left, setLeft] = useState(false)
  const [operator, setOperator] = useState('')
  const [password, setPassword] = useSecret('')
  const { busy, error, run, forget } = useCommand()
  const back = () => navigate('/settings/nodes')
  if (!network) return null
  if (network.id === 'local') return <Redirect to="/settings/nodes" />
  const { id } = network
  const name = settings.networks[id]
  const fault = faultOf(address)
  const shown = left || (fault instanceof KluisError && fault.code === 'node-login')
  const missing = !address.trim() ? say.needAddress : fault ? sayError(fault) : !password ? say.needPassword : undefined
  async function add(event: FormEvent) {
    event.preventDefault()
    setLeft(true)
    if (missing) return
    if (await run(() => ask('addNode', { network: id, url: address, operator, password }))) return back()
    setPassword('')
  }
  const sayFailure = (thrown: unknown) => {
    const code = thrown instanceof KluisError ? thrown.code : ''
    if (code === 'offline' || code === 'node-answer') return say.unreached
    if (code === 'wrong-network') return say.otherChain({ network: name })
    return code === 'node-lied' ? say.liar : sayError(thrown)
  }
  return (
    <Step
      title={say.addTitle}
      heading={false}
      network={false}
      onBack={back}
      foot={
        <Foot one>
          {busy ? <p className="foot-note">{say.adding}</p> : missing && !fault && <p className="foot-note">{missing}</p>}
          <Button type="submit" form="add-node" look="primary" busy={busy} disabled={Boolean(missing)}>
            {say.addDo}
          </Button>
        </Foot>
      }
    >
      <form id="add-node" className="stack" onSubmit={(event) => void add(event)}>
        <Heading>{say.add}</Heading>
        <p className="text">{say.addText({ network: name })}</p>
        <TextField
          {...unwritten}
          label={say.address}
          help={say.addressHelp}
          error={fault && shown ? sayError(fault) : undefined}
          className="mono"
          inputMode="url"
          maxLength={300}
          value={address}
          readOnly={busy}
          onBlur={() => setLeft(true)}
          onChange={({ target }) => {
            forget()
            setAddress(target.value)
          }}
        />
        {!fault && address.trim() && mayHoldKey(readNodeUrl(address)) && (
          <Banner kind="caution" box live>
            {say.addressKey}
          </Banner>
        )}
        <TextField
          {...unwritten}
          label={say.operator}
          help={say.operatorHelp}
          maxLength={40}
          value={operator}
          readOnly={busy}
          onChange={({ target }) => setOperator(target.value)}
        />
        <PasswordAgain
          value={password}
          error={error}
          say={sayFailure}
          readOnly={busy}
          onChange={(text) => {
            forget()
            setPassword(text)
          }}
        />
      </form>
    </Step>
  )
}
