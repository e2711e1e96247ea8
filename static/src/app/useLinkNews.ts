import { useEffect, useRef } from 'react';
import type { Client } from '../client';
import { type Store, useSelect } from '../store/store';
import { useLate } from '../ui/useLate';

/** Announces a lost connection to screen readers, and its return once the socket is open. */
export function useLinkNews(store: Store, client: Client): void {
  const status = useSelect(store, (state) => state.link.status);
  const late = useLate(status !== 'open');
  const told = useRef(false);
  useEffect(() => {
    if (late && !told.current) client.announce('Not connected.');
    if (status === 'open' && told.current) client.announce('Connected.');
    told.current = status !== 'open' && (late || told.current);
  }, [late, status, client]);
}
