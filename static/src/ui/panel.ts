/** A pane that opens over the chat on narrow screens. */
export type Panel = 'list' | 'board';
