export type Timers = {
  /** Runs an action later, instead of what the same name was set to before. */
  set(name: string, wait: number, action: () => void): void;
  /** Sets a timer unless it runs already. */
  start(name: string, wait: number, action: () => void): void;
  clear(name: string): void;
};

/** Timers by name, so that none is set twice. */
export function createTimers(): Timers {
  const running = new Map<string, ReturnType<typeof setTimeout>>();
  const clear = (name: string) => {
    clearTimeout(running.get(name));
    running.delete(name);
  };
  const set = (name: string, wait: number, action: () => void) => {
    clear(name);
    const run = () => {
      running.delete(name);
      action();
    };
    running.set(name, setTimeout(run, wait));
  };
  return {
    set,
    clear,
    start: (name, wait, action) => {
      if (!running.has(name)) set(name, wait, action);
    },
  };
}
