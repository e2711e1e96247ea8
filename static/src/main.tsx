import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { startPage } from './app/start';
import { readSettings } from './lib/settings';
import './styles/base.css';
import './styles/controls.css';
import './styles/layout.css';
import './styles/chat.css';
import './styles/board.css';
import './styles/print.css';

const root = document.getElementById('root');
if (root) {
  const settings = readSettings();
  const page = startPage(settings);
  createRoot(root).render(
    <StrictMode>
      <App store={page.store} client={page.client} settings={settings} />
    </StrictMode>,
  );
}
