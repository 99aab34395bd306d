// Popup owns what a person sees and presses, in popup, side panel, tab and approval window alike; it promises to show views, to send commands and to decide nothing.
import { createRoot } from 'react-dom/client'
import '../ui/tokens.css'
import '../ui/kit.css'
import '../ui/parts.css'
import { App } from './app'
import { openPort, startLink } from './background'
import { catchDrops } from './catch-drops'
import { Routes } from './routes'

catchDrops(window)
const place = document.getElementById('root')
if (place) {
  startLink(openPort)
  createRoot(place).render(<App routes={Routes} />)
}
