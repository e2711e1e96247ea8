import { useState } from 'react';
import { savedTheme, setTheme, type Theme } from '../lib/theme';
import { Icon, type IconName } from '../ui/Icon';
import type { MenuItem } from '../ui/Menu';

const CHOICES: readonly (readonly [Theme, string, IconName])[] = [
  ['system', 'System', 'screen'],
  ['light', 'Light', 'sun'],
  ['dark', 'Dark', 'moon'],
];

/** The action that switches between light and dark. */
export function themeAction(): MenuItem {
  const theme = savedTheme();
  const isDark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  const next = isDark ? 'light' : 'dark';
  return { label: `Switch to ${next} theme`, icon: isDark ? 'sun' : 'moon', run: () => setTheme(next) };
}

export function ThemeSwitch() {
  const [theme, show] = useState(savedTheme);
  const choose = (next: Theme) => {
    setTheme(next);
    show(next);
  };
  return (
    <fieldset className="segments">
      <legend className="sr-only">Theme</legend>
      {CHOICES.map(([value, label, icon]) => (
        <label key={value}>
          <input type="radio" name="theme" value={value} checked={theme === value} onChange={() => choose(value)} />
          <Icon name={icon} />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
