import { useEffect, useRef, useState } from 'react'
import type { NodeView } from '../../../messaging'
import { Badge, Banner, Button, Icon, IconButton, type IconName } from '../../../ui'
import { ask, useView } from '../../background'
import { useNow } from '../../clock'
import { useCommand } from '../../command'
import { ErrorBanner } from '../../error-banner'
import { WithPassword } from '../../with-password'
import { useFormats, useWords } from '../../words'

/** How often the nodes are looked at while this is seen, in milliseconds. The background never asks more often than a node wants. */
const LOOK_EVERY = 60_000

const shapes: Record<NodeView['status'], IconName> = {
  off: 'minus',
  unknown: 'dots',
  checking: 'refresh',
  'in-use': 'check',
  answering: 'check',
  slow: 'clock',
  behind: 'clock',
  refused: 'error',
  unreached: 'offline',
}

/** A node's address as one reads it. */
export const plainUrl = (url: string): string => url.replace(/^wss?:\/\//, '').replace(/:443(?=$|[/?])/, '')

/** The nodes of the chosen network: who runs each and how it is, which are used, and in which order. */
export function NodeList() {
  const { nodes: say } = useWords()
  const formats = useFormats()
  const network = useView('network')
  const { busy, error, run } = useCommand()
  const [said, setSaid] = useState('')
  const [asked, setAsked] = useState<string>()
  const moved = useRef<{ url: string; way: 'up' | 'down' }>(undefined)
  const id = network?.id
  useCheckWhileSeen(id)
  const order = network?.nodes.map(({ url }) => url).join(' ')
  // A row that moved takes its button along; where that is the end, the other one has the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the order is what moved it
  useEffect(() => {
    if (!moved.current) return
    const { url, way } = moved.current
    moved.current = undefined
    const [wanted, other] = [buttonId(url, way), buttonId(url, way === 'up' ? 'down' : 'up')].map((each) => document.getElementById(each))
    const target = wanted instanceof HTMLButtonElement && !wanted.disabled ? wanted : other
    target?.focus()
  }, [order])
  if (!network || !id) return null
  const { nodes } = network
  const checking = nodes.some(({ status }) => status === 'checking')

  const change = (url: string, work: (of: { network: 'finney' | 'testnet'; url: string }) => Promise<unknown>) => {
    if (id !== 'local') void run(() => work({ network: id, url }))
  }
  const move = (at: number, to: number, way: 'up' | 'down') => {
    const url = nodes[at]?.url ?? ''
    moved.current = { url, way }
    setSaid(say.moved({ url: plainUrl(url), at: formats.number(to + 1), of: formats.number(nodes.length) }))
    change(url, (of) => ask('moveNode', { ...of, to }))
  }
  return (
    <section className="stack stack-8" aria-label={say.title}>
      <div className="section">
        <h2>{say.title}</h2>
        <Button small icon="refresh" busy={checking} onClick={() => void run(() => ask('checkNodes', { pressed: true }))}>
          {say.check}
        </Button>
      </div>
      {id !== 'local' && <p className="note">{say.text}</p>}
      {!nodes.some(({ enabled }) => enabled) && (
        <Banner kind="caution" box>
          {say.none}
        </Banner>
      )}
      <ErrorBanner error={error} />
      <ul className="rows">
        {nodes.map((node, at) => (
          <li key={node.url} className="node" {...(node.enabled ? {} : { 'data-off': true })}>
            <div className="node-head">
              <span className="row-name">
                <span className="clip">{node.own && node.operator === 'yourself' ? say.yourself : node.operator}</span>
                {node.own && <Badge>{say.own}</Badge>}
              </span>
              {id !== 'local' && (
                <span className="cluster">
                  <IconButton
                    small
                    icon="up"
                    id={buttonId(node.url, 'up')}
                    label={say.moveUp({ url: plainUrl(node.url) })}
                    disabled={at === 0 || busy}
                    onClick={() => move(at, at - 1, 'up')}
                  />
                  <IconButton
                    small
                    icon="dn"
                    id={buttonId(node.url, 'down')}
                    label={say.moveDown({ url: plainUrl(node.url) })}
                    disabled={at === nodes.length - 1 || busy}
                    onClick={() => move(at, at + 1, 'down')}
                  />
                  <input
                    className="switch"
                    type="checkbox"
                    role="switch"
                    aria-label={say.switchOn({ url: plainUrl(node.url) })}
                    aria-checked={node.enabled}
                    checked={node.enabled}
                    onChange={({ target }) => {
                      const enabled = target.checked
                      setAsked(undefined)
                      // Of the wallet that is here or of a backup: nobody but who knows the password has it asked.
                      if (enabled && node.own) return setAsked(node.url)
                      change(node.url, (of) => ask('switchNode', { ...of, enabled }))
                    }}
                  />
                </span>
              )}
            </div>
            <p className="mono-block quiet" translate="no">
              {plainUrl(node.url)}
            </p>
            <State node={node} />
            {asked === node.url && id !== 'local' && !node.enabled && (
              <WithPassword
                text={say.ownWhy}
                action={say.ownOn}
                onDo={(password) => ask('switchNode', { network: id, url: node.url, enabled: true, password })}
                onEnd={() => setAsked(undefined)}
              />
            )}
            {node.own && id !== 'local' && (
              <button
                type="button"
                className="linkbtn"
                aria-label={say.remove({ url: plainUrl(node.url) })}
                onClick={() => change(node.url, (of) => ask('removeNode', of))}
              >
                {say.removeShort}
              </button>
            )}
          </li>
        ))}
      </ul>
      <p className="vh" aria-live="polite">
        {said}
      </p>
    </section>
  )
}

const buttonId = (url: string, way: 'up' | 'down') => `${way} ${url}`.replace(/[^\w-]/g, '-')

/** How a node is, in a word with its shape, and the numbers that say so. */
function State({ node }: { node: NodeView }) {
  const { nodes: say, common } = useWords()
  const formats = useFormats()
  const now = useNow(5_000)
  const { status, latencyMs, best, behind, at, problem } = node
  const word =
    status === 'refused' && problem === 'wrong-network'
      ? say.refusedBecause.chain
      : status === 'refused' && problem === 'node-lied'
        ? say.refusedBecause.lie
        : say.status[status]
  const facts = [
    latencyMs !== null && say.latency({ ms: formats.number(latencyMs) }),
    best !== null && say.block({ number: formats.number(best) }),
    behind !== null && behind > 1 && say.behind({ count: behind, text: formats.number(behind) }),
    at !== null && status !== 'in-use' && say.ago({ age: common.lasting(Math.max(0, now - at) / 1_000) }),
  ].filter((each) => each !== false)
  return (
    <p className="node-state">
      <span className="word">
        <Icon name={shapes[status]} size={16} />
        {word}
      </span>
      {facts.length > 0 && <span>{facts.join(' · ')}</span>}
    </p>
  )
}

/** Looks at the nodes when this screen opens and now and then while it is seen; a page that is hidden asks nobody. */
function useCheckWhileSeen(id: string | undefined): void {
  useEffect(() => {
    if (!id) return
    const look = () => {
      // What goes wrong is in the views; a locked wallet asks nobody.
      if (document.visibilityState === 'visible') ask('checkNodes', { pressed: false }).catch(() => undefined)
    }
    look()
    const timer = setInterval(look, LOOK_EVERY)
    return () => clearInterval(timer)
  }, [id])
}
