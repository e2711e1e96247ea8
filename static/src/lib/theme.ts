import { read, remove, write } from './storage';

export type Theme = 'system' | 'light' | 'dark';

export function savedTheme(): Theme {
  const theme = read('theme');
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

/** Applies and saves a theme. public/theme.js applies it before the first paint. */
export function setTheme(theme: Theme): void {
  if (theme === 'system') {
    delete document.documentElement.dataset.theme;
    remove('theme');
  } else {
    document.documentElement.dataset.theme = theme;
    write('theme', theme);
  }
}
