import { Redirect, Route, Switch } from 'wouter'
import { later } from '../popup'

const Bring = later(() => import('./bring'), 'Bring')
const Export = later(() => import('./export'), 'Export')
const ExportActivity = later(() => import('./export-activity'), 'ExportActivity')
const Backup = later(() => import('./backup'), 'Backup')
const Contacts = later(() => import('./contacts'), 'Contacts')
const Scan = later(() => import('./scan'), 'Scan')
const Drill = later(() => import('./drill'), 'Drill')

/** Which address of this tab shows which screen. @param empty there is no wallet yet: keys come in, and nothing can go out */
export function Routes({ empty }: { empty: boolean }) {
  return (
    <Switch>
      <Route path="/" component={Bring} />
      <Route path="/drill" component={Drill} />
      {!empty && <Route path="/export" component={Export} />}
      {!empty && <Route path="/export/:id" component={Export} />}
      {!empty && <Route path="/activity" component={ExportActivity} />}
      {!empty && <Route path="/backup" component={Backup} />}
      {!empty && <Route path="/contacts" component={Contacts} />}
      {!empty && <Route path="/scan" component={Scan} />}
      {!empty && <Route path="/scan/:id/:amount?" component={Scan} />}
      <Route>
        <Redirect to="/" />
      </Route>
    </Switch>
  )
}
