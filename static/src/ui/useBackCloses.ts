import { useEffect } from 'react';

function isPanelEntry(): boolean {
  return typeof history.state === 'object' && history.state !== null && 'panel' in history.state;
}

/** Goes to a chat. From an open panel it takes the place of the panel's own entry: Back does not lead into a closed panel. */
export function goTo(hash: string): void {
  if (isPanelEntry()) location.replace(hash);
  else location.hash = hash;
}

/** Back closes what lies over the chat instead of leaving it: while it is open, the history has one entry more. */
export function useBackCloses(open: boolean, onClose: () => void): void {
  useEffect(() => {
    if (!open) return;
    history.pushState({ panel: true }, '');
    window.addEventListener('popstate', onClose);
    return () => {
      window.removeEventListener('popstate', onClose);
      if (isPanelEntry()) history.back();
    };
  }, [open, onClose]);
}
