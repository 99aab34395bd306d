import { useCallback, useEffect, useState } from 'react'
import { useLocation } from 'wouter'
import type { Output, PopupContract } from '../../../messaging'
import { Amount, Button, Facts, Section } from '../../../ui'
import { KluisError } from '../../../units'
import { ask, useView } from '../../background'
import { useAfter, useNow } from '../../clock'
import { ErrorBanner } from '../../error-banner'
import { NetworkMark, Step } from '../../frame'
import { useFormats, useSayError, useWords } from '../../words'
import { earliestAt, partOf } from './halving'

type Told = Output<PopupContract, 'networkFacts'>
const TAO = 1_000_000_000n
const MOST = 21_000_000n * TAO
/** Blocks in a day of twelve seconds each. */
const BLOCKS_A_DAY = 7_200n
const READ_EVERY = 60_000

/** What the chain says of itself: how far it is, what is issued, and when what a block gives is halved. */
export function NetworkFacts() {
  const { nodes: say, common } = useWords()
  const sayError = useSayError()
  const formats = useFormats()
  const [, navigate] = useLocation()
  const network = useView('network')
  const now = useNow(5_000)
  const { told, error, busy, read } = useFacts(network?.id, network?.phase === 'online')
  if (!network) return null
  const { best, bestAt, finalised, specVersion, genesisHash, existentialDeposit, id } = network
  const sayFailure = (thrown: unknown) => (thrown instanceof KluisError && thrown.code === 'node-lied' ? say.lied : sayError(thrown))
  const age = bestAt === null ? '' : ` · ${say.ago({ age: common.lasting(Math.max(0, now - bestAt) / 1_000) })}`
  return (
    <Step title={say.facts} onBack={() => navigate('/settings/nodes')} aside={<NetworkMark />}>
      <ErrorBanner error={error} kind="caution" say={sayFailure} />
      <Section title={say.chain} />
      <Facts
        rows={[
          best !== null && { label: say.best, value: `${formats.number(best)}${age}` },
          finalised !== null && { label: say.finalised, value: formats.number(finalised) },
          specVersion !== null && { label: say.runtime, value: String(specVersion) },
          told && { label: say.metadata, value: told.metadata ? say.checked[told.metadata] : say.unchecked },
        ]}
      />
      {told ? (
        <>
          <Section title={say.issued} />
          <Issued told={told} daily={id !== 'local'} />
        </>
      ) : (
        busy && <Waiting />
      )}
      {told && (
        <>
          <Section title={say.halving} />
          <NextHalving told={told} dated={id !== 'local'} />
        </>
      )}
      <Section title={say.rules} />
      <div className="stack">
        {existentialDeposit !== null && (
          <Facts rows={[{ label: say.deposit, value: <Amount rao={BigInt(existentialDeposit)} decimals={9} /> }]} />
        )}
        {genesisHash && (
          <div>
            <p className="note">{say.genesis}</p>
            <p className="mono-block" translate="no">
              {genesisHash}
            </p>
          </div>
        )}
        <Button small icon="refresh" busy={busy} onClick={() => void read()}>
          {say.factsBack}
        </Button>
      </div>
    </Step>
  )
}

/** Read when the screen opens and when a node is there again, then each minute while it is seen. */
function useFacts(id: string | undefined, online: boolean) {
  const [state, setState] = useState<{ of?: string | undefined; told?: Told; error?: unknown }>({})
  const [busy, setBusy] = useState(false)
  const read = useCallback(async () => {
    setBusy(true)
    await ask('networkFacts', undefined).then(
      (told) => setState({ of: id, told }),
      (error) => setState((before) => (before.of === id && before.told ? { ...before, error } : { of: id, error })),
    )
    setBusy(false)
  }, [id])
  useEffect(() => {
    if (!online) return
    void read()
    const timer = setInterval(() => document.visibilityState === 'visible' && void read(), READ_EVERY)
    return () => clearInterval(timer)
  }, [online, read])
  // What cannot be true takes back what was shown before it.
  const lied = state.error instanceof KluisError && state.error.code === 'node-lied'
  const own = state.of === id
  return { told: own && !lied ? state.told : undefined, error: own ? state.error : undefined, busy, read }
}

function Waiting() {
  const { nodes: say } = useWords()
  if (!useAfter(300)) return null
  return (
    <>
      <Section title={say.issued} aside={say.reading} />
      <p className="amt amt--hero spaced">
        <span className="skel" />
      </p>
    </>
  )
}

function Issued({ told, daily }: { told: Told; daily: boolean }) {
  const { nodes: say } = useWords()
  const formats = useFormats()
  const [issued, emission] = [BigInt(told.issuance), BigInt(told.emission)]
  const part = partOf(issued, MOST)
  return (
    <div className="stack stack-8">
      <p className="spaced">
        <Amount rao={issued} look="lead" />
      </p>
      <div className="progress">
        <progress aria-label={say.issued} max={10_000} value={part} />
        <span className="note">{say.issuedOf({ most: formats.number(Number(MOST / TAO)), share: formats.number(part / 100) })}</span>
      </div>
      <Facts
        rows={[
          { label: say.perBlock, value: <Amount rao={emission} decimals={9} /> },
          daily && { label: say.perDay, value: <Amount rao={emission * BLOCKS_A_DAY} /> },
        ]}
      />
    </div>
  )
}

function NextHalving({ told: { halving, at }, dated }: { told: Told; dated: boolean }) {
  const { nodes: say } = useWords()
  const formats = useFormats()
  if (!halving) return <p className="text spaced">{say.noHalving}</p>
  const blocks = BigInt(halving.blocks)
  const earliest = earliestAt(blocks, at)
  return (
    <div className="stack stack-8">
      <Facts
        rows={[
          dated && {
            label: say.earliest,
            value: earliest === null ? say.beyond : say.around({ month: formats.month(earliest) }),
            total: true,
          },
          { label: say.blocks, value: formats.number(Number(blocks)) },
          { label: say.at, value: <Amount rao={BigInt(halving.threshold)} decimals={0} /> },
          { label: say.left, value: <Amount rao={BigInt(halving.left)} /> },
          { label: say.after, value: <Amount rao={BigInt(halving.emission)} decimals={9} /> },
        ]}
      />
      <p className="note">{say.halvingWhy}</p>
    </div>
  )
}
