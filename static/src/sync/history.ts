// The undo history of the boards on this page. Kept in memory only.

import { counted, wordsOf } from '../lib/text';
import type { Idea, IdeaPatch } from '../socket/frames';
import { chatOf, fieldsOf, isAsIn, type State } from '../store/state';

/** A batch of changes: its description, the fields after it, and the fields before it. */
export type Step = {
  readonly what: string;
  readonly after: readonly IdeaPatch[];
  readonly before: readonly IdeaPatch[];
};

const DEPTH = 20;
const UNSET = { theme: null, starred: false, deleted: false };

/** Returns the ideas as the person sees them, with unconfirmed changes. */
function shownIdeas(state: State, chatId: string): ReadonlyMap<string, Partial<Idea>> {
  const shown = new Map<string, Partial<Idea>>(chatOf(state, chatId).ideas.map((idea) => [idea.id, idea]));
  for (const { id, patch, refusal, chatId: at } of state.pendingIdeas)
    if (at === chatId && !refusal) shown.set(id, { ...UNSET, ...shown.get(id), ...patch });
  return shown;
}

function inverse(patch: IdeaPatch, idea: Partial<Idea> | undefined): IdeaPatch {
  const { id } = patch;
  if (!idea) return { id, deleted: true };
  return { id, ...Object.fromEntries(fieldsOf(patch).map((field) => [field, idea[field]])) };
}

function verb(patch: IdeaPatch, isNew: boolean): string {
  if (isNew) return 'added';
  if (patch.deleted !== undefined) return patch.deleted ? 'set aside' : 'restored';
  if (patch.text !== undefined) return 'edited';
  if (patch.starred !== undefined) return patch.starred ? 'starred' : 'unstarred';
  return 'moved';
}

/**
 * Describes a batch by its first change: changes of another kind are only consequences. Twins count as one idea, as shown.
 */
function wordsFor(after: readonly IdeaPatch[], shown: ReadonlyMap<string, Partial<Idea>>): string {
  const verbOf = (patch: IdeaPatch) => verb(patch, !shown.has(patch.id));
  const first = after[0] && verbOf(after[0]);
  const alike = after.filter((patch) => verbOf(patch) === first);
  const count = new Set(alike.map(({ id, text }) => wordsOf(shown.get(id)?.text ?? text ?? ''))).size;
  return `${count === 1 ? 'idea' : counted(count, 'idea')} ${first}`;
}

/** Returns the changes that undo a step, except where someone else has changed an idea since. */
export function undoing(state: State, chatId: string, { after, before }: Step): IdeaPatch[] {
  const shown = shownIdeas(state, chatId);
  const left = new Set(after.filter((patch) => isAsIn(patch, shown.get(patch.id))).map((patch) => patch.id));
  return before.filter((patch) => left.has(patch.id));
}

export function undoneWords(step: Step | undefined, undone: number): string {
  if (!step) return 'Nothing to undo.';
  if (undone === 0) return 'Can’t undo: someone else has changed this since.';
  const isWhole = undone === step.before.length;
  return `Undid: ${step.what}${isWhole ? '' : ', except what someone else has changed since'}`;
}

export class History {
  readonly #steps = new Map<string, readonly Step[]>();

  /** Records changes that are about to be made. */
  add(state: State, chatId: string, after: readonly IdeaPatch[], what?: string): Step {
    const shown = shownIdeas(state, chatId);
    const before = after.map((patch) => inverse(patch, shown.get(patch.id)));
    const step = { what: what ?? wordsFor(after, shown), after, before };
    if (after.length > 0) this.#steps.set(chatId, [...(this.#steps.get(chatId) ?? []), step].slice(-DEPTH));
    return step;
  }

  /** Removes and returns a step, by default the last one. */
  take(chatId: string, wanted?: Step): Step | undefined {
    const steps = this.#steps.get(chatId) ?? [];
    const step = wanted ?? steps.at(-1);
    this.#steps.set(
      chatId,
      steps.filter((other) => other !== step),
    );
    return step;
  }
}
