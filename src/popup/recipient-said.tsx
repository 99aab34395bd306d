import type { ReactNode } from 'react'
import { Button, Checks, FullAddress, type IconName, useAmountText } from '../ui'
import { useAccountById, useAlike } from './accounts'
import { useView } from './background'
import type { ReadAddress } from './recipient'
import type { Named, RecipientCheck } from './recipient-checks'
import { useFormats, useSayError, useWords } from './words'

export const checkIcons: Record<RecipientCheck['tone'], IconName> = { good: 'check', plain: 'info', caution: 'l2', stop: 'error' }

/** Contacts and own accounts, however many, for whom one of these may be taken. */
export function useBook(recipients: readonly { text: string; read: ReadAddress }[]): readonly Named[] {
  const contacts = useView('contacts')?.items ?? []
  const accounts = useView('accounts')?.first ?? []
  const far = useAlike(recipients.map(({ text, read }) => (read && 'id' in read ? read.address : text)))
  return [...contacts, ...accounts, ...far]
}

/** An own account and a contact of this id, as the checks want them. */
export function useWhoIs(read: ReadAddress) {
  const id = read && 'id' in read ? read.id : undefined
  const own = useAccountById(id) ?? undefined
  const contact = useView('contacts')?.items.find((each) => each.id === id)
  return { id, own, contact }
}

/** The sentence of a check. */
export function useSayCheck(): (check: RecipientCheck, read: ReadAddress) => ReactNode {
  const { send, moves } = useWords()
  const sayError = useSayError()
  const formats = useFormats()
  const amount = useAmountText()
  return ({ id, tone, facts, stake }, read) => {
    const say = stake ? { ...send.checks, ...moves.checks } : send.checks
    const { name = '', address = '', prefix = '', owner = '', times = '', at = '0', deposit = '0', kind = '', index = '' } = facts
    switch (id) {
      case 'own':
      case 'contact':
        return (
          <>
            <strong>{name}</strong>, {say[id]}
          </>
        )
      case 'typo':
        return send.typo({ name: name || address, problem: read && 'error' in read ? sayError(read.error) : '' })
      case 'lookalike':
        return facts.contact === undefined ? send.lookalike({ name }) : send.lookalikeContact({ name })
      case 'foreign':
        return say.foreign({ prefix })
      case 'keyless':
        return say.keyless({ kind, index })
      case 'hotkey':
        return say.hotkey({ owner })
      case 'own-hotkey':
        return say.ownHotkey
      case 'paid':
        return say.paid({ times: formats.number(Number(times)), one: times === '1', when: formats.date(Number(at)) })
      case 'first-time':
        return tone === 'plain' ? say.contactFirst : say.firstTime
      case 'never-seen':
        return say.neverSeen
      case 'new-account':
        return say.newAccount
      case 'too-little':
        return say.tooLittle({ deposit: amount(BigInt(deposit), 9) })
      case 'not-contact':
        return say.notContact
      case 'self':
      case 'checksum':
        return say[id]
    }
  }
}

/** What stops a recipient, as the error of its field: undefined while nothing does. */
export function useStopOf(checks: readonly RecipientCheck[], read: ReadAddress): ReactNode {
  const sayCheck = useSayCheck()
  const stop = checks.find(({ tone }) => tone === 'stop')
  return stop && sayCheck(stop, read)
}

/**
 * What is known of a recipient: the whole address, its checks, and beside an address that it resembles, group by group, what differs.
 * @param onText puts another address into the field
 */
export function RecipientSaid({
  text,
  read,
  checks,
  actions,
  onText,
}: {
  text: string
  read: ReadAddress
  checks: readonly RecipientCheck[]
  actions?: ReactNode
  onText(text: string): void
}) {
  const { send } = useWords()
  const sayCheck = useSayCheck()
  const twin = checks.find(({ id }) => id === 'lookalike' || id === 'typo')
  const address = read && 'id' in read ? read.address : text
  // What stops is said at the field itself.
  const others = checks.filter((each) => each.tone !== 'stop')
  return (
    <>
      {twin ? (
        <div className="card card--sheet stack stack-8">
          <p className="note">{send.entered}</p>
          <FullAddress address={address} unlike={twin.facts.address ?? ''} />
          <p className="note">{twin.facts.name || send.knownAddress}</p>
          <FullAddress address={twin.facts.address ?? ''} unlike={address} />
          <Button small onClick={() => onText(twin.facts.address ?? '')}>
            {twin.facts.name ? send.takeTheirs({ name: twin.facts.name }) : send.takeKnown}
          </Button>
        </div>
      ) : (
        read && 'id' in read && <FullAddress address={address} />
      )}
      <div role="status">
        {others.length > 0 && <Checks items={others.map((check) => ({ icon: checkIcons[check.tone], text: sayCheck(check, read) }))} />}
      </div>
      {actions}
    </>
  )
}
