import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { startPage } from './app/start';
import { loadMarkdown } from './chat/Prose';
import { readSettings } from './lib/settings';
import { keepFocus } from './ui/focus';
import './styles/base.css';
import './styles/controls.css';
import './styles/layout.css';
import './styles/chat.css';
import './styles/board.css';
import './styles/print.css';
import './markdown/markdown.css';

const root = document.getElementById('root');
if (root) {
  const settings = readSettings();
  const page = startPage(settings);
  // Listed chats have answers to show. Without any, the first paint comes first.
  if (page.store.getSnapshot().entries.length > 0) void loadMarkdown();
  else
    new PerformanceObserver((paints) => {
      if (paints.getEntriesByName('first-contentful-paint').length > 0) void loadMarkdown();
    }).observe({ type: 'paint', buffered: true });
  keepFocus();
  createRoot(root).render(
    <StrictMode>
      <App store={page.store} client={page.client} settings={settings} />
    </StrictMode>,
  );
}
