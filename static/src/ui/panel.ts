/** What may lie over the chat where there is no room beside it. */
export type Panel = 'list' | 'board';
