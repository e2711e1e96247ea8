// The clipboard of secure origins first; on a plain http address the older command on a hidden field.

function copyByCommand(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.className = 'sr-only';
  field.setAttribute('aria-hidden', 'true');
  const focused = document.activeElement;
  // A modal dialog makes the rest of the page inert: the field must stand inside it.
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

/** Puts text on the clipboard; resolves to false where the browser allows neither way. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByCommand(text);
  }
}
