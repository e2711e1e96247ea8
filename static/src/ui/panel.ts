/** What lies over the chat: on narrow screens the list or the board, on any the full board. */
export type Panel = 'list' | 'board' | 'full';
