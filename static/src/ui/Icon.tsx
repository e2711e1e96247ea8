// Line icons on a 24-unit grid, drawn for this page.

const PATHS = {
  list: 'M4 6.5h16M4 12h16M4 17.5h10',
  plus: 'M12 5v14M5 12h14',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.4 15.4 20 20',
  more: 'M5.5 12h.01M12 12h.01M18.5 12h.01',
  pencil: 'M4 20l1-4.5L16 4.5l3.5 3.5L8.5 19zM13.5 7l3.5 3.5',
  trash: 'M4.5 7h15M9.5 7V4.5h5V7M6.5 7l1 13h9l1-13M10.5 11v5M13.5 11v5',
  pin: 'M9 4h6M10 4v6l-3 4.5h10L14 10V4M12 14.5V20',
  copy: 'M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  star: 'M12 4l2.5 5.2 5.7.8-4.1 4 1 5.7L12 17l-5.1 2.7 1-5.7-4.1-4 5.7-.8z',
  grip: 'M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01',
  up: 'M12 19.5V5M5.5 11.5 12 5l6.5 6.5',
  stop: 'M7 7h10v10H7z',
  retry: 'M19.5 12a7.5 7.5 0 1 1-2.3-5.4L19.5 9M19.5 4v5h-5',
  down: 'M12 5v14M5.5 12.5 12 19l6.5-6.5',
  bulb: 'M9.5 18.5h5M10.5 21h3M8.5 15c-1.7-1.1-2.8-3-2.8-5a6.3 6.3 0 0 1 12.6 0c0 2-1.1 3.9-2.8 5v1h-7z',
  close: 'M6 6l12 12M18 6 6 18',
  sliders: 'M4 8h8M16 8h4M4 16h3M11 16h9M14 5.8v4.4M9 13.8v4.4',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1.5 1.5M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1.5-1.5',
  download: 'M12 4v11.5M6.5 10.5 12 16l5.5-5.5M5 20h14',
  undo: 'M9 5 4.5 9.5 9 14M5 9.5h9a5 5 0 0 1 0 10h-3',
  jump: 'M5 5v6a4 4 0 0 0 4 4h10M14.5 10.5 19 15l-4.5 4.5',
  board: 'M4 5h7v14H4zM14.5 5H20v8h-5.5z',
  ask: 'M5 5h14v11h-8l-4 3.5V16H5zM9 9.5h6M9 12h4',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M18.4 5.6l-1.1 1.1M6.7 17.3l-1.1 1.1',
  moon: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10',
  screen: 'M4 5h16v11H4zM9 20h6M12 16v4',
  print: 'M7.5 9V4h9v5M7.5 16.5H4.5V9h15v7.5h-3M7.5 14h9v6h-9z',
  warning: 'M12 4.5 21 19.5H3zM12 10v4.5M12 17h.01',
  aside: 'M4 5h16v4H4zM5.5 9v10h13V9M10 13h4',
  full: 'M9 4.5H4.5V9M15 4.5h4.5V9M9 19.5H4.5V15M15 19.5h4.5V15',
  wait: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M12 8v4.5l3 1.5',
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, filled = false }: { name: IconName; filled?: boolean }) {
  return (
    <svg className={`icon icon-${name}`} viewBox="0 0 24 24" aria-hidden="true" data-filled={filled || undefined}>
      <path d={PATHS[name]} />
    </svg>
  );
}
