import { useState } from 'react'
import { Redirect, useLocation, useParams } from 'wouter'
import { encodeAddress, fromHex } from '../../../units'
import { useAccountById } from '../../accounts'
import { ask, newCommandId } from '../../background'
import { NetworkMark, Step } from '../../frame'
import { useHotkeys } from '../../hotkeys'
import { useWords } from '../../words'
import { Order } from '../orders/order'
import { AssociateForm } from './associate-form'
import { type Draft, emptyDraft, type FormProps } from './draft'
import { RegisterForm } from './register-form'
import { SwapForm } from './swap-form'

const ways = ['associate', 'register', 'swap'] as const
const forms = { associate: AssociateForm, register: RegisterForm, swap: SwapForm } as const

/** One thing that is done with a hotkey: filled in, reviewed like anything that is signed, and followed to its end. */
export function HotkeyOrder() {
  const { hotkeys: say, common, accounts } = useWords()
  const { id = '', way = '', hotkey: named = '' } = useParams<{ id: string; way: string; hotkey?: string }>()
  const hotkey = /^0x[0-9a-f]{64}$/.test(named) ? named : undefined
  const [, navigate] = useLocation()
  const account = useAccountById(id)
  const told = useHotkeys(id)
  const kind = ways.find((each) => each === way)
  const back = () => navigate(`/hotkeys/${id}`)
  if (!kind || account?.role === 'watch' || account?.role === 'hotkey') return <Redirect to={`/hotkeys/${id}`} />
  if (!account || !told)
    return (
      <Step title={say.formTitles[kind]} onBack={back} aside={<NetworkMark />}>
        <p className="text">{account === null ? accounts.gone : told === null ? say.notTold : common.loading}</p>
      </Step>
    )
  return <Ordering key={`${kind} ${hotkey}`} kind={kind} account={account} told={told} hotkey={hotkey} onBack={back} />
}

function Ordering({
  kind,
  account,
  told,
  hotkey,
  onBack,
}: { kind: (typeof ways)[number] } & Pick<FormProps, 'account' | 'told' | 'hotkey' | 'onBack'>) {
  // A swap begins with the old hotkey, and asks for the new one.
  const [draft, setDraft] = useState<Draft>(emptyDraft(kind === 'register' && hotkey ? encodeAddress(fromHex(hotkey)) : ''))
  const Form = forms[kind]
  return (
    <Order doneAt={`/hotkeys/${account.id}`}>
      {({ busy, error, forget, order }) => (
        <Form
          {...{ account, told, hotkey, draft, busy, error, onBack }}
          onDraft={(change) => {
            forget()
            setDraft({ ...draft, ...change })
          }}
          onReview={(made) =>
            order(() => ask('prepareHotkey', { commandId: newCommandId(), from: account.id, order: made, hotkeyMeant: false }))
          }
        />
      )}
    </Order>
  )
}
