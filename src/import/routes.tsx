import { type ComponentType, lazy } from 'react'
import { Redirect, Route, Switch } from 'wouter'
import { Bring } from './bring'

/** A screen that is loaded when it is gone to. */
const later = <Name extends string>(load: () => Promise<Record<Name, ComponentType>>, name: Name) =>
  lazy(async () => ({ default: (await load())[name] }))

const Export = later(() => import('./export'), 'Export')
const ExportActivity = later(() => import('./export-activity'), 'ExportActivity')
const Backup = later(() => import('./backup'), 'Backup')
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
      <Route>
        <Redirect to="/" />
      </Route>
    </Switch>
  )
}
