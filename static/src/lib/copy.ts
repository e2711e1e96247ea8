// The clipboard API needs a secure origin. On plain http, the older command on a hidden field still works.

type Notify = (text: string, tone?: 'plain' | 'error') => void;

function copyByCommand(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'sr-only';
  field.setAttribute('aria-hidden', 'true');
  const focused = document.activeElement;
  // A modal dialog makes the rest of the page inert, so the field must be inside it.
  (focused?.closest('dialog') ?? document.body).append(field);
  field.select();
  let done = false;
  try {
    done = document.execCommand('copy');
  } catch {
    done = false;
  }
  field.remove();
  if (focused instanceof HTMLElement) focused.focus();
  return done;
}

/** Copies text and shows whether it worked. */
export async function copyAndTell(text: string, words: string, notify: Notify): Promise<void> {
  if (await copyText(text)) notify(words);
  else notify('Couldn’t copy.', 'error');
}

/** Copies text. Resolves to false if the browser refuses. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByCommand(text);
  }
}
