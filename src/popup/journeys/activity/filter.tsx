import { useState } from 'react'
import { type ActivityFind, activityKinds, activityStates, networkIds } from '../../../messaging'
import { Button, Dialog, Field, SearchField, SwitchOption } from '../../../ui'
import { AccountField } from '../../account-field'
import { useAccountById } from '../../accounts'
import { useWords } from '../../words'
import { filtersOf, plain } from './looking'

/** A field to look for words, and a button that opens what else can be asked for. */
export function Looking({ find, onFind }: { find: ActivityFind; onFind(find: ActivityFind): void }) {
  const { ledger: say } = useWords()
  const [open, setOpen] = useState(false)
  const count = filtersOf(find)
  return (
    <div className="looking">
      <SearchField label={say.search} hint={say.searchHint} value={find.text} onChange={(text) => onFind({ ...find, text })} />
      <Button small aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {count === 0 ? say.filter : say.filterOn({ count })}
      </Button>
      {open && (
        <Filter
          find={find}
          onClose={() => setOpen(false)}
          onFind={(next) => {
            setOpen(false)
            onFind(next)
          }}
        />
      )}
    </div>
  )
}

function Filter({ find, onFind, onClose }: { find: ActivityFind; onFind(find: ActivityFind): void; onClose(): void }) {
  const { ledger: say, common } = useWords()
  const [wanted, setWanted] = useState(find)
  const set = (change: Partial<ActivityFind>) => setWanted({ ...wanted, ...change })
  const account = useAccountById(wanted.account ?? undefined) ?? undefined
  return (
    <Dialog title={say.filterTitle} onClose={onClose}>
      <Choice
        label={say.kind}
        value={wanted.kind}
        options={activityKinds.map((each) => [each, say.kinds[each]])}
        onPick={(picked) => set({ kind: activityKinds.find((each) => each === picked) ?? 'all' })}
      />
      <Choice
        label={say.state}
        value={wanted.state}
        options={activityStates.map((each) => [each, say.states[each]])}
        onPick={(picked) => set({ state: activityStates.find((each) => each === picked) ?? 'all' })}
      />
      <AccountField
        label={say.account}
        value={account}
        only="all"
        every={say.everyAccount}
        onPick={(picked) => set({ account: picked?.id ?? null })}
      />
      <Choice
        label={say.network}
        value={wanted.network ?? ''}
        options={[['', say.everyNetwork], ...networkIds.map((each) => [each, common.networks[each]] as const)]}
        onPick={(picked) => set({ network: networkIds.find((each) => each === picked) ?? null })}
      />
      <SwitchOption label={say.dust} help={say.dustHelp} checked={wanted.dust} onChange={(dust) => set({ dust })} />
      <Button look="primary" wide onClick={() => onFind(wanted)}>
        {say.done}
      </Button>
      <Button wide onClick={() => onFind(plain)}>
        {say.clear}
      </Button>
    </Dialog>
  )
}

function Choice({
  label,
  value,
  options,
  onPick,
}: {
  label: string
  value: string
  options: readonly (readonly [value: string, name: string])[]
  onPick(value: string): void
}) {
  return (
    <Field label={label}>
      {(ids) => (
        <select {...ids} value={value} onChange={({ target }) => onPick(target.value)}>
          {options.map(([each, name]) => (
            <option key={each} value={each}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
