import { type ComponentType, lazy } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { Home } from './journeys/home/home'

/** A screen that is loaded when it is gone to. */
const later = <Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) =>
  lazy(async () => ({ default: (await load())[name] }))

const Welcome = later(() => import('./journeys/onboarding/welcome'), 'Welcome')
const NewVault = later(() => import('./journeys/onboarding/new-vault'), 'NewVault')
const ImportPhrase = later(() => import('./journeys/onboarding/import-phrase'), 'ImportPhrase')
const Receive = later(() => import('./journeys/home/receive'), 'Receive')
const Send = later(() => import('./journeys/send/send'), 'Send')
const Approve = later(() => import('./journeys/approve/approve'), 'Approve')
const Accounts = later(() => import('./journeys/accounts/accounts'), 'Accounts')
const Account = later(() => import('./journeys/accounts/account'), 'Account')
const Sites = later(() => import('./journeys/sites/sites'), 'Sites')
const Activity = later(() => import('./journeys/activity/activity'), 'Activity')
const Entry = later(() => import('./journeys/activity/entry'), 'Entry')
const Settings = later(() => import('./journeys/settings/settings'), 'Settings')
const Nodes = later(() => import('./journeys/settings/nodes'), 'Nodes')
const Help = later(() => import('./journeys/help/help'), 'Help')

/** Which address shows which screen. @param empty there is no wallet yet: only the ways to get one are open */
export function Routes({ empty }: { empty: boolean }) {
  if (empty)
    return (
      <Switch>
        <Route path="/new" component={NewVault} />
        <Route path="/import" component={ImportPhrase} />
        <Route path="/help" component={Help} />
        <Route component={Welcome} />
      </Switch>
    )
  return (
    <Switch>
      <Route path="/" component={Home} />
      <Route path="/receive" component={Receive} />
      <Route path="/send" component={Send} />
      <Route path="/approve" component={Approve} />
      <Route path="/import" component={ImportPhrase} />
      <Route path="/accounts" component={Accounts} />
      <Route path="/accounts/:id" component={Account} />
      <Route path="/sites" component={Sites} />
      <Route path="/activity" component={Activity} />
      <Route path="/activity/:id" component={Entry} />
      <Route path="/settings" component={Settings} />
      <Route path="/settings/nodes" component={Nodes} />
      <Route path="/help" component={Help} />
      <Route>
        <Redirect to="/" />
      </Route>
    </Switch>
  )
}
