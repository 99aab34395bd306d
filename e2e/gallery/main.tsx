import { createRoot, type Root } from 'react-dom/client'
import { problems } from './problems'
import '../../src/ui/tokens.css'
import '../../src/ui/kit.css'
import '../../src/ui/parts.css'
import '../../src/import/import.css'
import './gallery.css'
import { Routes as ImportRoutes } from '../../src/import/routes'
import { App } from '../../src/popup/app'
import { startLink } from '../../src/popup/background'
import { Routes as PopupRoutes } from '../../src/popup/routes'
import { standIn } from './browser'
import { type Look, looks, queryOf } from './scene'
import { scenes } from './scenes'
import { fakeWire } from './wire'

const place = document.getElementById('root')
let root: Root | undefined

/** Shows what the query names with the real app, from its beginning; without a scene, the list of all. */
function show(query: string): void {
  const wanted = new URLSearchParams(query)
  const scene = scenes.find(({ name }) => name === wanted.get('scene'))
  const look: Look = {
    theme: wanted.get('theme') === 'dark' ? 'dark' : 'light',
    language: wanted.get('language') === 'nl' ? 'nl' : 'en',
  }
  root?.unmount()
  problems.length = 0
  document.title = 'Kluis'
  history.replaceState(null, '', `${query || location.pathname}${scene ? `#${scene.route}` : ''}`)
  // Before a view arrives the app speaks as the browser does and looks as the system does.
  Object.defineProperty(navigator, 'languages', { value: [look.language], configurable: true })
  document.documentElement.dataset.gallery = look.theme
  root = place ? createRoot(place) : undefined
  standIn(scene?.place)
  if (scene) startLink(fakeWire(scene, look))
  root?.render(scene ? <App routes={scene.page === 'import' ? ImportRoutes : PopupRoutes} /> : <List />)
}

function List() {
  return (
    <main className="body">
      <h1 className="title">{scenes.length} scenes</h1>
      <ul className="rows">
        {scenes.map(({ name }) => (
          <li key={name} className="row row--nolead">
            <span className="row-main">{name}</span>
            <span className="cluster">
              {looks.map((look) => (
                <a key={look.language} href={queryOf(name, look)}>
                  {look.theme}, {look.language}
                </a>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </main>
  )
}

declare global {
  interface Window {
    gallery: { show(query: string): void; problems: string[] }
  }
}
window.gallery = { show, problems }
show(location.search)
