// Runs before the first paint, so that a chosen theme never shows the other one for a moment.
try {
  const theme = JSON.parse(localStorage.getItem('brainstormer.theme'));
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Without storage the system's theme holds.
}
