// Import owns the full tab where keys come in and backups go out, and the worker beside it; it promises that files are read here only, and that nothing is kept but by a command to the background.
import { createRoot } from 'react-dom/client'
import '../ui/tokens.css'
import '../ui/kit.css'
import '../ui/parts.css'
import './import.css'
import { App, catchDrops, openPort, startLink } from '../popup'
import { Routes } from './routes'

// Also where nothing can be taken, and while the wallet is locked.
catchDrops(window)
const place = document.getElementById('root')
if (place) {
  startLink(openPort)
  createRoot(place).render(<App routes={Routes} />)
}
