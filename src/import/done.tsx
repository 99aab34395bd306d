import { useLocation } from 'wouter'
import { openInTab, Step, useFormats, useWords, WhoAccount } from '../popup'
import { Banner, Button, Foot, Heading, Section } from '../ui'
import { MOST_CONTACTS } from './contacts-file'
import type { Results } from './keeping'

const SPELT_OUT = 20

/** What is in the vault now, what is not and why, and what to do with the files that it came from. */
export function Done({ results, old, plain, onMore }: { results: Results; old: boolean; plain: boolean; onMore(): void }) {
  const words = useWords()
  const { bring } = words
  const [, navigate] = useLocation()
  const { added, refused, beside, left } = results
  const formats = useFormats()
  const backup = added.some(({ holds, savedAt }) => holds !== null && savedAt === null)
  return (
    <Step
      network={false}
      title={bring.bar}
      heading={false}
      foot={
        <Foot>
          <Button onClick={backup ? () => void openInTab('/') : onMore}>{backup ? bring.openWallet : bring.bringMore}</Button>
          <Button look="primary" onClick={backup ? () => navigate('/backup') : () => void openInTab('/')}>
            {backup ? bring.backupNow : bring.openWallet}
          </Button>
        </Foot>
      }
    >
      <div className="stack">
        <Heading>
          {added.length || !(beside || left) ? bring.doneTitle({ count: added.length }) : left ? bring.donePart : bring.doneBeside}
        </Heading>
        {added.length > 0 && <p className="text">{bring.doneText({ count: added.length })}</p>}
        {added.slice(0, SPELT_OUT).map((account) => (
          <WhoAccount key={account.id} account={account} />
        ))}
        {added.length > SPELT_OUT && <p className="note">{bring.more({ count: added.length - SPELT_OUT })}</p>}
        {backup && (
          <Banner kind="caution" box>
            {bring.unsaved}
          </Banner>
        )}
        {left > 0 && (
          <Banner kind="caution" box>
            {bring.noRoom({ most: formats.number(MOST_CONTACTS), count: formats.number(left) })}
          </Banner>
        )}
        {refused.length > 0 && added.length > 0 && <Section title={bring.doneRefused} />}
        {refused.map(({ name, reason }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two files may have the same name and the same fault
          <Banner key={at} kind="caution" box>
            {name && <strong>{bring.refusedTitle({ file: name })} </strong>}
            {words.errors[reason.code](reason.facts)}
          </Banner>
        ))}
        {old && added.length > 0 && (
          <Banner kind="caution" box icon="lock">
            {bring.oldSalt}
          </Banner>
        )}
        {plain && added.length > 0 && <p className="note">{bring.oldPlain}</p>}
      </div>
    </Step>
  )
}
