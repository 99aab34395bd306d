import { Redirect, Route, Switch } from 'wouter'
import { Home } from './journeys/home/home'
import { later } from './later'

const Welcome = later(() => import('./journeys/onboarding/welcome'), 'Welcome')
const NewVault = later(() => import('./journeys/onboarding/new-vault'), 'NewVault')
const Receive = later(() => import('./journeys/receive/receive'), 'Receive')
const Send = later(() => import('./journeys/send/send'), 'Send')
const Batch = later(() => import('./journeys/send/batch'), 'Batch')
const Stake = later(() => import('./journeys/stake/stake'), 'Stake')
const Unstake = later(() => import('./journeys/stake/stake'), 'Unstake')
const Move = later(() => import('./journeys/moves/move'), 'Move')
const UnstakeAll = later(() => import('./journeys/moves/unstake-all'), 'UnstakeAll')
const Give = later(() => import('./journeys/moves/give'), 'Give')
const Approve = later(() => import('./journeys/approve/approve'), 'Approve')
const Accounts = later(() => import('./journeys/accounts/accounts'), 'Accounts')
const Account = later(() => import('./journeys/accounts/account'), 'Account')
const AddAccount = later(() => import('./journeys/accounts/add'), 'AddAccount')
const NewPhrase = later(() => import('./journeys/accounts/new-phrase'), 'NewPhrase')
const Derive = later(() => import('./journeys/accounts/derive'), 'Derive')
const Reveal = later(() => import('./journeys/accounts/reveal'), 'Reveal')
const RemoveAccount = later(() => import('./journeys/accounts/remove'), 'RemoveAccount')
const Contacts = later(() => import('./journeys/contacts/contacts'), 'Contacts')
const Contact = later(() => import('./journeys/contacts/contact'), 'Contact')
const Sites = later(() => import('./journeys/sites/sites'), 'Sites')
const Why = later(() => import('./journeys/sites/why'), 'Why')
const OneSite = later(() => import('./journeys/sites/one-site'), 'OneSite')
const Activity = later(() => import('./journeys/activity/activity'), 'Activity')
const Entry = later(() => import('./journeys/activity/entry'), 'Entry')
const History = later(() => import('./journeys/history/history'), 'History')
const Positions = later(() => import('./journeys/positions/positions'), 'Positions')
const Position = later(() => import('./journeys/positions/position'), 'Position')
const Dividends = later(() => import('./journeys/root/dividends'), 'Dividends')
const SubnetLock = later(() => import('./journeys/locks/lock'), 'SubnetLock')
const Progress = later(() => import('./journeys/orders/progress'), 'Progress')
const Family = later(() => import('./journeys/families/family'), 'Family')
const Hotkeys = later(() => import('./journeys/hotkeys/hotkeys'), 'Hotkeys')
const HotkeyOrder = later(() => import('./journeys/hotkeys/order'), 'HotkeyOrder')
const Settings = later(() => import('./journeys/settings/settings'), 'Settings')
const Nodes = later(() => import('./journeys/settings/nodes'), 'Nodes')
const AddNode = later(() => import('./journeys/settings/add-node'), 'AddNode')
const NetworkFacts = later(() => import('./journeys/settings/network-facts'), 'NetworkFacts')
const ChangePassword = later(() => import('./journeys/settings/change-password'), 'ChangePassword')
const Rekey = later(() => import('./journeys/settings/rekey'), 'Rekey')
const Wipe = later(() => import('./journeys/settings/wipe'), 'WipeFromSettings')
const Help = later(() => import('./journeys/help/help'), 'Help')

/** Which address shows which screen. @param empty there is no wallet yet: only the ways to get one are open */
export function Routes({ empty }: { empty: boolean }) {
  if (empty)
    return (
      <Switch>
        <Route path="/new" component={NewVault} />
        <Route path="/help" component={Help} />
        <Route path="/help/:id" component={Help} />
        <Route component={Welcome} />
      </Switch>
    )
  return (
    <Switch>
      <Route path="/" component={Home} />
      <Route path="/receive" component={Receive} />
      <Route path="/receive/:id" component={Receive} />
      <Route path="/send" component={Send} />
      <Route path="/send/batch" component={Batch} />
      <Route path="/send/to/:to/:amount?" component={Send} />
      <Route path="/send/:id" component={Send} />
      <Route path="/send/:id/batch/:to?/:amount?" component={Batch} />
      <Route path="/send/:id/to/:to/:amount?" component={Send} />
      <Route path="/stake" component={Stake} />
      <Route path="/stake/:id/:netuid?/:hotkey?" component={Stake} />
      <Route path="/unstake/:id/:netuid/:hotkey" component={Unstake} />
      <Route path="/sent/:id/*?" component={Progress} />
      <Route path="/unstake-all/:id/:hotkey?" component={UnstakeAll} />
      <Route path="/move/:id/:netuid/:hotkey" component={Move} />
      <Route path="/give/:id" component={Give} />
      <Route path="/give/:id/to/:to" component={Give} />
      <Route path="/give/:id/:netuid/:hotkey" component={Give} />
      <Route path="/approve" component={Approve} />
      <Route path="/accounts" component={Accounts} />
      <Route path="/accounts/add" component={AddAccount} />
      <Route path="/accounts/new" component={NewPhrase} />
      <Route path="/accounts/:id" component={Account} />
      <Route path="/accounts/:id/derive" component={Derive} />
      <Route path="/accounts/:id/reveal" component={Reveal} />
      <Route path="/accounts/:id/remove" component={RemoveAccount} />
      <Route path="/contacts" component={Contacts} />
      <Route path="/contacts/:id" component={Contact} />
      <Route path="/sites" component={Sites} />
      <Route path="/sites/why" component={Why} />
      <Route path="/sites/:origin" component={OneSite} />
      <Route path="/activity" component={Activity} />
      <Route path="/activity/:id" component={Entry} />
      <Route path="/history" component={History} />
      <Route path="/history/:id" component={History} />
      <Route path="/positions" component={Positions} />
      <Route path="/positions/:id" component={Positions} />
      <Route path="/positions/:id/:netuid/:hotkey" component={Position} />
      <Route path="/root/:id" component={Dividends} />
      <Route path="/root/:id/:hotkey/*?" component={Dividends} />
      <Route path="/locks/:id/:netuid" component={SubnetLock} />
      <Route path="/hotkeys/:id" component={Hotkeys} />
      <Route path="/hotkeys/:id/of/:hotkey" component={Family} />
      <Route path="/hotkeys/:id/:way/:hotkey?" component={HotkeyOrder} />
      <Route path="/settings" component={Settings} />
      <Route path="/settings/nodes" component={Nodes} />
      <Route path="/settings/nodes/add" component={AddNode} />
      <Route path="/settings/network" component={NetworkFacts} />
      <Route path="/settings/password" component={ChangePassword} />
      <Route path="/settings/rekey" component={Rekey} />
      <Route path="/settings/wipe" component={Wipe} />
      <Route path="/help" component={Help} />
      <Route path="/help/:id" component={Help} />
      <Route>
        <Redirect to="/" />
      </Route>
    </Switch>
  )
}
